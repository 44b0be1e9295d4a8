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

_SLIP = 1  # so many clauses of trouble belong to any event that has to be handled


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point with an event, no own act at fault, and hardly a clause of failing from the event on."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    event = event_of(draft, subject)
    if event is None:
        return "这一条没有讲一件具体的事。"
    if fills(draft, subject, "own_act"):
        return "这一条写了本人做错了什么。"
    told = [clause for clause in clauses_of(draft, subject.span) if clause.span.end > event.start]
    wrong = [clause for clause in told if failed(clause)]
    if len(told) < 3 or len(wrong) > _SLIP or any(minds(clause.words) for clause in told if not credit(clause.words)):
        return "这一条写了哪里没有做好。"
    return None
