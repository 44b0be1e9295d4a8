"""Problems and causes take less than half of the text, or one lead's points are over three times another's.

Why: a long plan behind a short confession, or one lead swollen beside a bare one, shows where the writer stepped aside.
Source: 某国企审核脚本（问题加原因不少于二分之一）、安徽专题要求（四分之三）（local）; counted in Chinese characters.
Bad: 六条措施共1,200字，问题和原因只有900字。
Good: 问题和原因合计占六成以上，各个带头篇幅相近。
Granularity: one fault for the parts, one for the longest lead; empty leads are `missing-aspect`'s.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.text.cut import han

_HALF = 0.5
_TIMES = 3
_SHORTEST = 300  # a shorter text is a fragment, whose shares mean nothing


def check(draft: Draft) -> Iterator[Fault]:
    """Both kinds; nothing for a text without a problem part."""
    if any(section.items for section in draft.leads) or draft.points:
        yield from _parts(draft)
        yield from _leads(draft)


def _parts(draft: Draft) -> Iterator[Fault]:
    told = _told(draft.text, _points(draft)) + _told(draft.text, _causes(draft))
    whole = han(draft.text)
    if whole < _SHORTEST or told >= _HALF * whole:
        return
    message = (
        f"问题和原因合计只占全文的{told * 100 // whole}%，不到一半：请把篇幅放到问题和原因上，压缩整改措施和套话，"
        "一般以问题和原因占六成以上为宜。"
    )
    yield Fault(message, part="measures")


def _points(draft: Draft) -> tuple[Span, ...]:
    """The problem points; where nothing has mapped them yet, the items under the leads. Headings confess nothing."""
    return tuple(point.span for point in draft.points) or tuple(item for lead in draft.leads for item in lead.items)


def _causes(draft: Draft) -> tuple[Span, ...]:
    parts = (item for section in draft.part("causes") for item in section.items)
    return tuple(cause.span for cause in draft.causes) or tuple(parts)


def _leads(draft: Draft) -> Iterator[Fault]:
    sizes: dict[int, int] = {}
    for section in draft.leads:
        if section.lead is not None and (size := _told(draft.text, section.items)):
            sizes[section.lead] = sizes.get(section.lead, 0) + size
    shortest = min(sizes, key=lambda lead: sizes[lead], default=0)
    longest = max(sizes, key=lambda lead: sizes[lead], default=0)
    if sizes and sizes[longest] > _TIMES * sizes[shortest]:
        message = (
            f"第{longest}个带头的篇幅（{sizes[longest]}字）超过第{shortest}个带头（{sizes[shortest]}字）的三倍："
            f"请把第{shortest}个带头写实，把第{longest}个带头中与问题无关的话删去。"
        )
        yield Fault(message, lead=longest)


def _told(text: str, items: tuple[Span, ...]) -> int:
    return sum(han(item.of(text)) for item in items)
