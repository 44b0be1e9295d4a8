"""The point must tell an event, and from it on nothing that went wrong and nobody who thought or looked on.

Why: where something is told to have failed, a reader can draw the fault; where all was handled, there is none to draw.
Bad: 接警后我只批“受理待查”，没有安排调取视频；停水九天，大家都觉得还能再拖
Good: 接警后四分钟到场，连夜取证，摊主送来锦旗。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._credit import credit
from service.proofs.verdicts._ground import NOT_A_POINT, clauses_of, event_of, failed, fills, minds

_FEW = 3  # clauses without which nothing is told yet
_SLIP = 1  # so many clauses of trouble belong to any event that has to be handled


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point with an event, no own act at fault, and hardly a clause of failing from the event on."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if event_of(draft, subject) is None:
        return "这一条没有讲一件具体的事。"
    if fills(draft, subject, "own_act"):
        return "这一条写了本人做错了什么。"
    return None if untroubled(draft, subject) else "这一条写了哪里没有做好。"


def untroubled(draft: Draft, point: Point) -> bool:
    """Whether the point tells an event and, from it on, hardly a failing, and nobody who thinks or looks on."""
    event = event_of(draft, point)
    told = [clause for clause in clauses_of(draft, point.span) if event and clause.span.end > event.start]
    wrong = [clause for clause in told if failed(clause)]
    minded = any(minds(clause.words) for clause in told if not credit(clause.words))
    return len(told) >= _FEW and len(wrong) <= _SLIP and not minded
