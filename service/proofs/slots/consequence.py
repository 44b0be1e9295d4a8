"""The words must tell what came of it: a result or a sanction that happened, to somebody, after the event.

Why: a fear (怕影响考核) and a warning are no result; nor is the writer's own deed, nor the event itself.
Bad: 怕影响考核；可能造成隐患；没有造成损失；没有要求停运（自己没做）
Good: 协调会推迟了两个月；水厂改造停了半年；所里被全县通报
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import event_of, holding
from service.stages.by_rule.clause import Clause, cues
from service.text.cut import tagged

# What befell somebody, or went on amiss, in words that no list of outcomes holds.
_SUFFERED = re.compile(
    r"绝收|打断|抢救|休学|照旧|传开|退了?回|减了|取消|责令|没有?再|还没有?|也?(?:就|便)?不(?:再)?来|没有听到|淋|发霉|受潮|[断坏倒伤病死]了|隔在|晚了|降了|少卖|误会|摩擦"
)


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with an outcome that happened, behind the event's own clause."""
    span = slot.span
    assert span is not None
    told = [clause for clause in holding(draft, point, span) if _came(clause)]
    if not told:
        return "引文里没有已经发生的后果。"
    event = event_of(draft, point)
    behind = event is None or any(clause.span.start >= event.end for clause in told)
    return None if behind else "这句话在事情之前，不是它的后果。"


def _came(clause: Clause) -> bool:
    """Whether the clause tells an outcome that is nobody's thought, aim or deed of the writer's."""
    if clause.thought or clause.aspiration or clause.praise or clause.me or (clause.actor and not _of_a_thing(clause)):
        return False
    if cues()["averted"].search(clause.words):
        return False
    return bool(cues()["outcome"].search(clause.words) or (_SUFFERED.search(clause.words)))


def _of_a_thing(clause: Clause) -> bool:
    """Whether a noun opens the clause, so that the writer, though the last one named, is not meant: 工期推迟了."""
    first = next(iter(tagged(clause.words)), ("", ""))
    noun = first[1][:1] == "n" or first[1] == "vn"
    return noun and not re.search("[把将让]", clause.words)
