"""How the slots of a report would stand if a yes-man, or an oracle that knows the labels, filled and denied them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import get_args

from evals.labels import Case
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, PointScore, Slot
from service.proofs import Denial, refuse_denial, refuse_slot
from service.text.cut import clauses, sentences, words

Offer = Callable[[Point, Slot], Iterable[Span]]
_GROUP = 3  # words side by side that make a group
_WHY: tuple[Denial, ...] = get_args(Denial)


def filled(draft: Draft) -> tuple[PointScore, ...]:
    """Every empty slot filled by the first clause, sentence or word group of its point that is believed."""
    return _filled(draft, lambda point, slot: _everything(draft.text, point.span))


def truly_filled(draft: Draft, case: Case, pairs: dict[str, str]) -> tuple[PointScore, ...]:
    """Every empty slot filled by the labelled words, where they are believed."""
    elements = {label.id: label.elements for label in case.points}

    def labelled(point: Point, slot: Slot) -> list[Span]:
        found = elements.get(pairs.get(point.id, ""), {}).get(slot.kind)
        return [found] if found else []

    return _filled(draft, labelled)


def _everything(text: str, span: Span) -> Iterator[Span]:
    pieces = clauses(text, span)
    yield from pieces
    yield from sentences(text, span)
    for piece in pieces:
        found = words(text, piece)
        for size in range(1, _GROUP + 1):
            for n in range(len(found) - size + 1):
                yield Span(found[n].span.start, found[n + size - 1].span.end)


def _filled(draft: Draft, offer: Offer) -> tuple[PointScore, ...]:
    points = {point.id: point for point in draft.points}

    def fill(score: PointScore, slot: Slot) -> Slot:
        point = points[score.point]
        offered = [] if slot.span else (Slot(slot.kind, span) for span in offer(point, slot))
        return next((one for one in offered if refuse_slot(draft, point, one) is None), slot)

    return tuple(replace(score, slots=tuple(fill(score, slot) for slot in score.slots)) for score in draft.scores)


def denied(draft: Draft, scores: tuple[PointScore, ...]) -> tuple[PointScore, ...]:
    """Every slot that the rules filled emptied where any denial of it is believed."""
    return _denied(draft, scores, lambda point, slot: True)


def truly_denied(
    draft: Draft, scores: tuple[PointScore, ...], case: Case, pairs: dict[str, str]
) -> tuple[PointScore, ...]:
    """Every slot that the rules filled and the labels leave empty emptied, where a denial of it is believed."""
    elements = {label.id: label.elements for label in case.points}
    return _denied(draft, scores, lambda point, slot: slot.kind not in elements.get(pairs.get(point.id, ""), {}))


def _denied(
    draft: Draft, scores: tuple[PointScore, ...], wanted: Callable[[Point, Slot], bool]
) -> tuple[PointScore, ...]:
    points = {point.id: point for point in draft.points}
    by_rule = {score.point: {slot.kind for slot in score.slots if slot.span} for score in draft.scores}

    def empty(score: PointScore, slot: Slot) -> Slot:
        point = points[score.point]
        doubted = slot.kind in by_rule[score.point] and wanted(point, slot)
        false = doubted and any(refuse_denial(draft, point, slot, why) is None for why in _WHY)
        return replace(slot, span=None) if false else slot

    return tuple(replace(score, slots=tuple(empty(score, slot) for slot in score.slots)) for score in scores)
