"""The point must tell an event, and after it no act or omission of the writer's that could be the fault.

Why: where the rules see what the writer did wrong, the fault is drawn.
Bad: 接警后我只批“受理待查”，没有安排调取视频。
Good: 接警后四分钟到场，连夜取证，摊主送来锦旗。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT, fills


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point with an event and no own act."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if not fills(draft, subject, "event"):
        return "这一条没有讲一件具体的事。"
    return "这一条写了本人做错了什么。" if fills(draft, subject, "own_act") else None
