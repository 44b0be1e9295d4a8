"""The words must tell what the writer did or left undone, not what he thought, and not what others did.

Why: a self-criticism without the writer's own act blames nobody.
Bad: 我想着不能得罪人；班子里没有人反对；群众不满意
Good: 我只听了汇报，没有到现场；看也没看就签了名
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import holding
from service.stages.by_rule.clause import cues
from service.stages.by_rule.deed import find_own_act


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with a clause in which the writer acts or fails to."""
    assert slot.span is not None
    clauses = holding(draft, point, slot.span)
    own = [clause for clause in clauses if clause.actor or clause.me]
    if not own:
        return "引文的主语不是本人。"
    if find_own_act(own) or any(_does(clause.words) and not clause.thought for clause in own):
        return None
    return "引文没有写本人做了什么、没做什么。"


def _does(words: str) -> bool:
    return bool(cues()["act"].search(words)) and not cues()["aspiration"].search(words)
