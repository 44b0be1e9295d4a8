"""The quote must name a body, a post, a place or a trade's term, and the check must see it clash with the writer's.

Why: a report is full of other bodies' names that stand there rightly; only one that takes the writer's own place, or a
term of a trade that is not his, is a stray, and that the rules can see by the title.
Bad: 县民政局两次来函催拨
Good: 题目是青屏县供电公司，正文写“作为临江县供电公司的主要负责人”
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Verdict
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE
from service.proofs.verdicts._seen import faults
from service.text.office import bodies_clash, is_two_headed, places_clash, posts_clash, read_office, split_office

_AS = re.compile(r"(?:作为|身为|我是|担任|本人是)(?:一名|一个|一位)?(?P<words>[^，。；：,;:\n]{2,30})")


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote in which the check finds a stray, or in which the writer calls himself what he is not."""
    span = verdict.span
    if span is None:
        return NO_QUOTE
    found = faults(draft, "stray-entity")
    if any(fault.span and fault.span.meets(span) for fault in found):
        return None
    title_wrong = any(fault.span == draft.writer.span for fault in found)  # then the body is right
    claimed = None if title_wrong else _AS.search(draft.text, *span)
    return None if claimed and _clashes(draft, claimed["words"]) else "引文里没有与题目不符的单位、职务或行业用语。"


def _clashes(draft: Draft, words: str) -> bool:
    writer = draft.writer
    own = read_office(writer.unit or "", writer.post or "")
    unit, posts = split_office(words)
    said = read_office(unit, posts)
    return bool(posts) and (
        posts_clash(own, said, is_two_headed(writer.unit or "")) or places_clash(own, said) or bodies_clash(own, said)
    )
