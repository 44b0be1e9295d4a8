"""A point stands under one lead and speaks of another's matter.

Why: a reviewer looks for each lead's problems under its own heading, and counts the lead as unanswered otherwise.
Source: 一些单位材料“张冠李戴”、条目与标题不符被退回的做法（practice）.
Bad: 在“带头发扬斗争精神”下面写廉政谈话记录补签。
Good: 在“带头落实全面从严治党政治责任”下面写廉政谈话记录补签。
Granularity: one fault a point. By rule only where the opening and the words both speak for another lead, so it advises.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.draft import Draft
from service.domain.finding import Fault
from service.text.cut import sentences


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every point whose lead by content is not the one that it is filed under."""
    for point in draft.points:
        here, there = draft.rubric.lead(point.filed_under), draft.rubric.lead(point.lead)
        if here and there and here.id != there.id:
            opening = next(iter(sentences(draft.text, point.span)), point.span)
            message = (
                f"这一条写在“{here.name}”下面，内容更像“{there.name}”的问题（{point.lead_reason or '按用词判断'}）："
                "请核对，放错了就移过去；确属这一方面的，请点明与它的关系。"
            )
            yield Fault(message, opening, lead=here.id, point=point.id, doubtful=True)
