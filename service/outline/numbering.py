"""Reads the number in front of a paragraph: 一、（一）1. ① 第一， 一是."""

from __future__ import annotations

import re
from typing import NamedTuple

from service.domain.document import Span

_HAN_DIGITS = "一二三四五六七八九十"
_STYLES = (
    ("part", re.compile(r"第([一二三四五六七八九十]+)部分[、：:，\s]*")),
    ("named", re.compile(r"(?:问题|原因|措施|根源|表现|方面)(?:之)?([一二三四五六七八九十]{1,3}|\d{1,2})[：:、]\s*")),
    ("its", re.compile(r"其([一二三四五六七八九十])[，,、：]\s*")),
    ("han", re.compile(r"([一二三四五六七八九十]{1,3})[、．,，.]\s*")),
    ("han-bracket", re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)][、．.]?\s*")),
    ("digit", re.compile(r"(\d{1,2})(?:[、．]|[.,，](?!\d))\s*")),
    ("digit-bracket", re.compile(r"[（(](\d{1,2})[）)][、．.]?\s*")),
    ("digit-half", re.compile(r"(\d{1,2})[）)]\s*")),
    ("circle", re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])\s*")),
    ("ordinal", re.compile(r"第([一二三四五六七八九十])[，、：,:]\s*")),
    ("is", re.compile(r"([一二三四五六七八九十])是(?=[^否])[：，]?\s*")),
)
# Inside a paragraph only these begin a new item: a bare 一、 or 1. in running text is too often something else.
_INLINE = {
    "is": re.compile(r"(?:(?<=[。！？；：:.;])|(?<=[.;] ))\s*([一二三四五六七八九十])是(?=[^否])[：，]?"),
    "ordinal": re.compile(r"(?<=[。！？；：:])\s*第([一二三四五六七八九十])[，、：,:]"),
    "its": re.compile(r"(?<=[。！？；：:])\s*其([一二三四五六七八九十])[，、：,:]"),
    "digit": re.compile(r"(?<=[。！？；：:])\s*(\d{1,2})[.．、](?!\d)\s*"),
    "digit-bracket": re.compile(r"(?<=[。！？；：:])\s*[（(](\d{1,2})[）)]\s*"),
    "han-bracket": re.compile(r"(?<=[。！？；：:])\s*[（(]([一二三四五六七八九十])[）)]\s*"),
    "circle": re.compile(r"(?<=[。！？；：:])\s*([①②③④⑤⑥⑦⑧⑨⑩])\s*"),
}


_SECOND = {
    "is": "二是",
    "ordinal": "第二",
    "its": "其二",
    "digit": "2",
    "digit-bracket": "2",
    "han-bracket": "二",
    "circle": "②",
}


class Number(NamedTuple):
    """A number found: its style, its value, and the span of the mark with the blanks behind it."""

    style: str
    value: int
    span: Span


def value_of(mark: str) -> int:
    """一 … 九十九, 1 … 99 or ① … ⑩ as an integer."""
    if mark.isdecimal():
        return int(mark)
    if "①" <= mark <= "⑩":
        return ord(mark) - ord("①") + 1
    tens, _, ones = mark.rpartition("十")
    if "十" not in mark:
        return _HAN_DIGITS.index(mark[0]) + 1
    return (_HAN_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_HAN_DIGITS.index(ones) + 1 if ones else 0)


def number_at(text: str, start: int, end: int) -> Number | None:
    """The number that stands at `start`, or None."""
    for style, pattern in _STYLES:
        found = pattern.match(text, start, end)
        if found and found.end() < end:
            return Number(style, value_of(found.group(1)), Span(*found.span()))
    return None


def inline_numbers(text: str, span: Span) -> list[Number]:
    """The first series 1, 2, 3 … that starts sentences inside `span`; empty unless it has two members or more."""
    opening = number_at(text, span.start, span.end)
    for style, pattern in _INLINE.items():
        if text.find(_SECOND[style], span.start, span.end) < 0:
            continue  # with no second member there is no series
        found = [
            Number(style, value_of(match.group(1)), Span(*match.span()))
            for match in pattern.finditer(text, span.start, span.end)
        ]
        if opening and opening.style == style:
            found.insert(0, opening)
        series: list[Number] = []
        for number in found:
            if number.value == len(series) + 1:
                series.append(number)
        if len(series) > 1:
            return series
    return []
