"""The act is somebody else's: the clause opens with another subject, and the writer stands nowhere in it.

Why: what the unit, a colleague or the other side did is not the writer's own act.
Bad: 我只听了汇报；没有到现场（前一句的主语是我）
Good: 班子里没有人反对；执法队两次来请示
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import holding
from service.text.person import selves

_OTHERS = re.compile(
    r"^(?:[^，。我]{0,10}(?:同志|单位|公司|医院|学校|机关|班子|支部|科室|部门|大家|有人|对方|队|股|站|所)"
    r"|[他她它](?:们)?(?!的?意见))"
)


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for an own act in whose clauses the writer does not stand and another subject opens each."""
    assert slot.span is not None
    if slot.kind != "own_act":
        return "只有“本人作为”才谈得上是别人做的。"
    if selves(draft.text, slot.span):
        return "引文里写着“我”，是本人做的。"
    clauses = holding(draft, point, slot.span)
    others = bool(clauses) and all(_OTHERS.match(clause.words) and not clause.actor for clause in clauses)
    return None if others else "看不出这是别人做的。"
