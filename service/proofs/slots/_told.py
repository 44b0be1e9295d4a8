"""What the clauses around a quote tell: whether the words happened, or stand in somebody's head or in an aim."""

from __future__ import annotations

from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point
from service.stages.by_rule.clause import Clause, read_clauses


@lru_cache(maxsize=64)
def _clauses(text: str, span: Span) -> tuple[Clause, ...]:
    return tuple(read_clauses(text, span))


def clauses_of(draft: Draft, point: Point) -> tuple[Clause, ...]:
    """The point's clauses as the rules read them."""
    return _clauses(draft.text, point.span)


def holding(draft: Draft, point: Point, span: Span) -> list[Clause]:
    """The clauses that share a character with the quote."""
    return [clause for clause in clauses_of(draft, point) if clause.span.meets(span)]


def happened(draft: Draft, point: Point, span: Span) -> bool:
    """Whether some clause of the quote tells neither a thought nor an aim."""
    return any(not clause.thought and not clause.aspiration for clause in holding(draft, point, span))


def event_of(draft: Draft, point: Point) -> Span | None:
    """The words of the event that the point's score holds."""
    score = draft.score(point.id)
    slots = score.slots if score else ()
    return next((slot.span for slot in slots if slot.kind == "event"), None)
