"""A slip of the pen, and the slips that letters or patterns alone tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from operator import ne
from typing import NamedTuple

import opencc

from service import lexicons
from service.domain.document import Span


class Slip(NamedTuple):
    """What is wrong, what should stand there (None: it cannot be told), why, and how sure that is."""

    span: Span
    right: str | None
    why: str
    sure: bool = True
    doubtful: bool = False


_OLD_TEXT = 0.2  # a text with a larger share of Traditional letters is written so on purpose
_RUN = r"[一-鿿㐀-䶿]+"  # compiled when a text needs it: such a range takes long


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def foreign_letters(text: str) -> Iterator[Slip]:
    """Traditional letters in a simplified text, neighbours together."""
    plain: str = _converter().convert(text)
    if len(plain) != len(text) or plain == text:
        return
    places = [at for at in _differing(text, plain) if not _common(text[at])]
    if _old(text, len(places)):
        return
    start = previous = -2
    for at in [*places, len(text) + 2]:
        if at != previous + 1:
            if start >= 0:
                yield Slip(Span(start, previous + 1), plain[start : previous + 1], "繁体字，应用规范简化字")
            start = at
        previous = at


def _differing(text: str, plain: str) -> Iterator[int]:
    """Places of the letters that differ; lines that are equal are passed over."""
    lines, start = text.split("\n"), 0
    for line, other in zip(lines, plain.split("\n"), strict=True):
        if line != other:
            yield from (at for at, differs in enumerate(map(ne, line, other), start) if differs)
        start += len(line) + 1


def _old(text: str, foreign: int) -> bool:
    """Whether so many foreign letters are a large share; the text is counted only as far as that takes."""
    counts = accumulate((match.end() - match.start() for match in re.finditer(_RUN, text)), initial=1)
    return all(foreign > _OLD_TEXT * max(1, count - 1) for count in counts)


def _common(letter: str) -> bool:
    """Whether the letter belongs to the simplified set (乾 and 瞭 do, in some words)."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str | None, str, bool], ...]:
    rows = lexicons.tree("typo_patterns")["patterns"]
    return tuple((re.compile(row["find"]), row["right"], row["why"], row["sure"]) for row in rows)


def patterns(text: str) -> Iterator[Slip]:
    """Slips that a pattern tells."""
    for find, right, why, sure in _patterns():
        for match in find.finditer(text):
            yield Slip(Span(*match.span("wrong")), right, why, sure)
