"""A model that answers nonsense of the right form makes no review worse than none: whatever it says, by chance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from service import proofs
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.domain.report import Report
from service.stages.by_model.answers import Why
from tests.faults.in_process import InProcess
from tests.faults.nonsense import Nonsense
from tests.with_model import CASES, by_rule, consultant, reviewed

REPORTS = sorted((CASES / "labelled").glob("*.txt"))
SEEDS = range(5)
OF_ABSENCE = ("cause-gap", "measure-gap")


@pytest.fixture(params=[(path, seed) for path in REPORTS for seed in SEEDS], ids=lambda row: f"{row[0].stem}-{row[1]}")
def both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Report, Report, set[str]]]:
    """The review with nonsense, the one by rule, and the points of which rules confirmed a denial."""
    path, seed = request.param
    confirmed: set[str] = set()

    def watched(draft: Draft, point: Point, slot: Slot, why: Why) -> str | None:
        reason = refuse(draft, point, slot, why)
        if reason is None:
            confirmed.add(point.id)
        return reason

    refuse = proofs.refuse_denial
    monkeypatch.setattr(proofs, "refuse_denial", watched)
    yield reviewed(path, consultant(InProcess(Nonsense(seed)))), by_rule(path), confirmed


def test_nonsense_does_no_harm(both: tuple[Report, Report, set[str]]) -> None:
    report, before, confirmed = both
    assert report.mode in ("model", "mixed")
    levels_hold(report, before, confirmed)
    findings_of_rules_hold(report, before, confirmed)
    spans_lie_in_the_text(report)
    claims_quote(report)
    edits_stand(report, before)
    assert Report.model_validate_json(report.model_dump_json()) == report


def levels_hold(report: Report, before: Report, confirmed: set[str]) -> None:
    """No level falls but where a denial was confirmed, and no point, cause or measure is lost."""
    assert [point.span for point in report.points] == [point.span for point in before.points]
    for one, other in zip(report.points, before.points, strict=True):
        assert one.level >= other.level or one.id in confirmed
        assert set(one.slots) >= set(other.slots) or one.id in confirmed
        assert set(one.causes) >= set(other.causes)
        assert set(one.measures) >= set(other.measures)


def findings_of_rules_hold(report: Report, before: Report, confirmed: set[str]) -> None:
    """Whatever rules find in the words alone they find still."""
    kept = {(row.code, row.span) for row in report.findings}
    changed = {"vague-point", "pseudo-example", "no-deadline", "missing-aspect", "misfiled-point", "imbalance"}
    lost = [row for row in before.findings if (row.code, row.span) not in kept and row.code not in changed]
    assert not lost


def spans_lie_in_the_text(report: Report) -> None:
    text = report.document.text
    found = [span for span in _spans(report) if not 0 <= span.start <= span.end <= len(text)]
    assert not found
    assert all(row.quote == row.span.of(text) for point in report.points for row in point.slots.values())
    for point in report.points:
        assert all(point.span.holds(row.span) for row in point.slots.values())


def _spans(report: Report) -> Iterator[Span]:
    for point in report.points:
        yield point.span
        yield from (row.span for row in point.slots.values())
        yield from (row.span for row in point.verdicts if row.span)
    yield from (row.span for row in (*report.causes, *report.measures, *report.edits, *report.rewrites))
    for finding in report.findings:
        yield from (span for span in (finding.span, finding.versus) if span)


def claims_quote(report: Report) -> None:
    """What a model raises shows words of the report, or is an absence; and it blocks nothing."""
    raised = [row for row in report.findings if row.origin == "model"]
    assert all(row.span.size if row.span else row.code in OF_ABSENCE for row in raised)
    assert not any(row.severity == "block" for row in raised)


def edits_stand(report: Report, before: Report) -> None:
    """No two overlap, each replaces what it says, and all that rules would mend is mended or offered still."""
    text = report.document.text
    assert all(edit.original == edit.span.of(text) for edit in (*report.edits, *report.rewrites))
    ends = [(edit.span.start, edit.span.end) for edit in report.edits]
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
    offered = {(edit.span, edit.replacement) for edit in (*report.edits, *report.rewrites)}
    lost = [edit for edit in before.edits if (edit.span, edit.replacement) not in offered]
    assert not [edit for edit in lost if edit.verdict != "needs-facts"]


def test_some_of_the_nonsense_is_believed() -> None:
    """Else the test above would hold for nothing."""
    reports = [reviewed(path, consultant(InProcess(Nonsense(seed)))) for path in REPORTS[:4] for seed in (0, 1)]
    assert any(row.origin == "model" for report in reports for row in report.findings)
    assert any(edit.origin == "model" for report in reports for edit in (*report.edits, *report.rewrites))
    assert all(len(report.rejected) > 10 for report in reports)
