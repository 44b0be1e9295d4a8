"""A point that fits any post must not tell an area of this post's work, let alone an event.

Why: the portrait test asks for what belongs to this post; where the rules see it (level 2 and more), the point has it.
Bad: 采购文件审核时只看表格填没填，不看条款。
Good: 学习的系统性不强，读原著少，看摘要多。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT, level_of


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point of level 0 or 1."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    level = level_of(draft, subject)
    return None if level is not None and level < 2 else "这一条写到了本岗位的工作或具体的事。"
