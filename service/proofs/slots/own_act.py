"""The words must tell what the writer did or left undone: not what he thought, not what others did, not his merits.

Why: a self-criticism without the writer's own act blames nobody. Where no other subject opens the clause and 我 stands
earlier in the sentence or the one before, the writer is meant.
Bad: 我想着不能得罪人；班子里没有人反对；我连夜赶到现场处置
Good: 我只听了汇报，没有到现场；看也没看就签了名
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import clauses_of, holding
from service.proofs.verdicts import event_without_fault
from service.stages.by_rule.clause import Clause, cues
from service.stages.by_rule.deed import find_own_act


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with a clause in which the writer acts amiss or fails to act."""
    assert slot.span is not None
    clauses = clauses_of(draft, point)
    own = [clause for clause in holding(draft, point, slot.span) if _meant(clauses, clause)]
    if not own:
        return "引文的主语不是本人。"
    if find_own_act(own):
        return None
    if event_without_fault.untroubled(draft, point):
        return "这件事办得没有毛病，这里写的不是过错。"
    return None if any(_does(clause) for clause in own) else "引文没有写本人做了什么、没做什么。"


def _meant(clauses: tuple[Clause, ...], clause: Clause) -> bool:
    """Whether the writer stands in the clause, or is the last one who was named before it."""
    if clause.me or clause.actor:
        return True
    before = [one for one in clauses if one.span.end <= clause.span.start and one.sentence >= clause.sentence - 1]
    return bool(before) and (before[-1].me or before[-1].actor)


def _does(clause: Clause) -> bool:
    deed = cues()["act"].search(clause.words)
    return bool(deed) and not clause.thought and not clause.aspiration and not clause.praise
