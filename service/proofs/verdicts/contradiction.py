"""Two places must be quoted, and their numbers of one unit must differ.

Why: two statements that hold no common measure can't clash in a way that a rule could see.
Bad: 会前逐一谈心；全年只做了两次廉政谈话
Good: 全县12个乡镇文化站；14个乡镇文化站
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Verdict
from service.proofs import Subject
from service.text.quantity import quantities


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None where the words right behind two numbers of one unit are the same and the numbers are not."""
    if verdict.span is None or verdict.versus is None or verdict.span.meets(verdict.versus):
        return "矛盾要引出两处不同的原文。"
    text = draft.text
    for one in quantities(text, verdict.span):
        for other in quantities(text, verdict.versus):
            noun = text[one.span.end : one.span.end + 3]
            alike = one.unit == other.unit and noun == text[other.span.end : other.span.end + 3]
            if alike and one.definite and other.definite and not one.equals(other):
                return None
    return "两处没有互相抵触的数目。"
