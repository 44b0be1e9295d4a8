"""The words must hold a place's or a body's own name, or a numbered or counted-out spot.

Why: 基层, 现场 and 会上 are everywhere; a place that can be visited has a name.
Bad: 在基层；到现场；会上
Good: 幸福社区；柏树沟村台区；3号楼；城关镇卫生院
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.text.name import names

_NUMBERED = re.compile(
    r"(?:[\d一二三四五六七八九十]+|[A-Za-z])号?(?:楼|栋|单元|室|库|车间|矿井|窗口|路|街|台区|标段|桥|泵站)"
)


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote that meets a place's or body's name, or holds a numbered spot."""
    assert slot.span is not None
    named = any(one.kind in ("place", "unit") and one.span.meets(slot.span) for one in names(draft.text, point.span))
    return None if named or _NUMBERED.search(draft.text, *slot.span) else "引文里没有地点的名称。"
