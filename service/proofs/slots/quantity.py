"""The words must hold a number that counts something: no date, no set phrase, no 几次; 一名 and 一处 count.

Why: 四个意识 counts nothing, 几次 can't be checked, and a date is a time; a single person or firm can be looked up.
Bad: 三会一课；几次；一个问题；2022年
Good: 6户；1260万元；47天；一名副馆长
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.stages.by_rule.event import find_quantities
from service.text.quantity import quantities

_SINGLE = re.compile(
    r"(?<![第每哪任统之])一(?:名|位|处|家|起|户|笔|批|辆|宗|桩|封|块|栋|篇|份|支|台)(?!一)|一多半|大半"
)


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote that meets a definite number of something, or one single thing."""
    span = slot.span
    assert span is not None
    if _SINGLE.search(draft.text, *span):
        return None
    counting = find_quantities(draft.text, point.span)
    sure = {one.span for one in quantities(draft.text, point.span) if one.definite}
    return None if any(here in sure and here.meets(span) for here in counting) else "引文里没有点清数目的数字。"
