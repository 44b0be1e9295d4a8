"""The quote must tell a circumstance outside the writer's will.

Why: without such a circumstance there is nothing outside to blame.
Bad: 怕考核丢分，随访真假就睁一只眼闭一只眼。
Good: 三年疫情把人手拖得很紧，药品又由上级统一调配。
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Cause, Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_CAUSE

_OUTER = re.compile("任务重|人手|人少|编制|经费|疫情|体制|上级|历史遗留|客观|难免|在所难免|左右")


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote with an outer circumstance."""
    if not isinstance(subject, Cause | Point):
        return NOT_A_CAUSE
    if verdict.span is None:
        return NO_QUOTE
    return None if _OUTER.search(draft.text, *verdict.span) else "引文没有说到客观条件。"
