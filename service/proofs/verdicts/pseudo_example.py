"""The quote must lie in what follows 比如 or its like, and no event may be told there.

Why: without the word nothing is promised; with an event behind it the promise is kept.
Bad: 比如，2022年8月19日中心组研讨，我的发言稿由办公室代写
Good: 比如，在学习上劲头还不够足，要求还不够严
"""

from __future__ import annotations

import re

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_POINT, event_of

_MARKER = re.compile(
    r"比如|例如|譬如|举例|举个例子|比方|诸如|拿[^，。；：\n]{2,24}来说|以[^，。；：\n]{2,24}为例|(?<=[。！？；])\s*如(?=[，：:在对]|去年|今年|\d)"
)


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote from an example in which the point's event does not stand."""
    if not isinstance(subject, Point):
        return NOT_A_POINT
    if verdict.span is None:
        return NO_QUOTE
    example = _example(draft.text, subject.span, verdict.span)
    if example is None:
        return "引文前面没有“比如”“例如”一类的话。"
    event = event_of(draft, subject)
    return "“比如”后面写了一件具体的事。" if event and example.meets(event) else None


def _example(text: str, point: Span, quote: Span) -> Span | None:
    """From the marker before the quote's end to the next marker, or to the point's end."""
    starts = [found.start() for found in _MARKER.finditer(text, *point)]
    before = [start for start in starts if start < quote.end]
    if not before:
        return None
    return Span(before[-1], next((start for start in starts if start > before[-1]), point.end))
