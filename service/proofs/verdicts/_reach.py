"""Whether any cause or measure of a report could belong to a point: by rare words they share, or by their matter."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Link, Measure, Point
from service.lexicons import tree
from service.stages.by_rule.likeness import weigh
from service.stages.by_rule.link_points import link_points
from service.text.cut import sentences

Kind = Literal["cause", "measure"]
# So many words that no third passage holds, shared by two, and they are taken to speak of one thing; a measure names
# its object anew, a cause is written in more general words.
ALIKE = {"cause": 1.8, "measure": 1.2}


class _Matter(NamedTuple):
    """One matter: whose lead it is, and what tells it in a point, a cause and a measure."""

    of: re.Pattern[str]
    point: re.Pattern[str]
    cause: re.Pattern[str]
    measure: re.Pattern[str]


class _Passages:
    """The passages of one report that are weighed against each other, equal where text and places are."""

    def __init__(self, draft: Draft, points: tuple[Span, ...], items: tuple[Span, ...]) -> None:
        self.draft, self.points, self.items = draft, points, items
        self._key = (draft.text, points, items)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Passages) and self._key == other._key


@lru_cache(maxsize=1)
def _matters() -> tuple[_Matter, ...]:
    rows: dict[str, dict[str, str]] = tree("bridges")
    return tuple(_Matter(*(re.compile(row[key]) for key in _Matter._fields)) for row in rows.values())


def reaches(draft: Draft, point: Point, kind: Kind) -> bool:
    """Whether some cause or measure stands under the point's own lead, is tied to it by more than the rules' own means,
    speaks of its matter, or shares rare words with it.
    """
    items: Sequence[Cause | Measure] = draft.causes if kind == "cause" else draft.measures
    tied = set((draft.causes_of if kind == "cause" else draft.measures_of).get(point.id, ()))
    if tied - _by_rule(draft, point) or any(_together(draft, point, item) for item in items):
        return True
    matters = _matters_of(draft, point)
    spoken = any(getattr(matter, kind).search(draft.text, *item.span) for matter in matters for item in items)
    return spoken or likeness(draft, point, items) >= ALIKE[kind]


def _by_rule(draft: Draft, point: Point) -> set[str]:
    """The items that the rules alone tie to the point: often by the lead's theme only, which shows nothing."""
    spans = tuple(one.span for one in draft.points)
    items: tuple[Link, ...] = (*draft.causes, *draft.measures)
    links = _links(_Passages(draft, spans, tuple(item.span for item in items)))
    return {link.id for link in links if point.id in (link.explains if isinstance(link, Cause) else link.answers)}


@lru_cache(maxsize=8)
def _links(held: _Passages) -> tuple[Link, ...]:
    return link_points(held.draft).kept


def _together(draft: Draft, point: Point, item: Cause | Measure) -> bool:
    """Whether the report tells causes and measures under each lead, this one under the point's."""
    section = draft.section(item.span)
    return section is not None and section.span.holds(point.span)


def likeness(draft: Draft, point: Point, items: Sequence[Cause | Measure]) -> float:
    """How many words the point shares with the item most like it, in units of a word that no third passage holds.

    A lead's theme counts nothing; words that more passages hold count less.
    """
    spans = tuple(one.span for one in draft.points)
    if point.span not in spans or not items:
        return 0.0
    rows = _rows(_Passages(draft, spans, tuple(item.span for item in items)))
    at = spans.index(point.span)
    rare = math.log(max(len(spans) + len(items), 3) / 2)
    return max((row.get(at, 0.0) for row in rows), default=0.0) / rare


@lru_cache(maxsize=8)
def _rows(held: _Passages) -> list[dict[int, float]]:
    return weigh(held.draft, [(span, None) for span in held.points], list(held.items))


def _matters_of(draft: Draft, point: Point) -> list[_Matter]:
    """The matters that the point's opening tells, those of its own lead first; else all of its own lead."""
    lead = draft.rubric.lead(point.lead)
    own = [matter for matter in _matters() if lead and matter.of.search(lead.name)]
    for opening in sentences(draft.text, point.span)[:2]:
        words = opening.of(draft.text)
        told = [matter for matter in own if matter.point.search(words)]
        if told:
            return told
        told = [matter for matter in _matters() if matter.point.search(words)]
        if told:
            return told + own
    return own or list(_matters())
