"""The cause must hold shortcomings and no thought or motive that would answer why.

Why: one clause that tells what the writer believed, wanted or feared is an explanation.
Bad: 觉得自己干了二十多年，道理都懂，用不着再下笨功夫。
Good: 学习不深，主要是因为平时学习不深入、不系统。
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Cause, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NOT_A_CAUSE, clauses_of


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a cause with shortcomings and without a thought."""
    if not isinstance(subject, Cause):
        return NOT_A_CAUSE
    clauses = clauses_of(draft, subject.span)
    if not any(clause.shortcoming for clause in clauses):
        return "这一条没有重复问题的说法。"
    return "这一条写到了本人的想法或动机。" if any(c.thought or c.me for c in clauses) else None
