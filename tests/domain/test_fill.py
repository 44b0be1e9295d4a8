"""Answers go into the blanks that ask for them, word for word, and never break the sentence around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.domain.draft import Answer
from service.domain.edit import BLANK, Blank, Edit
from service.domain.fill import clean, fill, resolve, says_nothing, slot_of
from service.domain.point import PointScore, Slot

BLANKS = (Blank("time", "哪一天"), Blank("own_act", "自己怎么做的"), Blank("consequence", "造成什么后果"))
WORDS = "比如，【请补充：哪一天】；我当时【请补充：自己怎么做的】，结果【请补充：造成什么后果】。"
EDIT = Edit(Span(0, 0), WORDS, "", "vague-point", "needs-facts", BLANKS)


def _filled(**answers: str) -> Edit:
    return fill(EDIT, [Answer(key, words) for key, words in answers.items()])


def test_all_answers_make_an_edit_ready() -> None:
    edit = _filled(time="2022年3月5日", own_act="只听了汇报", consequence="推迟了两个月")
    assert edit.replacement == "比如，2022年3月5日；我当时只听了汇报，结果推迟了两个月。"
    assert (edit.verdict, edit.blanks) == ("ready", ())
    assert edit.facts.added == ("2022年3月5日", "只听了汇报", "推迟了两个月")


def test_what_is_unanswered_stays_blank() -> None:
    edit = _filled(own_act="只听了汇报")
    assert (edit.verdict, edit.blanks) == ("needs-facts", (BLANKS[0], BLANKS[2]))
    assert BLANK.findall(edit.replacement) == ["哪一天", "造成什么后果"]


def test_words_that_an_answer_brings_itself_are_said_once() -> None:
    edit = _filled(own_act="我只听了汇报", consequence="导致推迟两个月")
    assert edit.replacement.endswith("；我只听了汇报，导致推迟两个月。")


@pytest.mark.parametrize("key", ["time", "时间", "哪一天", " 哪一天？ ", "什么时候"])
def test_a_key_may_be_slot_or_question(key: str) -> None:
    assert fill(EDIT, [Answer(key, "3月5日")]).facts.added == ("3月5日",)


def test_an_answer_to_another_question_changes_nothing() -> None:
    assert _filled(place="幸福社区") is EDIT


@pytest.mark.parametrize(
    ("given_words", "cleaned"),
    [
        (" 6户。 ", "6户"), ("只听汇报\n没去现场", "只听汇报，没去现场"), ("回了一句“先种上再说", "回了一句先种上再说"),
        ("回了一句“先种上再说”", "回了一句“先种上再说”"),
        ("【请补充：x】", "请补充：x"), ("6户（含2户特困）", "6户（含2户特困）"),
        ("6户）", "6户"), ("《条例", "条例"),
    ],
)  # fmt: skip
def test_clean(given_words: str, cleaned: str) -> None:
    assert clean(given_words) == cleaned


@given(st.text(alphabet="我去了“”《》（）【】\n 。；，6户", max_size=24))
def test_clean_words_are_one_balanced_line(words: str) -> None:
    cleaned = clean(words)
    assert "\n" not in cleaned
    assert not BLANK.search(cleaned)
    assert all(cleaned.count(left) == cleaned.count(right) for left, right in ("“”", "《》", "（）"))
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("words", ["", " ", "不清楚", "略", "——", "无。", "待补充"])
def test_empty_answers_say_nothing(words: str) -> None:
    assert says_nothing(words)


def test_slot_names() -> None:
    assert [slot_of(key) for key in ("时间", "责任人：", "后果", "own_act", "谁？")] == [
        "time", "owner", "consequence", "own_act", "谁",
    ]  # fmt: skip


def test_a_points_own_question_is_resolved_to_its_slot() -> None:
    score = PointScore("P1", (Slot("time", None, "是哪一次会，哪年哪月哪日开的？"), Slot("place", None, "在哪里？")))
    answers = [Answer("是哪一次会，哪年哪月哪日开的", "3月5日。", "P1"), Answer("别的问题", "x", "P1")]
    assert resolve(answers, [score]) == (Answer("time", "3月5日", "P1"), Answer("别的问题", "x", "P1"))
