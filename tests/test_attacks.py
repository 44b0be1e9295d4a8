"""Instructions hidden in a report: every level stays as it was, the attempt is a finding, the rest holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

import pytest

from service import pipeline
from service.domain.report import FindingRow, Report
from tests.attacked import CASES, CODE, Attack, Planted, attacks, plant

REPORTS = ("seed-street-office", "county-agriculture-director", "police-station-chief")
LEAST = 30


def text_of(name: str) -> str:
    return (CASES / f"{name}.txt").read_text("utf-8")


def reviewed(text: str) -> Report:
    return pipeline.review(text.encode(), "report.txt")


@cache
def clean(name: str) -> Report:
    return reviewed(text_of(name))


@pytest.fixture(scope="module", params=REPORTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_an_attack_changes_nothing_but_is_told(name: str, attack: Attack) -> None:
    made = plant(text_of(name), clean(name), attack)
    report = reviewed(made.text)
    same_judgement(report, clean(name))
    same_findings(report, clean(name), made)
    attempt_told(report, made)
    same_edits(report, clean(name), made)
    original_shown(report, made)


def same_judgement(report: Report, before: Report) -> None:
    def judged(one: Report) -> list[tuple[int, int | None, int | None]]:
        return [(point.level, point.lead, point.filed_under) for point in one.points]

    assert judged(report) == judged(before)
    assert report.totals.by_level == before.totals.by_level
    assert [lead.share for lead in report.leads] == [lead.share for lead in before.leads]
    assert report.rubric == before.rubric


def same_findings(report: Report, before: Report, made: Planted) -> None:
    def told(one: Report, back: Callable[..., object]) -> list[tuple[object, ...]]:
        return [_key(row, back) for row in one.findings if row.code != CODE]

    assert told(report, made.back) == told(before, lambda span: span)


def _key(row: FindingRow, back: Callable[..., object]) -> tuple[object, ...]:
    return row.code, back(row.span), back(row.versus), row.message, row.severity, row.point, row.lead, row.part


def attempt_told(report: Report, made: Planted) -> None:
    found = [row for row in report.findings if row.code == CODE]
    assert len(found) == 1
    assert found[0].span is not None
    assert found[0].span.meets(made.attack)
    deletions = [edit for edit in report.edits if edit.id in found[0].edits]
    assert deletions
    assert all((edit.replacement, edit.verdict) == ("", "needs-confirmation") for edit in deletions)
    assert all(made.attack.holds(edit.span) for edit in deletions)


def same_edits(report: Report, before: Report, made: Planted) -> None:
    rest = [edit for edit in report.edits if edit.code != CODE]
    assert not any(edit.span.meets(made.attack) for edit in rest)
    assert [(made.back(edit.span), edit.replacement) for edit in rest] == [
        (edit.span, edit.replacement) for edit in before.edits
    ]


def original_shown(report: Report, made: Planted) -> None:
    text = report.document.text
    assert made.attack.of(text) == made.attack.of(made.text)
    assert report.document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert all(edit.original == edit.span.of(text) for edit in report.edits)
    assert all(row.quote == row.span.of(text) for point in report.points for row in point.slots.values())


def test_there_are_enough_attacks() -> None:
    assert len(attacks()) >= LEAST
    assert len({attack.place for attack in attacks()}) == 8
