"""Cuts Chinese into sentences, clauses and words, always as spans into the one text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

import rjieba

from service.domain.document import Span

# A sentence ends at 。！？； or a line break, with closing quotes and brackets taken along.
_SENTENCE = re.compile(r"(?:[^。！？!?.\n]|\.(?!\s|$))*(?:[。！？!?.]+[”’』」）)】\"]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，。！？；：,;:!?\n]+[，。！？；：,;:!?]*[”’』」）)】]*")
_HAN = re.compile(r"[^\W\da-zA-Z_]+")


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
    if len(text) < _SHORT:
        start, end = span or (0, len(text))
        found = (trim(text, Span(*match.span())) for match in pattern.finditer(text, start, end))
        return [piece for piece in found if piece.size]
    whole, starts = _cut(pattern, text)
    if span is None:
        return list(whole)
    first = bisect_right(starts, span.start) - 1
    last = bisect_left(starts, span.end)
    inside = whole[max(first, 0) : last]
    if inside and inside[0].start < span.start:
        inside[0] = trim(text, Span(span.start, max(span.start, inside[0].end)))
    if inside and inside[-1].end > span.end:
        inside[-1] = trim(text, Span(inside[-1].start, span.end))
    return [piece for piece in inside if piece.size]


@lru_cache(maxsize=8)
def _cut(pattern: re.Pattern[str], text: str) -> tuple[list[Span], list[int]]:
    """The whole text cut once: pieces without blanks at their ends, none empty, and their starts."""
    pieces = []
    for start, end in [match.span() for match in pattern.finditer(text)]:
        if start < end:
            edged = text[start].isspace() or text[end - 1].isspace()
            piece = trim(text, Span(start, end)) if edged else Span(start, end)
            if piece.start < piece.end:
                pieces.append(piece)
    return pieces, [piece[0] for piece in pieces]


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
    start = span.start if span else 0
    found = []
    for piece, tag in tagged(text, span):
        end = start + len(piece)
        found.append(Word(piece, tag, Span(start, end)))
        start = end
    return found


def tagged(text: str, span: Span | None = None) -> list[tuple[str, str]]:
    """The same as pairs of word and tag, for those who need no spans: several times as fast."""
    if len(text) < _SHORT or span is None:
        return list(rjieba.tag(span.of(text) if span else text))
    pairs, edges = _segmented(text)
    first, last = bisect_right(edges, span.start) - 1, bisect_left(edges, span.end)
    found = pairs[first:last] if span.size else []
    if found and edges[first] < span.start:
        found[0] = (found[0][0][span.start - edges[first] :], found[0][1])
    if found and edges[last] > span.end:
        found[-1] = (found[-1][0][: span.end - edges[last]], found[-1][1])
    return found


_SHORT = 400  # a shorter text is cheaper to segment anew than to keep


@lru_cache(maxsize=4)
def _segmented(text: str) -> tuple[list[tuple[str, str]], list[int]]:
    """The whole text's words, and the edges between them from 0 to the end: segmented once, looked up by all."""
    pairs = list(rjieba.tag(text))
    return pairs, list(accumulate(map(len, [piece for piece, _ in pairs]), initial=0))


def han(text: str) -> int:
    """How many Chinese characters `text` holds."""
    return sum(map(len, _HAN.findall(text)))


def places_of(text: str, pairs: frozenset[str]) -> list[int]:
    """Where one of these pairs of letters begins, in order; numbers are compared, which is faster than letters."""
    wanted = _numbered(pairs)
    return list(compress(count(), map(wanted.__contains__, _pairs(text))))


@lru_cache(maxsize=8)
def _numbered(pairs: frozenset[str]) -> frozenset[int]:
    return frozenset(memoryview("".join(pairs).encode("utf-32-le", "surrogatepass")).cast("Q").tolist())


@lru_cache(maxsize=2)
def _long_pairs(text: str) -> list[int]:
    return _pairs_anew(text)


def _pairs(text: str) -> list[int]:
    return _pairs_anew(text) if len(text) < _SHORT else _long_pairs(text)


def _pairs_anew(text: str) -> list[int]:
    """Each letter with the one after it as one number."""
    if len(text) < _PAIR:
        return []
    raw = memoryview(text.encode("utf-32-le", "surrogatepass"))
    found = [0] * (len(text) - 1)
    for first in (0, 1):
        end = first + (len(text) - first) // _PAIR * _PAIR
        found[first::_PAIR] = raw[first * 4 : end * 4].cast("Q").tolist()
    return found


_PAIR = 2


@lru_cache(maxsize=256)
def any_of(*choices: str) -> re.Pattern[str]:
    """One pattern that finds any of these literal strings, the longest first."""
    return re.compile("|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True)) or r"(?!)")
