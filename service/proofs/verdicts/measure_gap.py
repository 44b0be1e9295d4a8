"""No measure may be tied to the point, and the report must have a measures part.

Why: a tie that the rules see is an answer to the charge; where the whole part is missing, that is the fault.
Bad: 与某条措施说的是同一件事；报告没有措施部分
Good: 没有一条措施说到这个问题
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point that no measure is tied to."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if not draft.measures:
        return "报告没有措施部分，不必逐条再说。"
    return "有措施同这一条说的是一件事。" if draft.measures_of.get(subject.id) else None
