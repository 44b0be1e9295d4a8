"""A point that only tells business must tell business, and no word of what anybody in it thought, chose, said or did.

Why: one clause of the writer's own mind or choice answers the charge; what others thought or left undone is another
fault (collective-subject), an event that went well another still, and mere attitude words are vague, not business.
Bad: 我批“再核一核”，心里想的是程序上自己有没有责任。
Good: 项目库储备不足，绩效目标填报粗放，结转资金偏大。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._circumstance import conduct, pleas
from service.proofs.verdicts._ground import NOT_A_POINT, clauses_of, failed, level_of, minds
from service.text.cut import sentences
from service.text.person import selves


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point of level 2 or more that tells failings of business, and nobody's mind."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if (level_of(draft, subject) or 0) < 2:
        return "这一条没有写到具体业务，谈不上以业务代思想。"
    if selves(draft.text, subject.span):
        return "这一条写到了本人怎么做。"
    told = [sentence.of(draft.text) for sentence in sentences(draft.text, subject.span)]
    if any(minds(said) or conduct(said) for said in told if len(pleas(said)) < 2):
        return "这一条写到了人的想法和做法。"
    first, *rest = clauses_of(draft, subject.span)
    return None if any(failed(clause) for clause in rest or [first]) else "这一条没有写业务上的差距。"
