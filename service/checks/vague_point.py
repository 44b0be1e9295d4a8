"""A problem point with no situation in it: attitude and slogans (level 0), or a kind of shortcoming (level 1).

Why: what has no time, place, person or act can't be checked, and so can't be put right.
Source: 安徽“讲严立”对照检查评审要求、人民日报2018年“画像”之说（practice）.
Bad: 学习的深度、广度还有差距，需要不断加强。
Good: 2022年9月14日支委会讨论发展对象，我没看材料就说“你们定”。
Granularity: one fault a point.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.domain.point import PointScore, SlotKind
from service.text.cut import sentences

_ASKED: dict[SlotKind, str] = {
    "time": "哪一天的事？",
    "place": "在哪里？",
    "party": "涉及谁？",
    "event": "发生了哪一件具体的事？",
    "quantity": "涉及多少？",
    "own_act": "自己当时怎么做、怎么想的？",
    "consequence": "造成了什么后果？",
}
_NAMED: dict[SlotKind, str] = {
    "time": "时间",
    "place": "地点",
    "party": "涉及的人",
    "quantity": "数量",
    "own_act": "自己怎么做的",
    "consequence": "后果",
}
_NAMES = {0: "只有态度和口号，看不出做错了什么", 1: "只说了一类毛病，没有落到具体的工作或事情上"}
_TITLE = 12  # a first sentence under this many characters is the point's little heading


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every point of level 0 or 1."""
    for point in draft.points:
        score = draft.score(point.id)
        if score and score.level < 2:
            yield Fault(_message(score), _telling(draft.text, point.span), lead=point.filed_under, point=point.id)


def _telling(text: str, span: Span) -> Span:
    """The first sentence, and the next one too where the first is only a little heading."""
    pieces = sentences(text, span) or [span]
    last = pieces[1] if pieces[0].size < _TITLE and len(pieces) > 1 else pieces[0]
    return Span(pieces[0].start, last.end)


def _message(score: PointScore) -> str:
    """What to do: the question that opens a real case in full, the other missing facts by name."""
    asked = {slot.kind: slot.question if len(slot.question or "") > 1 else _ASKED[slot.kind] for slot in score.missing}
    first = asked.pop("event", None) or _ASKED["event"]
    others = "、".join(_NAMED[kind] for kind in asked)
    return f"这一条{_NAMES[score.level]}。请补一件真实的事：{first}" + (f"并写明{others}。" if others else "")
