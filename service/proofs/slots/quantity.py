"""The words must hold a number that counts something: no date, no set phrase, no 一个 and no 几次.

Why: 四个意识 counts nothing, 几次 can't be checked, and a date is a time.
Bad: 三会一课；几次；一个问题；2022年
Good: 6户；1260万元；47天；十几名酒客
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.stages.by_rule.event import find_quantities
from service.text.quantity import quantities


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote that meets a definite number of something."""
    span = slot.span
    assert span is not None
    counting = find_quantities(draft.text, point.span)
    sure = {one.span for one in quantities(draft.text, point.span) if one.definite}
    return None if any(here in sure and here.meets(span) for here in counting) else "引文里没有点清数目的数字。"
