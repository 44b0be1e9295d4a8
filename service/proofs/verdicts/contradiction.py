"""Two places must be quoted that no reading lets stand together: a count, a tenure, or a denial and what it denies.

Why: a model calls any two remarks on one matter a contradiction; only where the same thing has two sizes, or is both
denied without exception and told, can a rule see it.
Bad: 会前逐一谈心；全年只做了两次廉政谈话
Good: 全县12个乡镇文化站；14个乡镇文化站
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Verdict
from service.proofs import Subject
from service.proofs.verdicts import _clash_counts, _clash_denial, _clash_tenure


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for two places that clash in a count, in a tenure, or as a denial and what it denies."""
    one, other = verdict.span, verdict.versus
    if one is None or other is None or one.meets(other):
        return "矛盾要引出两处不同的原文。"
    if _clash_counts.clash(draft.text, one, other) or _clash_tenure.clash(draft.text, one, other, draft.rubric.year):
        return None
    return None if _clash_denial.clash(draft, one, other) else "两处没有互相抵触的数目、年限或否认。"
