"""Draws planted sentences together into passages: brackets by themselves, sentences, and what goes with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.document import Span
from service.text.cut import trim
from service.text.planted_cues import ENOUGH, Weighed, hint, weigh
from service.text.planted_tongues import orders

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*[”’」』）)】\]\"]*")
_GROUP = re.compile(
    r"（[^（）\n]{2,300}）|\([^()\n]{2,300}\)|【[^【】\n]{2,300}】|\[[^\[\]\n]{2,300}\]|〔[^〔〕\n]{2,300}〕|\{[^{}\n]{2,300}\}"
)
_COMMENT = re.compile(r"<!--(.{0,2000}?)(?:-->|\Z)", re.DOTALL)
# Our own directives are no attack.
_SILENCE = re.compile(r"\s*sixlead\s*[:：]\s*(?:ignore|off|on)\b[\s\w,，-]*", re.ASCII)
_ITEM = re.compile(r"[ \t]*(?:[-*·•>#]|\d{1,2}[.、)）]|[一二三四五六七八九十]{1,2}、)")
# Words that belong to the report wherever they stand: a clause with them is not drawn into a planted passage.
_OWN = re.compile(
    r"^[ \t\u3000#*]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]|第[一二三四五六七八九十])"
    r"|带头|方面|民主生活会|对照检查|检视|我|本人|自己|不[够足到深实力强]|缺乏|学习|工作"
)
_TAIL = 12  # a remnant of so few letters beside a planted sentence goes with it


@dataclass(slots=True)
class _Unit:
    """A sentence: where it stands, what it weighs, and what of it is planted."""

    span: Span
    weighed: Weighed
    planted: Span | None = None


def passages(text: str, marks: Sequence[Span]) -> Iterator[Span]:
    """Planted spans of the folded `text` beside its `marks` (sorted, apart, already blank in it); they may meet."""
    comments = list(_comments(text))
    if not (marks or comments or hint().search(text)):
        return
    yield from comments
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    hot = _lines_of(lines, [Span(*match.span()) for match in hint().finditer(text)])
    near = _lines_of(lines, [*marks, *comments])
    beside = {n + step for n in near for step in (-1, 0, 1)}
    units = {n: _units(text, lines[n], n in beside) for n in sorted(hot | beside) if 0 <= n < len(lines)}
    caught = near | {n for n, row in units.items() if any(unit.planted for unit in row)}
    for n, row in units.items():
        _absorb(text, row, n in near, n - 1 in caught and bool(_ITEM.match(text, lines[n].start)))
        yield from (unit.planted for unit in row if unit.planted)


def _comments(text: str) -> Iterator[Span]:
    for match in _COMMENT.finditer(text) if "<!--" in text else ():
        if not _SILENCE.fullmatch(match[1]) and (
            weigh(match[1].replace("\n", " ")).weight >= ENOUGH - 1 or orders(match[1])
        ):
            yield Span(*match.span())


def _lines_of(lines: list[Span], spans: list[Span]) -> set[int]:
    """The numbers of the lines that these spans touch."""
    starts = [line.start for line in lines]
    found: set[int] = set()
    for span in spans:
        first = max(0, bisect_right(starts, span.start) - 1)
        found.update(range(first, bisect_left(starts, span.end)))
    return found


def _units(text: str, line: Span, beside: bool) -> list[_Unit]:
    """The line's planted brackets, then its sentences without them; to stand `beside` a mark weighs one."""
    words = line.of(text)
    found: list[_Unit] = []
    for group in _GROUP.finditer(words) if hint().search(words) else ():
        weighed = weigh(group[0][1:-1])
        if weighed.weight >= ENOUGH - beside:
            span = Span(*group.span()).shifted(line.start)
            found.append(_Unit(span, weighed, span))
            words = words[: group.start()] + " " * len(group[0]) + words[group.end() :]
    for match in _SENTENCE.finditer(words):
        span = trim(words, Span(*match.span()))
        if span.size:
            found.append(_unit(words, span, line.start, beside or bool(found)))
    return sorted(found, key=lambda unit: unit.span)


def _unit(words: str, span: Span, start: int, beside: bool) -> _Unit:
    weighed = weigh(span.of(words))
    planted = None
    if weighed.weight >= ENOUGH - beside and weighed.hull:
        planted = _narrowed(words, span, weighed.hull.shifted(span.start)).shifted(start)
    return _Unit(span.shifted(start), weighed, planted)


def _narrowed(words: str, span: Span, hull: Span) -> Span:
    """The sentence without the clauses before and behind its cues, where these are plainly the report's own words."""
    start = max(words.rfind(mark, span.start, hull.start) for mark in "，,；;：:、 \u3000") + 1
    start = max(start, span.start)
    if not _OWN.search(words[span.start : start]):
        start = span.start
    ends = [at for mark in "，,；;" if (at := words.find(mark, hull.end, span.end)) >= 0]
    end = min(ends, default=span.end - 1) + 1
    return Span(start, end if _OWN.search(words[end : span.end]) else span.end)


def _absorb(text: str, row: list[_Unit], marked: bool, listed: bool) -> None:
    """Takes in what goes with a line's planted units: neighbours with a cue, what stands between, short remnants."""
    if listed and not any(unit.planted for unit in row):
        for unit in row:
            unit.planted = unit.span if unit.weighed.weight else None
    planted = [n for n, unit in enumerate(row) if unit.planted]
    if not (planted or marked):
        return
    for n in (*range(len(row)), *reversed(range(len(row)))):
        unit = row[n]
        held = [other for other in (*row[max(0, n - 1) : n], *row[n + 1 : n + 2]) if other.planted]
        between = len(held) == 2 and unit.span.size <= 3 * _TAIL
        leads_in = unit.span.of(text).endswith((":", "：")) and unit.span.size <= 2 * _TAIL
        if not unit.planted and ((held and unit.weighed.weight) or between or (leads_in and (held or marked))):
            unit.planted = unit.span
    left = [unit for unit in row if not unit.planted]
    if sum(unit.span.size for unit in left) <= _TAIL and not any(_OWN.search(unit.span.of(text)) for unit in left):
        for unit in left:
            unit.planted = unit.span
