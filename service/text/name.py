"""Finds proper names in Chinese prose: places, bodies, persons and posts; a noun without a part of its own is none."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

from service.domain.document import Span
from service.lexicons import lines
from service.text.cut import any_of
from service.text.name_body import bodies, places
from service.text.name_model import heard
from service.text.name_person import persons

NameKind = Literal["place", "unit", "person", "post"]


class Name(NamedTuple):
    """One name: 枫树坳村 is a place, 县审计局 a unit, 李建国 a person, 副镇长 a post."""

    span: Span
    kind: NameKind


def names(text: str, span: Span | None = None) -> list[Name]:
    """Names inside `span` (default: all) in reading order; a post may stand beside a unit, nothing else overlaps."""
    found = _all(text)
    if span is None:
        return list(found)
    first = bisect_left(found, span.start, key=lambda name: name.span.start)
    last = bisect_left(found, span.end, key=lambda name: name.span.start)
    return [name for name in found[first:last] if name.span.end <= span.end]


@lru_cache(maxsize=64)
def _all(text: str) -> tuple[Name, ...]:
    posts = [Span(*match.span()) for match in any_of(*lines("posts")).finditer(text)]
    found = [Name(span, "post") for span in posts]
    taken: list[Span] = []
    kinds: tuple[tuple[NameKind, list[Span]], ...] = (
        ("unit", bodies(text)),
        ("place", places(text)),
        ("person", persons(text, posts)),
        *heard(text).items(),
    )
    for kind, spans in kinds:
        found += [Name(span, kind) for span in _free(spans, taken)]
    return tuple(sorted(found))


def _free(spans: list[Span], taken: list[Span]) -> list[Span]:
    """The spans that meet none of `taken`, which they then join; two that meet each other become one."""
    free: list[Span] = []
    for span in sorted(spans):
        if free and free[-1].meets(span):
            free[-1] = Span(free[-1].start, max(free[-1].end, span.end))
            continue
        at = bisect_left(taken, span)
        if not any(span.meets(other) for other in taken[max(0, at - 1) : at + 1]):
            free.append(span)
    taken[:] = sorted([*taken, *free])
    return free
