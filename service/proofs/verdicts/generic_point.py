"""A point that fits any post must tell no event, and of this post's work nothing, or next to nothing.

Why: the portrait test asks for what belongs to this post; where the rules see it plainly (level 2 and more), the point
has it. Where they see it by a narrow margin, by a few words in a long point, the model may know better.
Bad: 采购文件审核时只看表格填没填，不看条款。
Good: 学习的系统性不强，读原著少，看摘要多。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT, clauses_of, level_of

_THIN = 0.1  # distinct concrete words a character: below it level 2 is a narrow call


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point of level 0 or 1, or of level 2 by few concrete words."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    level = level_of(draft, subject)
    if level is None or level < 2:
        return None if level is not None else "这一条还没有评分。"
    concrete = {word for clause in clauses_of(draft, subject.span) for word in clause.concrete}
    thin = level == 2 and len(concrete) < _THIN * subject.span.size
    return None if thin else "这一条写到了本岗位的工作或具体的事。"
