"""What a language model's claim must show to be believed: the model proposes, rules dispose.

A proof is a necessary condition, one file each: a slot's kind in `slots`, a defect code in `verdicts`, a reason for not
counting words in `denials`. It asks only what a rule can see in the quoted words and around them, so it lets pass what
is true in words no rule knows, and stops what could not be true whoever said it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Measure, Point, Slot, Verdict
from service.plugins import find

Subject = Point | Cause | Measure | None  # None: the whole report
# Why words that look like a fact don't count: a number in a set phrase; a whole campaign's or area's name, no single
# event; somebody else's doing; only planned, not happened.
Denial = Literal["set-phrase", "campaign", "others-act", "plan"]
Proof = Callable[[Draft, Point, Slot], str | None]
Judging = Callable[[Draft, Subject, Verdict], str | None]


def refuse_slot(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None where the words of `slot` may fill it; else the reason in Chinese. `slot.span` is set."""
    if slot.span is None or not point.span.holds(slot.span) or not slot.span.size:
        return "引文不在这一条里。"
    proofs: dict[str, Proof] = find(f"{__name__}.slots", "proof")
    return proofs[slot.kind.replace("_", "-")](draft, point, slot)


def refuse_denial(draft: Draft, point: Point, slot: Slot, why: Denial) -> str | None:
    """None only where the rules confirm, on the words that fill `slot`, the reason why they should not count."""
    if slot.span is None or not point.span.holds(slot.span):
        return "这一项没有要否认的原话。"
    proofs: dict[str, Proof] = find(f"{__name__}.denials", "proof")
    return proofs[why](draft, point, slot)


def refuse_verdict(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None where the defect may be raised on these words; else the reason in Chinese.

    `verdict.holds` is True and `verdict.span` is the quote, None only for absences; a contradiction has its other place
    in `versus`, a typo its right words in `reason`.
    """
    proofs: dict[str, Judging] = find(f"{__name__}.verdicts", "proof")
    if verdict.code not in proofs:
        return f"没有“{verdict.code}”的核对办法。"
    if verdict.span is None and not verdict.code.endswith("-gap"):  # only an absence has no words
        return "没有引出原文。"
    if verdict.span is not None and not _inside(subject, verdict.span):
        return "引文不在所说的这一条里。"
    return proofs[verdict.code](draft, subject, verdict)


def _inside(subject: Subject, quote: Span) -> bool:
    return quote.size > 0 and (subject is None or subject.span.holds(quote))
