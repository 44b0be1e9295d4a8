"""Cuts Chinese into sentences, clauses and words, always as spans into the one text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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
    """Tagged words of `span`, tiling it exactly; a word that straddles an edge is cut there."""
    if len(text) < _SHORT or span is None:
        start, end = span or (0, len(text))
        return list(_tagged(text[start:end], start))
    tagged, starts = _segmented(text)
    first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
    found = tagged[first:last]
    if found and (found[0].span.start < span.start or found[-1].span.end > span.end):
        return [_clipped(text, word, span) for word in found]
    return found


_SHORT = 400  # a shorter text is cheaper to segment anew than to keep


@lru_cache(maxsize=4)
def _segmented(text: str) -> tuple[list[Word], list[int]]:
    """The whole text's words and their starts: segmented once, looked up by every stage and check."""
    tagged = list(_tagged(text, 0))
    return tagged, [word.span.start for word in tagged]


def _tagged(text: str, start: int) -> Iterator[Word]:
    for piece, tag in rjieba.tag(text):
        end = start + len(piece)
        yield Word(piece, tag, Span(start, end))
        start = end


def _clipped(text: str, word: Word, span: Span) -> Word:
    inside = Span(max(word.span.start, span.start), min(word.span.end, span.end))
    return word if inside == word.span else Word(inside.of(text), word.tag, inside)


def han(text: str) -> int:
    """How many Chinese characters `text` holds."""
    return len(_HAN.findall(text))


@lru_cache(maxsize=256)
def any_of(*choices: str) -> re.Pattern[str]:
    """One pattern that finds any of these literal strings, the longest first."""
    return re.compile("|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True)) or r"(?!)")
