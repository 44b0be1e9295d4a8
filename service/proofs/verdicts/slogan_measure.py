"""The measure must name hardly an act, count or date, and the quote none of them.

Why: a measure with acts and figures can be checked, whatever slogans stand beside them; in a slogan nothing can.
Bad: 50万元以上项目，会前3天把全套资料送班子成员
Good: 筑牢信仰之基，补足精神之钙，把稳思想之舵
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Measure, Verdict
from service.lexicons import tree
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_MEASURE
from service.text.cut import clauses
from service.text.date import times
from service.text.quantity import quantities

_FEW = 1  # so many different acts, counts or dates, and one more for every _LONG clauses, are still next to nothing
_LONG = 5


@lru_cache(maxsize=2)
def _list(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(tree("slogans")[kind]))


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote without an act, count or date, from a measure with hardly any."""
    if not isinstance(subject, Measure):
        return NOT_A_MEASURE
    if verdict.span is None:
        return NO_QUOTE
    if _concrete(draft.text, verdict.span):
        return "引文写了可以检查的做法、数目或时间。"
    few = _FEW + len(clauses(draft.text, subject.span)) // _LONG
    return None if _concrete(draft.text, subject.span) <= few else "这条措施写了可以检查的做法。"


def _concrete(text: str, span: Span) -> int:
    acts = {found.group() for found in _list("doing").finditer(text, *span)}
    counted = [one for one in quantities(text, span) if one.definite and one.role != "ordinal"]
    return len(acts) + len(counted) + sum(expr.kind != "stretch" for expr in times(text, span))
