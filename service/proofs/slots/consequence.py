"""The words must tell what came of it: a result or a sanction that happened, to somebody, after the event.

Why: a fear (怕影响考核) and a warning are no result; nor is the writer's own deed.
Bad: 怕影响考核；可能造成隐患；没有造成损失
Good: 协调会推迟了两个月；水厂改造停了半年；所里被全县通报
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import event_of, holding
from service.stages.by_rule.clause import cues


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with an outcome that happened, not before the event."""
    span = slot.span
    assert span is not None
    told = [c for c in holding(draft, point, span) if not c.thought and not c.aspiration and not c.me]
    if not any(cues()["outcome"].search(c.words) and not cues()["averted"].search(c.words) for c in told):
        return "引文里没有已经发生的后果。"
    event = event_of(draft, point)
    return "这句话在事情之前，不是它的后果。" if event and span.end <= event.start else None
