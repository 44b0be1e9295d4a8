"""The whole review: what holds for every report, and what answers, silences and choices change."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from service import pipeline
from service.domain.draft import Answer
from service.domain.edit import BLANK
from service.domain.report import Report
from service.errors import UnknownName
from service.text.quantity import quantities

SAMPLES = sorted((Path(__file__).parents[1] / "evals" / "cases").glob("*/*.txt"))
SEED = next(path for path in SAMPLES if path.stem == "seed-street-office")
FACTS = {
    "time": "2022年3月15日",
    "place": "幸福社区",
    "event": "老旧小区加装电梯协调会",
    "party": "6户居民",
    "quantity": "6户",
    "own_act": "我只听了汇报，没有到现场",
    "consequence": "协调会推迟了两个月",
}


def reviewed(path: Path, **wishes: object) -> Report:
    return pipeline.review(path.read_bytes(), path.name, wishes=pipeline.Wishes(**wishes))  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=SAMPLES, ids=[path.stem for path in SAMPLES])
def report(request: pytest.FixtureRequest) -> Report:
    return reviewed(request.param)


def test_every_span_lies_in_the_text_and_says_its_quote(report: Report) -> None:
    text = report.document.text
    for point in report.points:
        assert 0 <= point.span.start < point.span.end <= len(text)
        for slot in point.slots.values():
            assert slot.quote == text[slot.span.start : slot.span.end]
            assert point.span.holds(slot.span)
    for edit in report.edits:
        assert edit.original == text[edit.span.start : edit.span.end]


def test_edits_stand_apart_in_reading_order(report: Report) -> None:
    spans = [edit.span for edit in report.edits]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert [edit.id for edit in report.edits] == [f"E{n}" for n in range(1, len(spans) + 1)]


def test_no_edit_brings_a_number_that_the_report_has_not(report: Report) -> None:
    told = {(one.value, one.unit) for one in quantities(report.document.text) if one.definite}
    for edit in report.edits:
        words = BLANK.sub("", edit.replacement)
        assert {(one.value, one.unit) for one in quantities(words) if one.definite} <= told, edit.id


def test_blanks_are_written_as_promised(report: Report) -> None:
    for edit in report.edits:
        assert len(BLANK.findall(edit.replacement)) == len(edit.blanks)
        assert (edit.verdict == "needs-facts") == bool(edit.blanks) or edit.verdict == "needs-confirmation"


def test_totals_add_up(report: Report) -> None:
    assert sum(report.totals.by_level) == report.totals.points == len(report.points)
    assert sum(report.totals.findings.values()) == len(report.findings)
    assert sum(lead.share for lead in report.leads) <= 1.001
    known = {edit.id for edit in report.edits}
    assert all(set(finding.edits) <= known for finding in report.findings)


def test_the_seed_report_is_low_on_every_lead() -> None:
    report = reviewed(SEED)
    assert max(point.level for point in report.points) <= 2
    assert all(lead.level is not None and lead.level <= 2 for lead in report.leads)


def test_the_writers_answers_raise_a_point_to_level_four() -> None:
    report = reviewed(SEED, answers=tuple(Answer(slot, words, "P5") for slot, words in FACTS.items()))
    assert report.points[4].level < 2
    assert report.revised is not None
    assert report.revised.levels["P5"] == 4
    assert all(words in report.revised.text for words in FACTS.values())
    assert all(report.revised.levels[f"P{n}"] <= 2 for n in (1, 2, 3, 4, 6))


def test_answers_that_say_nothing_raise_nothing() -> None:
    report = reviewed(SEED, answers=tuple(Answer(slot, "不清楚", "P5") for slot in FACTS))
    assert report.revised is not None
    assert report.revised.levels["P5"] <= 2


def test_without_answers_nothing_is_revised() -> None:
    assert reviewed(SEED).revised is None


def test_the_rubric_is_told_by_the_headings() -> None:
    text = "\n".join(
        [
            "某局局长2024年度民主生活会“四个带头”对照检查材料",
            "一、存在的问题",
            "（一）带头严守政治纪律和政治规矩，维护党的团结统一方面",
            "请示报告不及时，有的事办完了才想起来说。",
            "（二）带头增强党性、严守纪律、砥砺作风方面",
            "调研走马观花，看的多是样板。",
        ]
    )
    report = pipeline.review(text.encode(), "a.txt")
    assert report.rubric == "four-lead-2024"
    assert any("four-lead-2024" in note for note in report.document.notes)


def test_selection_and_silences() -> None:
    everything = {finding.code for finding in reviewed(SEED).findings}
    assert {"typo", "hedged"} <= everything
    assert {finding.code for finding in reviewed(SEED, select=("hedged",)).findings} == {"hedged"}
    assert "hedged" not in {finding.code for finding in reviewed(SEED, ignore=("hedged",)).findings}
    silenced = "<!-- sixlead: off hedged -->\n" + SEED.read_text("utf-8")
    assert "hedged" not in {finding.code for finding in pipeline.review(silenced.encode(), "a.md").findings}


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(UnknownName, match="hedged"):
        reviewed(SEED, select=("no-such-check",))


def test_the_same_file_gives_the_same_report() -> None:
    assert reviewed(SEED) == reviewed(SEED)
