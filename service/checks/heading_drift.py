"""A lead's heading differs from its official name, or is the name that another year's rubric used.

Why: the leads are set by the notice of the year; a wrong or old name shows that an old report was taken over.
Source: 当年民主生活会通知所列的“带头”名称，见各评价标准（official）.
Bad: 带头学习坚持以人民为中心的发展思想……方面；带头学懂弄通做实习近平新时代中国特色社会主义思想
Good: 在带头坚持以人民为中心的发展思想，推动改革发展稳定方面；后半句可略：带头发扬斗争精神方面
Granularity: one fault a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.document import Span
from service.domain.draft import Draft, Heading
from service.domain.edit import Edit
from service.domain.finding import Fault
from service.domain.rubric import Lead

_FRAME = re.compile(r"^(?:是)?(?:我)?(?:在|对照|围绕|关于)?")
_TAIL = re.compile(r"(?:等)?(?:方面|上)?(?:(?:存在|查摆|主要)*的?(?:主要|突出)?(?:问题|不足))?[。：:，\s]*$")


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every heading that drifts or is stale, with the official name put back into its frame."""
    for section in draft.leads:
        lead = draft.rubric.lead(section.lead)
        if section.heading and lead and section.heading.wording in ("drift", "stale"):
            yield _fault(draft.text, section.heading, lead)


def _fault(text: str, heading: Heading, lead: Lead) -> Fault:
    old = heading.wording == "stale"
    why = "是其他年度的名称" if old else "与规定的名称不一致"
    message = f"标题“{heading.span.of(text)[:40]}”{why}：请改为“{lead.name}”。"
    edit = Edit(_name(text, heading.span), lead.name, f"恢复规定的名称（原标题{why}）", "heading-drift")
    return Fault(message, heading.span, lead=lead.id, edits=(edit,), doubtful=lead.provenance == "K")


def _name(text: str, span: Span) -> Span:
    """The heading without its frame 在…方面, which is the writer's own."""
    words = span.of(text)
    frame, tail = _FRAME.match(words), _TAIL.search(words)
    start = frame.end() if frame else 0
    end = tail.start() if tail else len(words)
    return Span(span.start + start, span.start + max(start, end))
