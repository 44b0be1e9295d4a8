"""No cause may be tied to the point, and the report must have a causes part.

Why: a tie that the rules see is an answer to the charge; where the whole part is missing, that is the fault.
Bad: 与某条原因说的是同一件事；报告没有原因部分
Good: 没有一条原因说到这个问题
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point that no cause is tied to."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if not draft.causes:
        return "报告没有原因部分，不必逐条再说。"
    return "有原因同这一条说的是一件事。" if draft.causes_of.get(subject.id) else None
