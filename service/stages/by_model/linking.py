"""Divides what there is to link into questions that have room, and joins what was linked in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Link, Measure, Point, Verdict
from service.stages.by_model.desk import batched
from service.stages.by_model.material import Material, material_of
from service.text.cut import sentences

# Tokens of a cause or measure in the answer, and of a point where the task and the answer name it.
_EACH, _NAMED = 170, 24
Linked = Link | Verdict


@dataclass(frozen=True)
class Part:
    """What one question is about; `whole` where it is all points and all causes and measures."""

    points: Sequence[Point]
    items: Sequence[Link]
    material: Material
    whole: bool


def parts(draft: Draft, items: Sequence[Link], room: int) -> Iterator[Part]:
    """All in one where there is room; else every group of items beside every group of points: no pair is missed.

    Points are shown by their openings then.
    """
    material = material_of(draft)
    if material.tokens() + _EACH * len(items) + _NAMED * len(draft.points) <= room:
        yield Part(draft.points, items, material, whole=True)
        return
    points = batched(draft.points, lambda point: material.tokens([_opening(draft, point)]) + _NAMED, room // 2)
    groups = batched(items, lambda item: material.tokens([item.span]) + _EACH, room // 2)
    for some in points:
        for few in groups:
            shown = material.only([*(_opening(draft, point) for point in some), *(item.span for item in few)])
            yield Part(some, few, shown, whole=len(points) == len(groups) == 1)


def merged(found: Iterable[Linked]) -> Iterator[Linked]:
    """One link for each cause and measure: the points of all its answers, what else was said of it once."""
    links: dict[str, Link] = {}
    for item in found:
        if isinstance(item, Verdict):
            yield item
            continue
        one = links.get(item.id, item)
        verdicts = (*one.verdicts, *(each for each in item.verdicts if each not in one.verdicts))
        if isinstance(one, Cause) and isinstance(item, Cause):
            links[item.id] = replace(one, explains=_both(one.explains, item.explains), verdicts=verdicts)
        elif isinstance(one, Measure) and isinstance(item, Measure):
            when, who = one.deadline or item.deadline, one.owner or item.owner
            answers = _both(one.answers, item.answers)
            links[item.id] = replace(one, answers=answers, deadline=when, owner=who, verdicts=verdicts)
    yield from links.values()


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _opening(draft: Draft, point: Point) -> Span:
    """The point's first two sentences: what it is about, where the whole report has no room."""
    first = sentences(draft.text, point.span)[:2]
    return Span(first[0].start, first[-1].end) if first else point.span
