"""Fills the seven slots of each problem point by rule, so that its level can be computed."""

from __future__ import annotations

import re

from service.domain.document import Span
from service.domain.draft import Answer, Draft
from service.domain.point import SLOTS, Point, PointScore, Slot, SlotKind
from service.domain.sifted import Sifted
from service.stages.by_rule.ask import ask
from service.stages.by_rule.clause import Clause, read_clauses
from service.stages.by_rule.concrete import find_shortcoming, find_situation
from service.stages.by_rule.deed import find_outcome, find_own_act
from service.stages.by_rule.event import Event, find_event, find_party, find_places, find_quantities
from service.text.date import times

# The writer's answer fills its slot only where it is of the slot's kind: 不清楚 is no time.
_VALID: dict[SlotKind, re.Pattern[str]] = {
    "quantity": re.compile(r"[\d一二两三四五六七八九十百千万几半多]"),
    "event": re.compile(r".{4,}"),
    "own_act": re.compile(r".{3,}"),
    "consequence": re.compile(r".{3,}"),
}
_NO_ANSWER = re.compile(r"^(?:不清楚|不知道|无|没有|暂无|略|记不清了?|同上|待定|待补充?|[-—/。.]*)$")


def score_points(draft: Draft) -> Sifted[PointScore]:
    """One score a point of the draft."""
    return Sifted(tuple(_score(draft, point) for point in draft.points))


def _score(draft: Draft, point: Point) -> PointScore:
    text = draft.text
    clauses = read_clauses(text, point.span)
    event = find_event(text, point.span, clauses, draft.rubric.year)
    found = _facts(text, point.span, clauses, event)
    for answer in draft.background.answers:
        _fill(text, point, answer, found)
    words = point.span.of(text)
    told = found["event"].of(text) if found.get("event") else None
    slots = tuple(
        Slot(kind, found[kind]) if found.get(kind) else Slot(kind, None, ask(kind, words, told)) for kind in SLOTS
    )
    return PointScore(point.id, slots, found.get("situation") or found.get("own_act"), find_shortcoming(clauses))


def _facts(text: str, point: Span, clauses: list[Clause], event: Event | None) -> dict[str, Span]:
    """Slot (and `situation`) → its words. Without an event the others raise no level; they need not be asked for."""
    situation = find_situation(clauses)
    if event:
        told = Span(clauses[event.clause].span.start, point.end)
        act = find_own_act(clauses[max(0, event.clause - 1) :]) or find_own_act(clauses)
    else:
        told = point
        act = find_own_act(clauses) if situation else None
        if act is None:
            return {"situation": situation} if situation else {}
    begun = event.span if event else act
    outcome = find_outcome(text, point, clauses, begun, act, event.time if event else None) if begun else None
    quantities, places = find_quantities(text, told), find_places(text, told)
    found = {
        "situation": situation,
        "event": event.span if event else None,
        "time": event.time.span if event and event.time else None,
        "place": places[0] if places else None,
        "party": find_party(text, told),
        "quantity": quantities[0] if quantities else None,
        "own_act": act,
        "consequence": outcome,
    }
    return {kind: span for kind, span in found.items() if span}


def _fill(text: str, point: Point, answer: Answer, found: dict[str, Span]) -> None:
    """Take the writer's own answer as the slot's words, where they now stand in the point."""
    kind = next((slot for slot in SLOTS if slot == answer.key), None)
    if (
        kind is None
        or kind in found
        or (answer.point not in (None, point.id))
        or _NO_ANSWER.match(answer.words.strip())
    ):
        return
    start = text.find(answer.words.strip(), point.span.start, point.span.end)
    valid = bool(times(answer.words)) if kind == "time" else _VALID.get(kind, re.compile(r".{2,}")).search(answer.words)
    if start >= 0 and valid:
        found[kind] = Span(start, start + len(answer.words.strip()))
