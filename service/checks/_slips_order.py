"""Numbering that skips or repeats: （一）（三）, 一是……三是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from service.checks._slips import Slip
from service.domain.document import Span

_DIGITS = {letter: number for number, letter in enumerate("一二三四五六七八九十", 1)}
_HEADS = (r"（([一二三四五六七八九十])）", r"([一二三四五六七八九十])、")
_HEADING = re.compile(r"[ 　]*(?:" + "|".join(_HEADS) + ")")
_POINT = re.compile(r"([一二三四五六七八九十])(?<![^。；：，\n　 ].)[是要](?=[^\W\da-zA-Z_])")


def out_of_order(text: str) -> Iterator[Slip]:
    """Numbers of headings and of 一是、二是 that do not follow the one before; each list begins anew at one."""
    last = [0] * len(_HEADS)
    for match in filter(None, (_HEADING.match(text, start) for start in _line_starts(text))):
        style = next(number for number in range(len(_HEADS)) if match.group(number + 1))
        number = _DIGITS[match.group(style + 1)]
        if number > 1 and last[style] and number != last[style] + 1:
            yield _slip(Span(*match.span(style + 1)))
        last[style] = number
    yield from _points(text)


def _line_starts(text: str) -> Iterator[int]:
    return accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0)


def _points(text: str) -> Iterator[Slip]:
    """一是、二是 within one paragraph; a list that begins with another number belongs to the paragraph before."""
    previous, end = 0, 0
    for match in _POINT.finditer(text):
        if "\n" in text[end : match.start()]:
            previous = 0
        number, end = _DIGITS[match.group(1)], match.end()
        if previous and number > 1 and number != previous + 1:
            yield _slip(Span(*match.span(1)))
        if previous or number == 1:
            previous = number


def _slip(span: Span) -> Slip:
    return Slip(span, None, "序号不连续", sure=False)
