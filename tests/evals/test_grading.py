"""A review that agrees with its labels is perfect; each spoilt one loses exactly what was spoilt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.case import load_all
from evals.gold import gold_draft
from evals.grade import Graded, grade, judge
from evals.labels import LabelledDefect
from evals.reviewed import Reviewed
from evals.show import show
from service.domain.document import Span
from service.domain.report import Report
from tests.evals.reports import agreeing, finding

SAMPLES = Path(__file__).parents[2] / "evals" / "cases" / "labelled"
CASES = {case.name: case for case in load_all(SAMPLES)}
Spoil = Callable[[Report], dict[str, object]]


def _values(graded: Graded) -> dict[str, float | None]:
    return {mark.name: mark.value for mark in graded.marks}


def _spoilt(name: str, spoil: Spoil) -> dict[str, float | None]:
    report = agreeing(CASES[name])
    return _values(judge([Reviewed(CASES[name], report.model_copy(update=spoil(report)))]))


def test_full_agreement_meets_every_bar() -> None:
    graded = judge([Reviewed(case, agreeing(case)) for case in CASES.values()])
    assert [mark.name for mark in graded.marks if mark.passed is False] == []
    best = {"points-surplus": 0, "traps-sprung": 0, "near-clean-surplus": 0, "seed-highest-level": 2}
    wrong = {name: value for name, value in _values(graded).items() if value != best.get(name, 1)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("spoil", "name", "value"),
    [
        (lambda r: {"points": r.points[:-1]}, "points-found", 8 / 9),
        (lambda r: {"points": (*r.points, r.points[0].model_copy(update={"id": "P99"}))}, "points-surplus", 1 / 9),
        (
            lambda r: {"points": (r.points[0].model_copy(update={"filed_under": 6}), *r.points[1:])},
            "filed-under",
            8 / 9,
        ),
        (lambda r: {"points": (r.points[0].model_copy(update={"level": 2}), *r.points[1:])}, "level-exact", 8 / 9),
        (lambda r: {"findings": tuple(f for f in r.findings if f.code != "hedged")}, "hedged-recall", 0),
        (lambda r: {"points": tuple(p.model_copy(update={"causes": ()}) for p in r.points)}, "cause-links-f1", 0),
        (
            lambda r: {"measures": tuple(m.model_copy(update={"owner": None}) for m in r.measures)},
            "owners-alike",
            1 / 4,
        ),
        (lambda r: {"measures": ()}, "measures-found", 0),
    ],
)
def test_a_spoilt_review_loses_what_was_spoilt(spoil: Spoil, name: str, value: float) -> None:
    assert _spoilt("community-hospital-dean", spoil)[name] == pytest.approx(value)


def _with(report: Report, code: str, span: Span | None = None, **about: str) -> dict[str, object]:
    label = LabelledDefect(code, span, "", **about)  # type: ignore[arg-type]
    return {"findings": (*report.findings, finding("F999", label))}


def test_a_false_alarm_costs_precision_and_counts_in_the_near_clean_report() -> None:
    values = _spoilt("county-agriculture-director", lambda r: _with(r, "typo", Span(0, 5)))
    assert (values["typo-precision"], values["near-clean-surplus"]) == (0.5, 1)


def test_a_repeat_inside_a_labelled_passage_is_neither_hit_nor_alarm() -> None:
    label = next(row for row in CASES["county-finance-deputy"].defects if row.code == "hedged")
    assert label.span
    inside = Span(label.span.start + 1, label.span.start + 4)
    values = _spoilt("county-finance-deputy", lambda r: _with(r, "hedged", inside))
    assert (values["hedged-recall"], values["hedged-precision"]) == (1, 1)


def test_findings_on_single_measures_satisfy_the_label_that_none_has_a_deadline() -> None:
    def one_each(report: Report) -> dict[str, object]:
        kept = tuple(row for row in report.findings if row.code != "no-deadline")
        rows = [LabelledDefect("no-deadline", None, "", measure=row.id) for row in report.measures]
        return {"findings": (*kept, *(finding(f"D{number}", row) for number, row in enumerate(rows)))}

    values = _spoilt("university-college-secretary", one_each)
    assert (values["no-deadline-recall"], values["no-deadline-precision"]) == (1, 1)


def test_a_finding_about_the_same_point_elsewhere_in_it_satisfies_a_label_on_the_whole_point_only() -> None:
    case = CASES["community-hospital-dean"]
    label = next(row for row in case.defects if row.code == "pseudo-example")

    def elsewhere(report: Report) -> dict[str, object]:
        far = {"span": None}
        return {
            "findings": tuple(row.model_copy(update=far if row.point == label.point else {}) for row in report.findings)
        }

    values = _spoilt(case.name, elsewhere)
    assert (values["pseudo-example-recall"], values["hedged-recall"]) == (1, 0)


def test_a_trap_is_sprung_only_by_the_code_that_it_invites() -> None:
    trap = CASES["county-agriculture-director"].traps[0]
    assert _spoilt("county-agriculture-director", lambda r: _with(r, trap.code, trap.span))["traps-sprung"] == 1
    assert _spoilt("county-agriculture-director", lambda r: _with(r, "hedged", trap.span))["traps-sprung"] == 0


def test_slips_are_told_for_the_code_asked_for_and_kept_back_otherwise() -> None:
    case = CASES["county-agriculture-director"]
    spoilt = agreeing(case).model_copy(update={"findings": ()})
    graded = judge([Reviewed(case, spoilt)])
    assert [slip["kind"] for slip in graded.as_json("typo")["slips"]] == ["miss"]
    assert "slips" not in graded.as_json()


def test_labels_follow_the_text_that_the_reader_gave() -> None:
    def review(data: bytes, name: str, rubric: str | None) -> Report:
        case = CASES[name.removesuffix(".txt")]
        shifted = [row.model_copy(update={"span": row.span.shifted(3)}) for row in agreeing(case).points]
        document = agreeing(case).document.model_copy(update={"text": "前缀\n" + data.decode("utf-8")})
        return agreeing(case).model_copy(update={"document": document, "points": tuple(shifted)})

    assert _values(grade(SAMPLES, review, "police-station-chief"))["points-found"] == 1


def test_the_terminal_shows_values_bars_and_slips(capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES["county-agriculture-director"]
    show(judge([Reviewed(case, agreeing(case).model_copy(update={"findings": ()}))]), "typo")
    told = capsys.readouterr().out
    assert "level-kappa" in told and "✗" in told and "miss" in told


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_gold_draft_has_the_labelled_levels_and_headings(name: str) -> None:
    case, draft = CASES[name], gold_draft(CASES[name])
    assert [score.level for score in draft.scores] == [point.level for point in case.points]
    assert all("带头" in section.heading.span.of(case.text) for section in draft.leads if section.heading)
