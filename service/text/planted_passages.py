"""Draws planted sentences together into passages: brackets by themselves, sentences, and what goes with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.domain.document import Span
from service.text.cut import trim
from service.text.planted_cues import ENOUGH, Weighed, behind_title, hint, weigh

CUT = "\x1f"  # white space that no reader gives
_LINE = re.compile(r"[^\n]+")
# A mark is cut out of its sentence: what stands before and behind it are sentences apart.
_SENTENCE = re.compile(rf"[^。！？!?\n{CUT}]*[。！？!?]*[”’」』）)】\]\"]*")
_GROUP = re.compile(
    r"（[^（）\n]{2,300}）|\([^()\n]{2,300}\)|【[^【】\n]{2,300}】|\[[^\[\]\n]{2,300}\]|〔[^〔〕\n]{2,300}〕|\{[^{}\n]{2,300}\}"
)
_ITEM = re.compile(r"[ \t]*(?:[-*·•>#]|\d{1,2}[.、)）]|[一二三四五六七八九十]{1,2}、)")
# Words that belong to the report wherever they stand: a clause with them is not drawn into a planted passage.
_OWN = re.compile(
    r"^[ \t\u3000#*]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]|第[一二三四五六七八九十])"
    r"|带头|方面|民主生活会|对照检查|检视|我|本人|自己|不[够足到深实力强]|缺乏|学习|工作"
)
_STOPS = "。！？!?；"
_TAIL = 12  # a remnant of so few letters beside a planted sentence goes with it


@dataclass(slots=True)
class _Unit:
    """A sentence: where it stands, what it weighs, what of it may be planted (`core`), and what of it is."""

    span: Span
    weighed: Weighed
    core: Span
    planted: Span | None = None


def passages(text: str, marks: Sequence[Span]) -> Iterator[Span]:
    """Planted spans of the folded `text` beside its `marks` (sorted, apart, each letter made CUT); they may meet."""
    hints = _hints(text)
    if not (marks or hints):
        return
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    marked = _lines_of(lines, marks)
    units = _weighed(text, lines, dict.fromkeys(_lines_of(lines, hints), False) | _beside(marked))
    caught = marked | {n for n, row in units.items() if any(unit.planted for unit in row)}
    for n, row in sorted(units.items()):
        row += [_Unit(mark, Weighed(0, None), mark, mark) for mark in _meeting(marks, lines[n])]
        row.sort(key=lambda unit: unit.span)
        _absorb(text, row, n - 1 in caught and bool(_ITEM.match(text, lines[n].start)))
        yield from (unit.planted for unit in row if unit.planted)


def _meeting(marks: Sequence[Span], line: Span) -> Sequence[Span]:
    first = max(0, bisect_right(marks, line.start, key=lambda mark: mark.start) - 1)
    last = bisect_left(marks, line.end, key=lambda mark: mark.start)
    return [mark for mark in marks[first:last] if mark.meets(line)]


def _hints(text: str) -> list[Span]:
    return [Span(*match.span()) for match in hint().finditer(text)]


def _beside(numbers: Iterable[int]) -> dict[int, bool]:
    return dict.fromkeys((n + step for n in numbers for step in (-1, 0, 1)), True)


def _weighed(text: str, lines: list[Span], waiting: dict[int, bool]) -> dict[int, list[_Unit]]:
    """The units of the waiting lines by number, `True` for one beside a mark; the lines around a planted one too."""
    units: dict[int, list[_Unit]] = {}
    lenient: set[int] = set()
    while waiting:
        n, beside = waiting.popitem()
        if not 0 <= n < len(lines) or n in lenient or (n in units and not beside):
            continue
        units[n] = _units(text, lines[n], beside)
        lenient |= {n} if beside else set()
        if any(unit.planted for unit in units[n]):
            waiting |= _beside([n])
    return units


def _lines_of(lines: list[Span], spans: Iterable[Span]) -> set[int]:
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
            found.append(_Unit(span, weighed, span, span))
            words = words[: group.start()] + CUT * len(group[0]) + words[group.end() :]
    beside = beside or bool(found)
    for match in _SENTENCE.finditer(words):
        span = trim(words, Span(*match.span()))
        if span.size:
            found.append(_unit(words, span, line.start, beside))
    return sorted(found, key=lambda unit: unit.span)


def _unit(words: str, span: Span, start: int, beside: bool) -> _Unit:
    weighed = weigh(span.of(words)) if beside or hint().search(words, *span) else Weighed(0, None)
    core = _narrowed(words, span, weighed.hull.shifted(span.start)) if weighed.hull else span
    planted = weighed.weight >= ENOUGH - beside
    return _Unit(span.shifted(start), weighed, core.shifted(start), core.shifted(start) if planted else None)


def _narrowed(words: str, span: Span, hull: Span) -> Span:
    """The sentence without the clauses before and behind its cues, where these are plainly the report's own words."""
    start = max(words.rfind(mark, span.start, hull.start) for mark in "，,；;：:、 \u3000") + 1
    start = max(start, span.start)
    start = max(start, behind_title(words, span.start, hull.start))
    if not _OWN.search(words[span.start : start]):
        start = span.start
    ends = [at for mark in "，,；;" if (at := words.find(mark, hull.end, span.end)) >= 0]
    end = min(ends, default=span.end - 1) + 1
    end = end if _OWN.search(words[end : span.end]) else span.end
    own_stop = start > span.start and end == span.end and words[end - 1] in _STOPS and words[end:].strip()
    return Span(start, end - 1 if own_stop else end)


def _absorb(text: str, row: list[_Unit], listed: bool) -> None:
    """Takes in what goes with a line's planted units: neighbours with a cue, what stands between, short remnants."""
    if listed and not any(unit.planted for unit in row):
        for unit in row:
            unit.planted = unit.core if unit.weighed.weight > 0 else None
    if not any(unit.planted for unit in row):
        return
    for n in (*range(len(row)), *reversed(range(len(row)))):
        held = [other for other in (*row[max(0, n - 1) : n], *row[n + 1 : n + 2]) if other.planted]
        if row[n].planted or not held or _ends_an_own(text, row, n):
            continue
        if _goes_with(text, row[n], len(held) == 2):
            row[n].planted = row[n].core
    left = [unit for unit in row if not unit.planted]
    if sum(unit.span.size for unit in left) <= _TAIL and not any(_OWN.search(unit.span.of(text)) for unit in left):
        for unit in left:
            unit.planted = unit.span


def _ends_an_own(text: str, row: list[_Unit], n: int) -> bool:
    """Whether the unit is only the full stop of an own sentence that has something planted at its end."""
    if re.search(r"\w", row[n].span.of(text)):
        return False
    before = next((unit for unit in reversed(row[:n]) if not unit.planted), None)
    return before is not None and text[before.span.end - 1] not in _STOPS


def _goes_with(text: str, unit: _Unit, between: bool) -> bool:
    """Whether a sentence next to a planted one, or `between` two, is of the same passage."""
    words = unit.span.of(text)
    if unit.weighed.weight > 0 or not re.search(r"\w", words):
        return True
    short = unit.span.size <= (3 if between else 2) * _TAIL and unit.weighed.weight == 0 and not _OWN.search(words)
    return short and (between or words.endswith((":", "：")))
