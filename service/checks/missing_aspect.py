"""A lead of the rubric has no text: neither a section under its heading nor a point about it.

Why: every lead has to be answered; leaving one out is the first thing that a supervisor looks for.
Source: 2022年度民主生活会公开报道：逐个方面查摆（official）.
Also: all that stands under its heading is, by what it says, about another lead.
Bad: 1.带头…… 2.带头…… 3.带头……（第5个带头没有写）
Good: 六个带头各有一段，每段至少一条问题。
Granularity: one fault a lead; none where there is no problem part at all, which `missing-part` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.draft import Draft, LeadSection
from service.domain.finding import Fault
from service.domain.rubric import Lead
from service.text.cut import han

_LEAST = 12  # Chinese characters under which a section says nothing
_NOTHING = re.compile(
    r"(?:没有|无|不存在|未发现)(?:发现)?(?:明显|突出|严重|重大)?的?(?:问题|不足)|略[。）)]?$|同上|见(?:上|前|第)|(?:已|前面)[^，。]{0,8}(?:说明|谈到|讲过)"
)
_SHORT = 45  # a section this short that says 无突出问题 or 同上 says nothing
_STOPS = re.compile(r"[，、,“”]")


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every lead that nothing answers; its span is the bare heading where there is one."""
    if not draft.leads and not draft.points:
        return
    for lead in draft.rubric.leads:
        sections = [section for section in draft.leads if section.lead == lead.id]
        if not any(_says_something(draft, section) for section in sections) and not _answered_elsewhere(draft, lead):
            bare = next((section.heading.span for section in sections if section.heading), None)
            # A lead whose name rests on common knowledge only may advise, never block.
            yield Fault(_message(lead, bool(bare)), bare, lead=lead.id, doubtful=lead.provenance == "K")
        elif elsewhere := _all_about_another(draft, lead):
            yield Fault(elsewhere, lead=lead.id, doubtful=lead.provenance == "K")


def _all_about_another(draft: Draft, lead: Lead) -> str:
    """The message where no point under the heading is about this lead, and none elsewhere is; "" otherwise."""
    filed = [point for point in draft.points if point.filed_under == lead.id]
    if not filed or any(point.lead == lead.id for point in draft.points):
        return ""
    other = draft.rubric.lead(filed[0].lead)
    said = f"，说的是“{other.name}”的事" if other else ""
    return f"“{lead.name}”这一方面下面写的内容不属于这一方面{said}：请移到相应的方面，并补上这一方面自己的问题。"


def _says_something(draft: Draft, section: LeadSection) -> bool:
    words = "".join(item.of(draft.text) for item in section.items)
    return han(words) >= _LEAST and not (han(words) <= _SHORT and _NOTHING.search(words))


def _answered_elsewhere(draft: Draft, lead: Lead) -> bool:
    """Named in another lead's heading, or, in a report without lead headings, what some point is about."""
    headings = [section.heading.span.of(draft.text) for section in draft.leads if section.heading]
    opening = _STOPS.split(lead.name.removeprefix("带头"))[0]
    if any(opening in words and _holds_two(words, lead) for words in headings):
        return True
    return not headings and any(point.lead == lead.id for point in draft.points)


def _holds_two(words: str, lead: Lead) -> bool:
    """Whether a heading holds more than this lead's own name: two leads under one heading."""
    return words.count("带头") > 1 or len(words) > len(lead.name) + 12


def _message(lead: Lead, headed: bool) -> str:
    lacks = "只有标题，没有内容" if headed else "没有写"
    return f"“{lead.name}”这一方面{lacks}：请对照这一方面补上至少一条自己的问题，写明时间、地点、对象和自己的作为。"
