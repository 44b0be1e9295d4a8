"""A point that only tells business must tell business, and hold no word of what the writer thought, chose or did.

Why: one clause of the writer's own mind or choice answers the charge; mere attitude words are another fault.
Bad: 我批“再核一核”，心里想的是程序上自己有没有责任。
Good: 项目库储备不足，绩效目标填报粗放，结转资金偏大。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT, clauses_of, level_of
from service.text.person import selves


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point of level 2 or more without 我 and without a thought."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if (level_of(draft, subject) or 0) < 2:
        return "这一条没有写到具体业务，谈不上以业务代思想。"
    if selves(draft.text, subject.span):
        return "这一条写到了本人怎么做。"
    return "这一条写到了想法。" if any(c.thought for c in clauses_of(draft, subject.span)) else None
