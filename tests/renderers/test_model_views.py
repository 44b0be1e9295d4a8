"""What a reader is told of a model: how the review was made, where other ways belong, why answers were refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.domain.report import EditRow, RejectedRow, Report, TraceRow
from service.lexicons.names import names
from service.renderers.terminal import render
from service.renderers.views.asking import Asking, model_name, total
from service.renderers.views.others import Others
from service.renderers.views.quotes import around
from service.renderers.views.refusals import plain, refusals
from tests.consulted import by_rule, kept, unanswered
from tests.renderers.bare import bare
from tests.renderers.specimen import TEXT, specimen

CALL = TraceRow(
    stage="score_points",
    prompt="score_points@v1",
    sha="0",
    model="m",
    tokens_in=1000,
    tokens_out=200,
    cached=0,
    seconds=1.0,
    cost=0.5,
    from_ledger=False,
)


def called(*changes: dict[str, object]) -> Report:
    traces = tuple(CALL.model_copy(update=each) for each in changes)
    return bare().model_copy(update={"mode": "model", "traces": traces})


@pytest.mark.parametrize(
    ("calls", "usage"),
    [
        ([{}], "模型调用 1 次；词元：输入 1,000、输出 200；本次费用 0.5000"),
        (
            [{}, {"from_ledger": True, "cached": 400}],
            "模型调用 2 次（1 次取自账本，没有再付费）；词元：输入 2,000（缓存 400）、输出 400；本次费用 0.5000",
        ),
        ([{"from_ledger": True}], "模型调用 1 次（全部取自账本，没有再付费）；词元：输入 1,000、输出 200"),
        ([{"cost": None, "tokens_in": None, "tokens_out": None}], "模型调用 1 次"),
        (
            [{}, {"cost": None, "tokens_out": None}],
            "模型调用 2 次；词元：输入 2,000、输出 至少 200；本次费用 至少 0.5000",
        ),
        ([{"cost": 0.0}], "模型调用 1 次；词元：输入 1,000、输出 200；本次费用 0.0000"),
    ],
)
def test_what_the_calls_took(calls: list[dict[str, object]], usage: str) -> None:
    assert Asking(called(*calls), names()).usage == usage


def test_what_was_not_told_is_no_zero() -> None:
    assert total([]) is None and total([None]) is None
    assert total([None, 0.0]) == (0.0, False) and total([1, 2]) == (3, True)


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("qwen-max", "qwen-max"),
        ("Qwen/Qwen2.5-7B", "Qwen/Qwen2.5-7B"),
        ("/root/.cache/local/qwen-1.5b-q4.gguf", "qwen-1.5b-q4"),
        ("C:\\models\\small.gguf", "small"),
        ("\u202eevil\n", "·evil"),
    ],
)
def test_a_model_is_called_by_its_name(model: str, shown: str) -> None:
    assert model_name(model) == shown


def test_each_way_of_reviewing_is_said_in_one_line() -> None:
    assert Asking(by_rule(), names()).how == "未使用大模型，按规则审核"
    assert Asking(called({}), names()).how == "规则＋模型 m"
    assert Asking(kept(), names()).how == "规则＋模型 specimen-7b，部分条目退回规则"
    assert Asking(unanswered(), names()).how == "模型没有用上，按规则审核：tiny-1b 的上下文装不下这份材料"
    assert Asking(called({}), names("en")).how == "By rule and by model m"


def test_a_review_by_rule_says_nothing_of_a_model() -> None:
    for lang, words in {"zh": ("模型提出", "账本", "词元", "改法"), "en": ("By model", "ledger", "tokens")}.items():
        page = render(by_rule(), lang=lang).decode()
        assert not [word for word in words if word in page]


def test_a_weak_model_fills_no_screen() -> None:
    row = RejectedRow(stage="score_points", guard="misquoted", reason="x：这一条里没有这句原话。", answer="y")
    rows = tuple(row.model_copy(update={"answer": f"第{number}次"}) for number in range(500))
    many = specimen().model_copy(update={"rejected": rows})
    few = specimen().model_copy(update={"rejected": rows[:1]})
    assert len(render(many).splitlines()) == len(render(few).splitlines())
    assert "所引的话不在原文里 500" in render(many).decode()


def test_refusals_are_counted_and_equal_ones_told_once() -> None:
    stages = refusals(specimen(), names())
    assert [stage.name for stage in stages] == ["评具体程度", "改写", "规则提出的修改", "new_stage"]
    assert sum(stage.count for stage in stages) == len(specimen().rejected)
    first = stages[0].reasons[0].rows
    assert [(row.point, row.reason, row.answer, row.count) for row in first] == [
        ("P1", "时间：这一条里没有这句原话。", "去年三月", 2)
    ]
    assert all(len(row.answer) <= 120 for stage in stages for reason in stage.reasons for row in reason.rows)


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("time 时间：这一条里没有这句原话。", "时间：这一条里没有这句原话。"),
        ("不算own_act 本人行为：说的是本人。", "不算本人行为：说的是本人。"),
        ("C2 external-blame：说的是自己。", "C2 归因客观：说的是自己。"),
        ("改法：丢了原句的内容。", "丢了原句的内容。"),
        ("“a：b”不在原文中。", "“a：b”不在原文中。"),
        ("没有冒号", "没有冒号"),
    ],
)
def test_a_reason_is_told_in_the_readers_words(reason: str, shown: str) -> None:
    assert plain(reason, names()) == shown


def test_every_other_way_has_one_place() -> None:
    for report in (specimen(), kept()):
        others = Others(report)
        told = [way.id for edit in report.edits for way in others.beside(edit)] + [way.id for way in others.loose]
        assert sorted(told) == sorted(way.id for way in report.rewrites)
        by_point = [way.id for point in report.points for way in others.of_point(point.id)]
        assert sorted(by_point + [way.id for way in others.pointless]) == sorted(told)


@given(st.data())
def test_a_choice_is_the_passage_three_times(data: st.DataObject) -> None:
    """Whatever the other way, the passage as suggested is what applying the edits gives."""
    start = data.draw(st.integers(0, len(TEXT)))
    span = Span(start, data.draw(st.integers(start, min(len(TEXT), start + 60))))
    way = specimen().rewrites[0].model_copy(update={"span": span, "original": span.of(TEXT), "replacement": "改"})
    report = specimen().model_copy(update={"rewrites": (way,)})
    choice, others = Others(report).choice(way), Others(report)
    at = TEXT.index(choice.original, 0) if TEXT.count(choice.original) == 1 else None
    instead = others.instead(way)
    assert bool(instead) == bool(choice.suggested) or not choice.suggested
    assert span.of(TEXT) in choice.original and "改" in choice.other
    if at is not None:
        rest = TEXT[:at], TEXT[at + len(choice.original) :]
        assert rest[0] + choice.other + rest[1] == _applied(TEXT, (way,))
        if instead:
            assert rest[0] + choice.suggested + rest[1] == _applied(TEXT, instead)


def _applied(text: str, edits: tuple[EditRow, ...]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def test_words_stand_between_those_around_them() -> None:
    assert around("一二三四五\n六七八九十", Span(2, 3), 1) == ("…二", "三", "四…")
    assert around("一二三四五\n六七八九十", Span(3, 7), 5) == ("一二三", "四五 六", "七八九十")
    assert around("一二", None, 5) == ("", "", "")
