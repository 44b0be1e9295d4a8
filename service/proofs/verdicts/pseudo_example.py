"""比如 that leads to no event: for now the rules must see it too, in the quoted words.

Why: the check of this code knows the words of it; a quote that it does not meet needs a proof of its own.
Bad: 引文里没有“比如”后面没有事
Good: 引文里有“比如”后面没有事
"""

from __future__ import annotations

from service.checks.pseudo_example import check
from service.domain.draft import Draft
from service.domain.point import Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote that meets a fault of the check."""
    span = verdict.span
    if span is None:
        return NO_QUOTE
    return None if any(one.span and one.span.meets(span) for one in check(draft)) else "引文里看不出“比如”后面没有事。"
