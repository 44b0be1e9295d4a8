"""The report has no problems, no causes, or no measures.

Why: a self-criticism without causes or plans is sent back: each part rests on the one before.
Source: 2022年度民主生活会各单位公开报道所列结构（official）. 上年整改和个人事项各地要求不一，缺了不算错.
Bad: 一、问题查摆…… 二、整改措施……（没有原因剖析）
Good: 一、存在的问题…… 二、原因剖析…… 三、整改措施……
Granularity: one fault a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.draft import Draft
from service.domain.finding import Fault
from service.domain.rubric import PartName
from service.text.cut import han, sentences

_NAMES: dict[PartName, tuple[str, str]] = {
    "preparation": ("会前准备", "写明学习、征求意见和谈心谈话的情况"),
    "last_year": ("上年度整改情况", "逐项交代上年度问题改得怎样"),
    "problems": ("存在的问题", "对照各个带头逐项查摆"),
    "causes": ("原因剖析", "逐条说明每个问题为什么会发生，落到自己的思想、党性和作风上"),
    "measures": ("整改措施", "逐条写明改什么、怎么改、什么时候改完、谁负责"),
    "personal_matters": ("个人有关事项说明", "按要求如实说明"),
}
# Causes may be told inside each problem; a mention now and then is no analysis.
_CAUSES = re.compile(
    r"究其原因|究其根源|归根结底|(?:主要|根本|深层|思想)?(?:原因|根源)(?:是|在于|就在|：)|根子(?:上|在)"
)
_LEAST = 12  # Chinese characters that a part needs to count as written


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every part that the rubric requires and the report lacks."""
    for name in draft.rubric.required:
        if not _written(draft, name):
            called, what = _NAMES[name]
            yield Fault(f"没有找到“{called}”部分：请单列一部分，{what}。", part=name)


def _written(draft: Draft, name: PartName) -> bool:
    rows = {"problems": draft.points, "causes": draft.causes, "measures": draft.measures}.get(name, ())
    words = "".join(item.of(draft.text) for section in draft.part(name) for item in section.items)
    return bool(rows) or han(words) >= _LEAST or (name == "causes" and _told_inside(draft))


def _told_inside(draft: Draft) -> bool:
    """Whether at least half of the points tell their cause themselves."""
    telling = sum(
        any(_CAUSES.search(piece.of(draft.text)) for piece in sentences(draft.text, point.span))
        for point in draft.points
    )
    return bool(draft.points) and telling * 2 >= len(draft.points)
