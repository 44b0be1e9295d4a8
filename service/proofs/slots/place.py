"""The words must hold a place: a name, a numbered spot, or a kind of spot with words in front that tell which.

Why: 基层, 现场 and 会上 are everywhere; a place that can be visited has a name or is the only one of its kind around.
Bad: 在基层；到现场；会上
Good: 幸福社区；柏树沟村台区；3号楼；地下书库；青蒲库点
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.text.name import names

_NUMBERED = re.compile(
    r"(?:[\d一二三四五六七八九十]+|[A-Za-z])号?(?:楼|栋|单元|室|库|车间|矿井|窗口|路|街|台区|标段|桥|泵站)"
)
_SPOT = re.compile(
    r"[^\W\da-zA-Z的在到从里]{2,8}(?:街道|社区|小区|[镇乡村县市区巷河湖库]|车间|楼|厅|堂|站|园|馆|院|场|厂|矿|工地|门口|西门|东门|卡口|库点|台区|窗口|阅览区|"
    r"书库|食堂|宿舍|水房|仓库|片区|地块|化工|公司|门诊|法庭|民一庭|供电所|派出所|局)"
)
_ANYWHERE = re.compile(r"^(?:在|到)?(?:基层|一线|现场|会上|会场|机关|单位|这个|那个|全县|全市|全镇|全区)+[里中上]?$")


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote that meets a place's or body's name, or holds a spot that can be told from others."""
    assert slot.span is not None
    if _ANYWHERE.match(slot.span.of(draft.text)):
        return "引文说的地方到处都有，认不出是哪里。"
    named = any(one.kind in ("place", "unit") and one.span.meets(slot.span) for one in names(draft.text, point.span))
    spot = _NUMBERED.search(draft.text, *slot.span) or _SPOT.search(draft.text, *slot.span)
    return None if named or spot else "引文里没有认得出的地点。"
