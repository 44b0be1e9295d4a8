"""比如 or 例如 that leads to no single event: a habit, a campaign's name or more of the same phrases.

Why: the word promises one fact that can be checked; followed by generalities it only looks concrete.
Source: 种子样本三处“比如”无一有日期、地点或数字；评审通行意见“举例不实”（practice）.
Bad: 比如，在学习上劲头还不够足；比如，每年迎峰度夏，我在动员会上讲“政治任务”
Good: 比如，2022年8月13日至15日，柏树沟村台区连跳7次，我没去现场
Granularity: one fault a marker; the example reaches from it to the next marker or the point's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Blank, Edit
from service.domain.finding import Fault
from service.domain.point import Point, PointScore, SlotKind
from service.text.cut import sentences
from service.text.date import times

_MARKER = re.compile(
    r"(?:(?:比如|例如|譬如|举例来说|举例说明|举个例子|比方说)(?:说|讲)?|(?<=[。！？；\n])\s*如(?=[，：:]|在|对|去年|今年|\d)"
    r"|(?<=[。！？；\n，])(?:就)?(?:拿[^，。；：\n]{2,24}来说|以[^，。；：\n]{2,24}为例))[，：:、]?"
)
_QUOTED = re.compile(r"“[^”\n]*”")
_ASKED: tuple[Blank, ...] = (
    Blank("time", "哪一天"),
    Blank("place", "在哪里"),
    Blank("party", "涉及谁、多少"),
    Blank("event", "发生了哪一件事"),
    Blank("own_act", "自己当时怎么做的"),
    Blank("consequence", "造成什么后果"),
)


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for each marker of a problem point with no event behind it, completed by blanks."""
    for point in draft.points:
        score = draft.score(point.id)
        for marker, example in _examples(draft.text, point.span):
            if not _tells_event(draft.text, Span(marker.start, example.end), score):
                yield _fault(draft.text, point, score, marker, example)


def _examples(text: str, span: Span) -> list[tuple[Span, Span]]:
    """Each marker with what follows it inside `span`; a marker inside quoted speech is somebody's word."""
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text, *span)]
    found = [Span(*match.span()) for match in _MARKER.finditer(text, *span)]
    markers = [marker for marker in found if not any(quote.holds(marker) for quote in quoted)]
    ends = [marker.start for marker in markers[1:]] + [span.end]
    return [(marker, Span(marker.end, end)) for marker, end in zip(markers, ends, strict=False)]


def _tells_event(text: str, example: Span, score: PointScore | None) -> bool:
    """An event slot that begins in the example (its quote may end later), or a single date in it."""
    slots = score.slots if score and score.level >= 3 else ()
    if any(slot.kind == "event" and slot.span and example.meets(slot.span) for slot in slots):
        return True
    return any(time.kind == "date" and not time.bound for time in times(text, example)) and bool(slots or not score)


def _fault(text: str, point: Point, score: PointScore | None, marker: Span, example: Span) -> Fault:
    first = next(iter(sentences(text, example)), example)
    blanks = tuple(_missing(score))
    words = "，".join(f"【请补充：{blank.question}】" for blank in blanks) + "。"
    reason = "“比如”后面须是一件真实的事，由本人补充；原话保留"
    edit = Edit(Span(marker.end, marker.end), words, reason, "pseudo-example", "needs-facts", blanks, point=point.id)
    message = (
        f"“{marker.of(text).strip('，：:、 ')}”后面没有一件具体的事：请补一件真实的事（时间、地点、对象、自己怎么做、"
        "后果如何）；没有就删去这个词。"
    )
    return Fault(message, Span(marker.start, first.end), point=point.id, edits=(edit,))


def _missing(score: PointScore | None) -> list[Blank]:
    """What the point does not tell yet; the time and the event are asked for always, for there is no event."""
    filled: set[SlotKind] = {slot.kind for slot in score.slots if slot.span} if score else set()
    return [blank for blank in _ASKED if blank.slot in ("time", "event") or blank.slot not in filled]
