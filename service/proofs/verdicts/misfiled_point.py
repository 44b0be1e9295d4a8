"""Another lead must own the point's words: the rules see it so, or the point has not one word of the lead above it.

Why: any business may be told under several leads; only words that another lead owns make a point misfiled. A model may
see it where the opening does not say it, so three words of the other lead's matter are enough beside none of its own.
Bad: 在“发扬斗争精神”下写遇到矛盾绕着走。
Good: 在“发扬斗争精神”下写廉政谈话记录补签。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_POINT
from service.proofs.verdicts._matters import opens, told
from service.text.cut import sentences

_PLAIN = 3  # so many different words of another lead's matter


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a point whose lead by content, or whose words, are another's than the one above it.

    A lead's number as the verdict's reason is the lead that the model claims: then the words must be that one's.
    """
    if not isinstance(subject, Point):
        return NOT_A_POINT
    filed = subject.filed_under
    if filed is None:
        return "这一条没有写在哪个“带头”下面。"
    claimed = int(verdict.reason) if verdict.reason.isdigit() else None
    if subject.lead is not None and subject.lead != filed:
        return None if claimed in (None, subject.lead) else "按用词看，这一条属于另一个方面。"
    found = told(draft.rubric, subject.span.of(draft.text))
    opening = next(iter(sentences(draft.text, subject.span)), subject.span).of(draft.text)
    others = {lead: count for lead, count in found.items() if lead != filed}
    foreign = max(others.values(), default=0) if claimed is None else others.get(claimed, 0)
    if filed in found and not found[filed] and foreign >= _PLAIN and not opens(draft.rubric, filed, opening):
        return None
    return "按用词看，这一条放在原处说得通。"
