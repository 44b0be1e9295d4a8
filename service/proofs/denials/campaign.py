"""The words only name a campaign or an area of work, with nothing in their sentence that singles out one event.

Why: 疫情防控 and 棚户区改造 lasted for years; they place a fault (level 2) and tell no event.
Bad: 2022年3月7日危房拆迁现场，我……（有那一天）
Good: 在新一轮疫情防控工作中，我……
"""

from __future__ import annotations

import re

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.stages.by_rule.event import find_places
from service.text.cut import sentences
from service.text.date import times
from service.text.quantity import quantities

_AREA = re.compile(
    r"(?:工作|活动|行动|攻坚|战役|改造|防控|创建|整治|建设|改革|振兴|拆迁|征收|教育|普查|换届)(?:工作|活动|行动|任务)?"
    r"(?:开展|推进|实施|启动)?(?:以来|中|期间|过程中|上|方面)"
)


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for an event whose words name an area of work, its sentence holding no day, place or number."""
    assert slot.span is not None
    sentence = next((s for s in sentences(draft.text, point.span) if s.meets(slot.span)), slot.span)
    if slot.kind != "event" or not _AREA.search(draft.text, *sentence):
        return "这几个字不是工作或活动的名称。"
    return "这句话里有时间、地点或数目，认得出是哪一件事。" if _singled_out(draft.text, sentence) else None


def _singled_out(text: str, sentence: Span) -> bool:
    dated = any(expr.kind in ("date", "season") for expr in times(text, sentence))
    return dated or bool(find_places(text, sentence)) or any(one.definite for one in quantities(text, sentence))
