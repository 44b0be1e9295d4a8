"""The number stands in a set phrase or an idiom and counts nothing.

Why: 四个意识, 三会一课 and 一岗双责 are names; a level must not rest on them.
Bad: 6户居民；三次没有到会（真的数目）
Good: “三会一课”；两个确立；千方百计
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.text.number_form import START
from service.text.quantity import quantities


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None where the words hold numerals, and none of them counts."""
    assert slot.span is not None
    if slot.kind != "quantity" or not START.search(draft.text, *slot.span):
        return "这几个字里没有固定说法里的数字。"
    counted = any(one.span.meets(slot.span) for one in quantities(draft.text, point.span))
    return "这个数字是真的数目，不是固定说法。" if counted else None
