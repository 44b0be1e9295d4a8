"""The quote must plead a circumstance outside the writer's will, and the whole must rest on such, not on his own mind.

Why: one circumstance named beside a motive is honest; two kinds of them with no motive put the fault on others. In a
problem point the circumstance must be given as the reason (主要是…, 由于…), for a point may well describe one.
Bad: 怕考核丢分，随访真假就睁一只眼闭一只眼（虽然前面说了任务重）
Good: 三年疫情把人手拖得很紧，药品又由上级统一调配，没有自主权。
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Cause, Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._circumstance import conduct, mind, pleas
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_CAUSE, sentence_of

_KINDS = 2
_GIVEN = re.compile("主要是|由于|因为|是因|原因|客观|加之|受.{1,12}影响")


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote whose sentence pleads two kinds of circumstance and nothing of the writer's own mind."""
    if not isinstance(subject, Cause | Point):
        return NOT_A_CAUSE
    if verdict.span is None:
        return NO_QUOTE
    said = sentence_of(draft, subject.span, verdict.span).of(draft.text)
    if not pleas(verdict.span.of(draft.text)) or len(pleas(said)) < _KINDS:
        return "引文没有把责任推给客观条件。"
    if isinstance(subject, Point) and not _GIVEN.search(said):
        return "这里在讲情况，没有拿它作理由。"
    return "这句话写到了本人的想法或做法。" if mind(said) or conduct(said) else None
