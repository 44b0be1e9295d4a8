"""No cause may share rare words with the point or speak of its matter, and the report must have a causes part.

Why: a gap quotes nothing, so every passage must be looked at: one on the same matter takes the charge away, and so does
a tie that somebody drew. A tie by the lead's theme alone does not: both belong to one lead, and neither answers the
other. Where the whole part is missing, that is the fault; an event without a fault has nothing to answer for.
Bad: 与某条原因说的是同一件事；报告没有原因部分
Good: 没有一条原因说到这个问题
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts import event_without_fault
from service.proofs.verdicts._ground import NOT_A_POINT
from service.proofs.verdicts._reach import reaches


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point that no cause reaches."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if not draft.causes:
        return "报告没有原因部分，不必逐条再说。"
    if event_without_fault.proof(draft, subject, verdict) is None:
        return "这一条没有写出错在哪里，谈不上原因。"
    return "有原因同这一条说的是一类事。" if reaches(draft, subject, "cause") else None
