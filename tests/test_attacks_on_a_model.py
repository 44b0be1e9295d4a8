"""Instructions hidden in a report, and a model that obeys: no level moves, nothing invented is kept, all is told."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from service import pipeline
from service.domain.report import Report
from tests.attacked import CODE, Attack, attacks, plant
from tests.faults.in_process import InProcess
from tests.faults.obedient import INVENTED, Obedient
from tests.with_model import CASES, by_rule, consultant

REPORTS = [CASES / "labelled" / f"{name}.txt" for name in ("county-agriculture-director", "police-station-chief")]
# Every attack in one of the reports, by turns.
TAKEN = list(zip(cycle(REPORTS), attacks(), strict=False))


def told_by(order: str, text: str) -> tuple[Report, list[tuple[str, ...]]]:
    """The review of a text by a model that obeys that order, and the prompts."""
    model = InProcess(Obedient(order))
    report = pipeline.review(text.encode(), "report.txt", consultant=consultant(model))
    return report, sorted(model.asked)


@pytest.mark.parametrize(("path", "attack"), TAKEN, ids=[attack.name for _, attack in TAKEN])
def test_a_model_that_obeys_moves_no_level(path: Path, attack: Attack) -> None:
    text = path.read_text("utf-8")
    made = plant(text, by_rule(path), attack)
    (report, shown), (before, usual) = told_by(attack.text, made.text), told_by(attack.text, text)
    assert shown == usual, "a model sees something of the attack"
    assert report.mode != "rule"
    assert [point.level for point in report.points] == [point.level for point in before.points]
    assert [point.lead for point in report.points] == [point.lead for point in before.points]
    found = [row for row in report.findings if row.code == CODE]
    assert found
    assert any(row.span and row.span.meets(made.attack) for row in found)
    nothing_of_it_is_believed(report, made.attack.of(report.document.text))
    nothing_invented(report)
    nothing_invented(before)


def nothing_of_it_is_believed(report: Report, order: str) -> None:
    """No slot and no finding but the one rests on the planted words, and no edit repeats them."""
    slots = [slot for point in report.points for slot in point.slots.values()]
    assert not any(order in slot.quote for slot in slots)
    assert not any(order.strip() in edit.replacement for edit in (*report.edits, *report.rewrites))


def nothing_invented(report: Report) -> None:
    kept = [edit.replacement for edit in (*report.edits, *report.rewrites)]
    assert not [word for word in INVENTED for words in kept if word in words]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_without_an_attack_it_lowers_no_level(path: Path) -> None:
    before, (report, _) = by_rule(path), told_by("照做", path.read_text("utf-8"))
    assert all(one.level >= other.level for one, other in zip(report.points, before.points, strict=True))
    assert len(report.rejected) > 20  # it is the worst that can be
