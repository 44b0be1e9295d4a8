"""Praise of oneself or one's unit inside problems or causes: 虽然能够…, 得到好评, 名列前茅, 一身正气.

Why: praise in front of an admission takes it back; reports that dwell on achievements are returned.
Source: 西宁2014年退改条件“讲成绩长、讲问题短”（practice）.
Bad: 党建考核连续三年名列前茅，得到了师生的一致好评；虽然能够认真学习，严格遵守各项规定，但……
Good: 听惯了“局长懂行”，渐渐觉得集体讨论耽误工夫（由来）；过去半夜出诊从不讲价钱，如今先看指标（今昔对比）
Granularity: clauses of praise side by side are one fault.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.lexicons import tree
from service.text.cut import clauses, sentences

_SAID = re.compile("“[^”]*”?|^[^“]*”")  # what was said at the time praises nobody now
_BUT = re.compile(r"\s*(?:但|不过|然而|可是)")
_TURN = re.compile(r"(?<=[，。；])(?:但|不过|然而|可是|只是|同时也)")
_NEAR = 2  # clauses of other content that may stand between two of praise
_AHEAD = 2  # clauses in which the praise may still turn out to be a step in finding the fault


class _Words(NamedTuple):
    """The word list as patterns."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    contrast: re.Pattern[str]
    void: re.Pattern[str]
    wish: re.Pattern[str]
    tracing: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    rows = tree("praise")
    joined = {key: rows[key] if isinstance(rows[key], str) else "|".join(rows[key]) for key in _Words._fields}
    for key, letters in rows["begins"].items():  # most letters begin no word: cheaper than to try a hundred ways
        joined[key] = f"(?=[{letters}])(?:{joined[key]})"
    return _Words(**{key: re.compile(words) for key, words in joined.items()})


def check(draft: Draft) -> Iterator[Fault]:
    """Faults in problem points, in what introduces them, and in causes."""
    starts = [point.span.start for point in draft.points]
    for item in (item for section in draft.part("problems") for item in section.items):
        last = bisect_left(starts, item.end)  # points keep reading order and never overlap
        if not last or not draft.points[last - 1].span.meets(item):
            yield from (_fault(draft.text, span) for span in _runs(draft.text, item))
    for point in draft.points:
        yield from (_fault(draft.text, span, point=point.id) for span in _runs(draft.text, point.span))
    for cause in draft.causes:
        yield from (_fault(draft.text, span, cause=cause.id) for span in _runs(draft.text, cause.span))


def _fault(text: str, span: Span, point: str | None = None, cause: str | None = None) -> Fault:
    message = f"“{span.of(text)[:24]}”是在问题或原因里表扬自己：请删去成绩和评价，直接写问题出在哪里、自己做错了什么。"
    return Fault(message, span, point=point, cause=cause)


def _runs(text: str, span: Span) -> Iterator[Span]:
    """Stretches of praise: one strong word, two weak ones, or a weak one behind 虽然 or before 但."""
    run: list[tuple[Span, int]] = []
    gap = 0
    pieces = clauses(text, span)
    for number, clause in enumerate(pieces):
        weight = _weight(clause.of(text))
        if weight and _words().tracing.search(_context(text, span, pieces, number)):
            weight = 0
        weight *= 2 if weight == 1 and _BUT.match(text, clause.end) else 1
        gap = 0 if weight else gap + 1
        if weight:
            run.append((clause, weight))
        elif gap > _NEAR and run:
            yield from _enough(run)
            run = []
    yield from _enough(run)


def _context(text: str, span: Span, pieces: list[Span], number: int) -> str:
    """The words that may say what a clause led to or was set against: its sentence up to two clauses on."""
    clause = pieces[number]
    start = max(sentence.start for sentence in sentences(text, span) if sentence.start <= clause.start)
    end = pieces[min(number + _AHEAD, len(pieces) - 1)].end
    # What comes after 但 takes the praise back, and makes no step of it.
    turn = _TURN.search(text, clause.end, end)
    return text[start : turn.start() if turn else end]


def _weight(clause: str) -> int:
    """2 for a clause that is praise by itself, 1 for one that may be, 0 for none."""
    words = _words()
    if "“" in clause or "”" in clause:
        clause = _SAID.sub("", clause)
    strong = words.strong.search(clause)
    if not (strong or words.weak.search(clause)) or words.void.search(clause):
        return 0
    if strong:
        return 2
    return 0 if words.wish.search(clause) else 2 if words.contrast.search(clause) else 1


def _enough(run: list[tuple[Span, int]]) -> Iterator[Span]:
    if sum(weight for _, weight in run) >= 2:
        yield Span(run[0][0].start, run[-1][0].end)
