"""Finds the words that a model quotes: exactly, else but for width and punctuation, else nearly so."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from service.domain.document import Span

LEAST = 90.0  # per cent of likeness below which a near quote is no quote
_SHORTEST = 6  # a near match of fewer characters would be chance
_POINTER = re.compile(r"\s*[SsＳ]?\s*(\d{1,4})[\s:：、.，]*(.*)", re.DOTALL)
_DIGITS = re.compile(r"[\d〇零一二三四五六七八九十百千万亿]")
_EDGE = " \t\n\r\u3000，。；：、！？,.;:!?“”‘’\"'…"


def pointer(words: str) -> tuple[int | None, str]:
    """`S12 没有到现场` → (12, 没有到现场); without a number → (None, the words)."""
    found = _POINTER.fullmatch(words) if words.lstrip()[:1] in ("S", "s", "Ｓ") else None
    return (int(found[1]), found[2].strip()) if found else (None, words.strip())


def find_quote(text: str, within: Span, words: str) -> Span | None:
    """The place in `text`, inside `within`, of the words that a model quoted; None where they do not stand there.

    Tried in order: letter for letter; width, blanks and punctuation aside; at least 90 % alike with the same numerals.
    The span covers the text's own words, never the model's.
    """
    words = words.strip()
    if not any(map(str.isalnum, words)):  # punctuation alone shows nothing
        return None
    at = text.find(words, *within)
    if at >= 0:
        return Span(at, at + len(words))
    return _folded(text, within, words) or _near(text, within, words)


def _folded(text: str, within: Span, words: str) -> Span | None:
    """Both sides without blanks and punctuation, full-width letters as half-width ones."""
    wanted = "".join(char for char, _ in _fold(words))
    kept = _fold(within.of(text))
    if len(wanted) < 2:
        return None
    at = "".join(char for char, _ in kept).find(wanted)
    if at < 0:
        return None
    return Span(within.start + kept[at][1], within.start + kept[at + len(wanted) - 1][1] + 1)


@lru_cache(maxsize=512)
def _fold(words: str) -> tuple[tuple[str, int], ...]:
    """Letters and digits of `words` in one width and case, each with its place."""
    return tuple(
        (folded, at)
        for at, char in enumerate(words)
        for folded in unicodedata.normalize("NFKC", char).lower()
        if folded.isalnum()
    )


def _near(text: str, within: Span, words: str) -> Span | None:
    """A passage nearly alike; its numerals must be the quote's, for a changed number is another fact."""
    if len(words) < _SHORTEST or len(words) > within.size * 1.2:
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(words, within.of(text), score_cutoff=LEAST)
    if found is None or found.score < LEAST or found.dest_end - found.dest_start < _SHORTEST:
        return None
    span = _trimmed(text, Span(within.start + found.dest_start, within.start + found.dest_end))
    return span if _DIGITS.findall(span.of(text)) == _DIGITS.findall(words) else None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)
