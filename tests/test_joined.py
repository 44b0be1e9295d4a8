"""What rules and a model found is joined: either fills a slot, and neither takes away without a reason that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Blank, Edit
from service.domain.finding import Fault, Finding
from service.domain.point import SLOTS, Cause, Measure, Point, PointScore, Slot, SlotKind, Verdict
from service.joined import Said, findings_of, join, settle
from tests.drafts import draft_of

TEXT = "比如，2022年3月幸福社区加装电梯协调会，我只听了汇报。"


def scored(*filled: SlotKind, origin: str = "rule", denied: tuple[SlotKind, ...] = ()) -> PointScore:
    slots = tuple(Slot(kind, Span(3, 10)) if kind in filled else Slot(kind, None, "哪一天？") for kind in SLOTS)
    slots = slots if origin == "rule" else tuple(slot for slot in slots if slot.span)
    return PointScore("P1", slots, origin="model" if origin == "model" else "rule", denied=denied)


def judged(*filled: SlotKind) -> Draft:
    return replace(draft_of(TEXT), scores=(scored(*filled),))


@pytest.mark.parametrize(
    ("rule", "model", "denied", "joined"),
    [
        ((), ("time",), (), {"time"}),
        (("time",), (), (), {"time"}),
        (("time",), ("place",), (), {"time", "place"}),
        (("time", "event"), (), ("event",), {"time"}),
        ((), (), ("event",), set()),
    ],
)
def test_slots(
    rule: tuple[SlotKind, ...], model: tuple[SlotKind, ...], denied: tuple[SlotKind, ...], joined: set[str]
) -> None:
    draft, _, _ = join(judged(*rule), Said(scores=(scored(*model, origin="model", denied=denied),)))
    score = draft.scores[0]
    assert {slot.kind for slot in score.slots if slot.span} == joined
    assert len(score.slots) == len(SLOTS)
    assert all(slot.question for slot in score.missing)
    assert score.origin == "model"


def test_a_point_that_the_model_left_out_stays_the_rules() -> None:
    draft, _, _ = join(judged("time"), Said())
    assert draft.scores[0].origin == "rule"
    assert draft.scores == judged("time").scores


def _chain(text: str) -> Draft:
    """Three points and a cause behind them, one line each."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    points = tuple(Point(f"P{n}", span, 1, 1) for n, span in enumerate(spans[:-1], 1))
    scores = tuple(replace(scored(), point=point.id) for point in points)
    return replace(draft_of(text), points=points, scores=scores, causes=(Cause("C1", spans[-1]),))


CHAIN = "下乡督促农户安全生产少。\n电梯协调会议没有参加。\n采购文件没有审核。\n下乡督促农户安全生产怕麻烦。"


def test_a_link_of_the_models_needs_likeness() -> None:
    draft = _chain(CHAIN)
    cause = replace(draft.causes[0], explains=("P1", "P3"))
    joined, _, _ = join(draft, Said(links=(cause,)))
    assert joined.causes[0].explains == ("P1",)  # nothing in the cause speaks of procurement


def test_a_cause_of_everything_explains_nothing() -> None:
    draft = _chain(CHAIN)
    cause = replace(draft.causes[0], explains=("P1", "P2", "P3"))
    joined, _, _ = join(draft, Said(links=(cause,)))
    assert joined.causes[0].explains == ()


def test_a_gap_is_refused_where_a_cause_is_tied() -> None:
    draft = _chain(CHAIN)
    cause = replace(draft.causes[0], explains=("P1",))
    gaps = tuple(Verdict("cause-gap", True, None, "", "model", point=name) for name in ("P1", "P3"))
    _, kept, refused = join(draft, Said(links=(cause,), verdicts=gaps))
    assert "P1" not in {verdict.point for verdict in kept}
    assert "P1" in {row.point for row in refused}


def test_findings_are_not_told_twice_and_never_block() -> None:
    draft = judged("time")
    verdicts = [
        Verdict("self-praise", True, Span(3, 8), "", "model", point="P1"),
        Verdict("generic-point", True, Span(3, 8), "换谁都行", "model", point="P1"),
        Verdict("stray-entity", True, Span(12, 16), "", "model", point="P1"),
    ]
    by_rule = (Finding("self-praise", Fault("…", Span(0, 6)), "discuss", "practice"),)
    found = findings_of(draft, verdicts, by_rule, ["self-praise", "generic-point", "stray-entity"])
    assert [finding.code for finding in found] == ["generic-point", "stray-entity"]
    assert {finding.origin for finding in found} == {"model"}
    assert {finding.severity for finding in found} == {"discuss"}
    assert "换谁都行" in found[0].fault.message
    assert findings_of(draft, verdicts, (), ["imbalance"]) == ()


def _asks(span: Span, *slots: str, origin: str = "rule", words: str = "") -> Edit:
    blanks = tuple(Blank(slot, "？") for slot in slots)
    return Edit(span, words or "【请补充：？】", "", "vague-point", "needs-facts", blanks, origin=origin)  # type: ignore[arg-type]


def test_a_wording_that_asks_as_much_takes_the_place_of_mere_questions() -> None:
    rule = [_asks(Span(5, 5), "time"), _asks(Span(30, 30), "time")]
    model = _asks(Span(0, 10), "time", "place", origin="model")
    kept, others = settle(rule, [model])
    assert kept == [model, rule[1]]
    assert others == [rule[0]]


@pytest.mark.parametrize(
    "rule",
    [
        _asks(Span(5, 5), "time", "consequence"),  # asks what the model's wording does not ask
        Edit(Span(2, 4), "部署", "", "typo"),  # mends words
        Edit(Span(2, 4), "", "", "hedged", "needs-confirmation"),
    ],
)
def test_else_it_is_another_way_beside_them(rule: Edit) -> None:
    model = _asks(Span(0, 10), "time", origin="model")
    assert settle([rule], [model]) == ([rule], [model])


def test_of_two_wordings_of_a_sentence_the_first_counts() -> None:
    first, second = (_asks(Span(0, 10), "time", origin="model", words=words) for words in ("一", "二"))
    assert settle([], [first, second]) == ([first], [second])


def test_a_measure_keeps_what_the_rules_read_in_it() -> None:
    text = "每月抽查20户。"
    whole = Span(0, len(text))
    measure = Measure("M1", whole, (), Span(0, 2), None, True)
    draft = replace(draft_of(text, "measures"), measures=(measure,))
    joined, _, _ = join(draft, Said(links=(Measure("M1", whole, (), Span(2, 4), Span(0, 1), False),)))
    assert joined.measures[0] == measure
