"""The words must hold a time at which something happened once: a day, a month, a feast, a season.

Why: 平时, 近年来 and 每月 say how often, not when; nobody could look them up. A rough season is enough for a model to
say it: the event that it belongs to is proved by itself.
Bad: 平时；近年来；每月上旬；2023年底前（还没有到）
Good: 2022年8月19日；去年国庆假期前后；五月里的一个周一；上半年
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import happened
from service.text.date import TimeExpr, times

_SEASON = re.compile("(?:今|去|前)年(?:春|夏|秋|冬|入|开|年)[天季后初末里]?")


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote that holds such a time, in the year under review or before, told as something that happened."""
    assert slot.span is not None
    found = [expr for expr in times(draft.text, point.span) if expr.span.meets(slot.span)]
    if not any(_dated(draft, expr) for expr in found) and not _SEASON.search(draft.text, *slot.span):
        return "引文里没有能在日历上找到的时间。"
    return None if happened(draft, point, slot.span) else "这是想法或打算里的时间，不是事情发生的时间。"


def _dated(draft: Draft, expr: TimeExpr) -> bool:
    past = expr.year is None or expr.year <= draft.rubric.year
    return past and expr.bound != "since" and expr.kind in ("date", "season")
