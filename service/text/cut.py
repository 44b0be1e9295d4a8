"""Cuts Chinese into sentences, clauses and words, always as spans into the one text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import rjieba

from service.domain.document import Span

# A sentence ends at 。！？； or a line break, with closing quotes and brackets taken along.
_SENTENCE = re.compile(r"(?:[^。！？!?.\n]|\.(?!\s|$))*(?:[。！？!?.]+[”’』」）)】\"]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，。！？；：,;:!?\n]+[，。！？；：,;:!?]*[”’』」）)】]*")
_HAN = re.compile(r"[一-鿿㐀-䶿]")


class Word(NamedTuple):
    """A word of the segmentation, with jieba's part-of-speech tag where it was asked for."""

    text: str
    tag: str
    span: Span


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Sentences inside `span` (default: all), blanks at both ends left out, none empty."""
    return _pieces(_SENTENCE, text, span)


def clauses(text: str, span: Span | None = None) -> list[Span]:
    """Clauses between commas and the like, with their closing punctuation, none empty."""
    return _pieces(_CLAUSE, text, span)


def _pieces(pattern: re.Pattern[str], text: str, span: Span | None) -> list[Span]:
    start, end = span or (0, len(text))
    found = (trim(text, Span(*match.span())) for match in pattern.finditer(text, start, end))
    return [piece for piece in found if piece.size]


def trim(text: str, span: Span) -> Span:
    """`span` without white space (the ideographic blank too) at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def words(text: str, span: Span | None = None) -> list[Word]:
    """Tagged words of `span`, tiling it exactly."""
    start, end = span or (0, len(text))
    found: list[Word] = []
    for piece, tag in rjieba.tag(text[start:end]):
        found.append(Word(piece, tag, Span(start, start + len(piece))))
        start += len(piece)
    return found


def han(text: str) -> int:
    """How many Chinese characters `text` holds."""
    return len(_HAN.findall(text))


@lru_cache(maxsize=256)
def any_of(*choices: str) -> re.Pattern[str]:
    """One pattern that finds any of these literal strings, the longest first."""
    return re.compile("|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True)) or r"(?!)")
