"""The words must name who was concerned: persons, a group or a body, other than the writer.

Why: a fact about nobody can't be asked of anybody.
Bad: 有关方面；工作；大家
Good: 6户居民；一名法官助理；县审计局；副镇长
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.stages.by_rule.clause import cues
from service.text.name import names


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with a word for persons or a name in it."""
    assert slot.span is not None
    if cues()["party"].search(draft.text, *slot.span):
        return None
    named = any(one.kind != "place" and one.span.meets(slot.span) for one in names(draft.text, point.span))
    return None if named else "引文里没有写明是哪些人、哪个单位。"
