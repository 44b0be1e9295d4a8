"""Numbering that skips or repeats: （一）（三）, 一是……三是."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.checks._slips import Slip
from service.domain.document import Span

_DIGITS = {letter: number for number, letter in enumerate("一二三四五六七八九十", 1)}
_HEADS = (r"（([一二三四五六七八九十])）", r"([一二三四五六七八九十])、")
_HEADING = re.compile(r"(?m)^[ 　]*(?:" + "|".join(_HEADS) + ")")
_POINT = re.compile(r"(?:(?<=[。；：，\n　 ])|^)([一二三四五六七八九十])(?:是|要)(?=[一-鿿])", re.M)


def out_of_order(text: str) -> Iterator[Slip]:
    """Numbers of headings and of 一是、二是 that do not follow the one before; each list begins anew at one."""
    last = [0] * len(_HEADS)
    for match in _HEADING.finditer(text):
        style = next(number for number in range(len(_HEADS)) if match.group(number + 1))
        number = _DIGITS[match.group(style + 1)]
        if number > 1 and last[style] and number != last[style] + 1:
            yield _slip(Span(*match.span(style + 1)))
        last[style] = number
    yield from _points(text)


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
