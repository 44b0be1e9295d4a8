"""Edits by rule: blanks where facts are missing, answers in their blanks, never two edits of one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service import checks, guards
from service.domain.document import Span
from service.domain.draft import Answer, Background, Draft
from service.domain.edit import BLANK, Edit, apply
from service.domain.fill import resolve
from service.domain.finding import Fault, Finding
from service.domain.point import Measure
from service.domain.sifted import Sifted
from service.stages.by_rule.rewrite_points import rewrite_points
from service.stages.by_rule.score_points import score_points
from tests.drafts import draft_of

VAGUE = "学习不系统，理论联系实际不够紧密，读原著少。"
TOLD = "2022年3月15日，石桥镇召开加装电梯协调会，涉及6户居民，会开到一半就散了。"
FACTS = {
    "time": "2022年9月14日",
    "place": "幸福社区",
    "party": "老旧小区居民",
    "event": "召开加装电梯协调会",
    "quantity": "6户",
    "own_act": "我只听了汇报，没有到现场",
    "consequence": "导致协调会推迟了两个月",
}


def _scored(text: str, *answers: Answer) -> Draft:
    draft = replace(draft_of(text), background=Background(answers))
    return replace(draft, scores=score_points(draft).kept)


def _rewritten(draft: Draft, *codes: str) -> Sifted[Edit]:
    return rewrite_points(draft, checks.run(draft, codes) if codes else ())


def _answers(point: str | None = "P1", **words: str) -> list[Answer]:
    return [Answer(key, said, point) for key, said in words.items()]


def test_a_point_without_event_is_asked_for_a_whole_example() -> None:
    draft = _scored(VAGUE)
    (edit,) = _rewritten(draft).kept
    assert edit.span == Span(len(VAGUE), len(VAGUE))
    assert edit.replacement.startswith("比如，【请补充：")
    assert edit.verdict == "needs-facts"
    assert len(edit.blanks) == len(BLANK.findall(edit.replacement))
    assert all(len(shown) <= 5 for shown in BLANK.findall(edit.replacement))
    assert all(len(blank.question) > 5 for blank in edit.blanks)
    assert {blank.slot for blank in edit.blanks} == {slot.kind for slot in draft.scores[0].missing}


def test_the_checks_own_example_goes_before_and_asks_for_as_much() -> None:
    draft = _scored(VAGUE + "比如，在学习上劲头还不足。")
    edits = [edit for edit in _rewritten(draft, "pseudo-example").kept if edit.blanks]
    assert [edit.code for edit in edits] == ["pseudo-example"]
    assert {blank.slot for blank in edits[0].blanks} == {slot.kind for slot in draft.scores[0].missing}


def test_an_event_is_only_asked_for_what_it_lacks() -> None:
    draft = _scored(TOLD)
    kept = _rewritten(draft).kept
    asked = {blank.slot for edit in kept for blank in edit.blanks}
    assert draft.scores[0].filled("event")
    assert "own_act" in asked
    assert not asked & {"time", "event"}
    assert apply(TOLD, kept).startswith("2022年3月15日，石桥镇召开加装电梯协调会")
    assert apply(TOLD, kept).endswith("。")


@pytest.mark.parametrize("text", [VAGUE, VAGUE + "比如，在学习上劲头还不足。", TOLD])
def test_all_answers_raise_a_point_to_level_4(text: str) -> None:
    draft = _scored(text)
    missing = [slot for slot in draft.scores[0].missing if slot.kind in FACTS]
    answers = [Answer(slot.question or "", FACTS[slot.kind], "P1") for slot in missing]
    draft = replace(draft, background=Background(resolve(answers, draft.scores)))
    proposed = _rewritten(draft, "pseudo-example")
    assert proposed.rejected == ()
    sifted = guards.sift(draft, proposed.kept, "rewrite_points")
    assert sifted.rejected == ()
    ready = [edit for edit in sifted.kept if edit.verdict == "ready"]
    assert {words for edit in ready for words in edit.facts.added} == {FACTS[slot.kind] for slot in missing}
    assert _scored(apply(text, ready), *draft.background.answers).scores[0].level == 4


def test_an_optional_fact_is_inserted_only_when_answered() -> None:
    bare = "2022年3月15日召开加装电梯协调会，涉及6户居民，我只听了汇报就散了会，结果工程推迟了两个月。"
    assert _rewritten(_scored(bare)).kept == ()
    (edit,) = _rewritten(_scored(bare, *_answers(place="幸福社区"))).kept
    assert (edit.verdict, edit.facts.added) == ("ready", ("幸福社区",))


def _measured(text: str, **known: object) -> Draft:
    draft = draft_of(text, "measures")
    return replace(draft, measures=(Measure("M1", Span(0, len(text)), **known),))  # type: ignore[arg-type]


def test_a_measure_is_asked_who_until_when_and_how_far() -> None:
    text = "加强学习，提高站位。"
    (edit,) = _rewritten(_measured(text)).kept
    assert apply(text, [edit]) == (
        "加强学习，提高站位（责任人：【请补充：由谁负责】；完成时限：【请补充：什么时候完成】；"
        "检查标准：【请补充：做到什么程度算完成】）。"
    )


def test_the_answers_to_a_measure_fill_its_blanks() -> None:
    draft = _measured("每月走访10户。", checkable=True)
    draft = replace(draft, background=Background(tuple(_answers("M1", 责任人="我本人", 完成时限="2023年3月底前"))))
    (edit,) = _rewritten(draft, "no-deadline").kept
    assert apply(draft.text, [edit]) == "每月走访10户（责任人：我本人；完成时限：2023年3月底前）。"
    assert edit.verdict == "ready"


def test_a_whole_measure_is_left_alone() -> None:
    assert (
        _rewritten(_measured("3月底前由我走访10户。", deadline=Span(0, 4), owner=Span(4, 6), checkable=True)).kept == ()
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (_answers(time="2022年3月5日") + _answers(time="2022年3月6日"), "两次"),
        (_answers(天气="晴"), "没有问到"),
        (_answers("P9", time="2022年3月5日"), "没有问到"),
        (_answers(place="不清楚"), "“地点”的回答没有实际内容"),
        (_answers(time="记得不准了"), "年月日"),
        (_answers(quantity="不少"), "数字"),
    ],
)
def test_answers_of_no_use_are_told(answers: list[Answer], says: str) -> None:
    rejected = _rewritten(_scored(VAGUE, *answers)).rejected
    assert [row.guard for row in rejected] == ["answer"]
    assert says in rejected[0].reason


def test_an_answer_that_may_be_for_several_points_needs_a_point() -> None:
    draft = draft_of(VAGUE + VAGUE)
    half = len(VAGUE)
    points = (
        replace(draft.points[0], span=Span(0, half)),
        replace(draft.points[0], id="P2", span=Span(half, 2 * half)),
    )
    draft = replace(draft, points=points, background=Background(tuple(_answers(None, time="2022年3月5日"))))
    draft = replace(draft, scores=score_points(draft).kept)
    rejected = _rewritten(draft).rejected
    assert "写明是哪一条" in rejected[0].reason


def test_of_two_edits_of_one_place_the_graver_finding_wins() -> None:
    draft = _scored(TOLD)
    edits = [Edit(Span(0, 10), "改一", "", "typo"), Edit(Span(5, 12), "改二", "", "hedged")]
    grave, light = (Fault("", Span(0, 12), edits=(edit,)) for edit in edits)
    findings = (Finding("hedged", light, "minor", "style"), Finding("typo", grave, "block", "style"))
    sifted = rewrite_points(draft, (findings[0], replace(findings[1], fault=replace(grave, edits=(edits[0],)))))
    assert [edit.replacement for edit in sifted.kept if edit.span.size] == ["改一"]
    assert [(row.guard, row.answer) for row in sifted.rejected] == [("overlap", "改二")]


def test_facts_that_an_edit_keeps_and_drops_are_told() -> None:
    draft = _scored(TOLD)
    span = Span(TOLD.index("石桥镇"), TOLD.index("，会开到"))
    fault = Fault("", span, edits=(Edit(span, "石桥镇开了协调会", "", "typo"),))
    kept = rewrite_points(draft, (Finding("typo", fault, "minor", "style"),)).kept
    facts = next(edit.facts for edit in kept if edit.span == span)
    assert (facts.kept, facts.dropped) == (("石桥镇",), ("6户",))
