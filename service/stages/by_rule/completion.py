"""Builds the words that ask for missing facts of a point or a measure, each a blank 【请补充：…】 in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.document import Span
from service.domain.edit import Blank
from service.domain.point import Measure, PointScore, Slot, SlotKind
from service.text.cut import clauses, sentences

_STOPS = "。！？!?；;"
_MARKER = re.compile(r"\s*(?:比如|例如|譬如|举例来说)(?:说)?[，：:、]?")
_LEAD: dict[SlotKind, str] = {"own_act": "我当时", "consequence": "结果"}
_PLAIN: dict[str, str] = {
    "time": "哪一天",
    "place": "在哪里",
    "party": "哪些人",
    "event": "办哪件事",
    "quantity": "多少",
    "own_act": "怎么做的",
    "consequence": "什么后果",
}
_MEASURE = (
    Blank("owner", "由谁负责"),
    Blank("deadline", "什么时候完成"),
    Blank("standard", "做到什么程度算完成"),
)
_CALLED = {"owner": "责任人", "deadline": "完成时限", "standard": "检查标准"}


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words to insert at one place, with the blanks in them."""

    at: int
    words: str
    blanks: tuple[Blank, ...]

    def joined(self, other: Insertion) -> Insertion:
        """Both, one behind the other, at the first one's place."""
        return Insertion(self.at, self.words + other.words, self.blanks + other.blanks)


def _blank(slot: Slot) -> Blank:
    """The slot's own question; 涉及 stands in the sentence already."""
    asked = (slot.question or _PLAIN[slot.kind]).replace("】", "")
    return Blank(slot.kind, asked.removeprefix("涉及") or _PLAIN[slot.kind])


def _shown(blank: Blank) -> str:
    """The blank in a word or two: a whole question would drown the writer's own words; it stands in the comment."""
    return f"【请补充：{_PLAIN.get(blank.slot, blank.question)}】"


def told(slots: Iterable[Slot]) -> tuple[str, tuple[Blank, ...]]:
    """One sentence with a blank for each slot, ended by 。, and its blanks in order.

    Time, place and event first, then whom and how many it concerned, then the writer's own act and what came of it.
    """
    by_kind = {slot.kind: _blank(slot) for slot in slots}
    front = [_shown(by_kind[kind]) for kind in ("time", "place", "event") if kind in by_kind]
    about = "".join(_shown(by_kind[kind]) for kind in ("party", "quantity") if kind in by_kind)
    first = "，".join([*front, *(["涉及" + about] if about else [])])
    after = [_LEAD[kind] + _shown(by_kind[kind]) for kind in ("own_act", "consequence") if kind in by_kind]
    order: tuple[SlotKind, ...] = ("time", "place", "event", "party", "quantity", "own_act", "consequence")
    words = "；".join(piece for piece in (first, "，".join(after)) if piece) + "。"
    return words, tuple(by_kind[kind] for kind in order if kind in by_kind)


def example(text: str, point: Span, score: PointScore) -> Insertion:
    """A whole example behind the point that tells none."""
    words, blanks = told(score.missing)
    lead = "" if text[point.end - 1] in "。！？!?”" else "。"
    return Insertion(point.end, f"{lead}比如，{words}", blanks)


def around_event(text: str, point: Span, score: PointScore, kinds: set[SlotKind]) -> list[Insertion]:
    """The missing facts among `kinds`, each where it belongs: before the event, behind it, or at its sentence's end."""
    found: dict[SlotKind, Span] = {slot.kind: slot.span for slot in score.slots if slot.span}
    missing = {slot.kind: _blank(slot) for slot in score.missing if slot.kind in kinds}
    clause = _holding(clauses(text, point), found["event"].start) or point
    last = max(found[kind].start for kind in ("event", "own_act") if kind in found)
    sentence = _holding(sentences(text, point), last) or point
    rows = (
        _front(text, clause, [missing[kind] for kind in ("time", "place") if kind in missing]),
        _behind(text, clause, [missing[kind] for kind in ("party", "quantity") if kind in missing]),
        _after(text, sentence, {kind: missing[kind] for kind in _LEAD if kind in missing}),
    )
    return _merged(row for row in rows if row)


def _holding(spans: list[Span], at: int) -> Span | None:
    return next((span for span in spans if span.start <= at < span.end), None)


def _front(text: str, clause: Span, blanks: list[Blank]) -> Insertion | None:
    marker = _MARKER.match(text, *clause)
    at = marker.end() if marker else clause.start
    words = "".join(f"{_shown(blank)}，" for blank in blanks)
    return Insertion(at, words, tuple(blanks)) if blanks else None


def _behind(text: str, clause: Span, blanks: list[Blank]) -> Insertion | None:
    end = clause.end
    while end > clause.start and text[end - 1] in _STOPS + "，,：:、":
        end -= 1
    words = "（涉及" + "".join(map(_shown, blanks)) + "）"
    return Insertion(end, words, tuple(blanks)) if blanks else None


def _after(text: str, sentence: Span, blanks: dict[SlotKind, Blank]) -> Insertion | None:
    if not blanks:
        return None
    words = "，".join(_LEAD[kind] + _shown(blank) for kind, blank in blanks.items())
    if text[sentence.end - 1] in _STOPS:
        lead = "；" if "own_act" in blanks else "，"
        return Insertion(sentence.end - 1, lead + words, tuple(blanks.values()))
    return Insertion(sentence.end, words + "。", tuple(blanks.values()))


def _merged(rows: Iterable[Insertion]) -> list[Insertion]:
    merged: dict[int, Insertion] = {}
    for row in rows:
        merged[row.at] = merged[row.at].joined(row) if row.at in merged else row
    return list(merged.values())


def due(text: str, measure: Measure, standard: bool) -> Insertion | None:
    """Who, until when and up to what standard, as far as the measure does not say; before its last stop."""
    lacks = {"owner": measure.owner is None, "deadline": measure.deadline is None, "standard": standard}
    blanks = tuple(blank for blank in _MEASURE if lacks[blank.slot])
    if not blanks:
        return None
    words = "；".join(f"{_CALLED[blank.slot]}：{_shown(blank)}" for blank in blanks)
    at = measure.span.end - (text[measure.span.end - 1 : measure.span.end] in tuple(_STOPS))
    return Insertion(at, f"（{words}）", blanks)
