"""The rules too must see the point speak of another lead's matter than the one it stands under.

Why: any business may be told under several leads; only words that another lead owns make it misfiled.
Bad: 在“发扬斗争精神”下写遇到矛盾绕着走。
Good: 在“发扬斗争精神”下写廉政谈话记录补签。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point whose lead by content is another than the one above it."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    return "按用词看，这一条放在原处说得通。" if subject.lead == subject.filed_under else None
