"""Finds orders and ratings in other languages: a Chinese report has no reason to give either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span
from service.text.planted_cues import behind_title
from service.text.planted_folding import folded

_LATIN = "a-z\u00df-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u052f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\ufb1d-\ufdff\ufe70-\ufefc\uac00-\ud7a3"
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# A run goes on over blanks, digits and marks of its own, but over no Chinese character and no end of line.
_MARKS = r"0-9\u0300-\u036f\u200c \u3000\t，.,;:!?'\"“”‘’«»¿¡()\[\]{}<>/=+\-–—_*#&%@^~`\\|"
_RUN = re.compile(f"[{_LATIN}{_OTHER}][{_LATIN}{_OTHER}{_MARKS}]{{14,}}")
_JAPANESE = re.compile("[^。！？\n]*[\u3041-\u3096\u30a1-\u30fa][^。！？\n]*[。！？]?")
_WORDS = re.compile(rf"[{_LATIN}{_OTHER}]+")
_DIGITS = re.compile(r"(?<![a-z\d])\d+$")  # before a Chinese letter they are its own: … level 4.6月底
_FIRST = re.compile(f"[{_LATIN}]")  # Thai sets no blanks between words
_LEAST_KANA = 4
_LEAST_WORDS = 3
# A short run of Latin letters may be a name, such as Credit Rating System: it needs one more word of the lists.
_LONG, _MANY = 6, 3


class Tongue(NamedTuple):
    """Beginnings of the words that order, and of the words for what a reviewer deals in."""

    letters: str
    orders: re.Pattern[str]
    objects: re.Pattern[str]


@lru_cache(maxsize=1)
def _tongues() -> tuple[Tongue, ...]:
    return tuple(
        Tongue(row["letters"], _any(row["orders"], row["letters"]), _any(row["objects"], row["letters"]))
        for row in lexicons.tree("planted_tongues")
    )


def _any(stems: list[str], letters: str) -> re.Pattern[str]:
    edge = rf"(?<![{_LATIN}])" if letters == "latin" else ""
    return re.compile(
        edge + "(?:" + "|".join(sorted({re.escape(folded(stem).text) for stem in stems}, key=len, reverse=True)) + ")"
    )


def tongues(text: str) -> Iterator[Span]:
    """Runs of another language in the folded `text` that order or rate; in no order."""
    for match in _RUN.finditer(text):
        spaced = len(_WORDS.findall(match[0])) >= _LEAST_WORDS or not _FIRST.match(match[0])
        if spaced and orders(match[0]):
            yield _run(text, match)
    for match in _JAPANESE.finditer(text) if _KANA.search(text) else ():
        start = behind_title(text, match.start(), match.end() - 1)
        words = text[start : match.end()].lstrip()
        if len(_KANA.findall(words)) >= _LEAST_KANA and orders(words):
            yield Span(match.end() - len(words), match.end())


def _run(text: str, match: re.Match[str]) -> Span:
    """The run with the marks that open it, without those at its end that belong to what follows."""
    before = text[max(0, match.start() - 8) : match.start()]
    start = match.start() - len(before) + len(before.rstrip("([{<\"'#*/=-_~`|!\\"))
    followed = text[match.end() : match.end() + 1].isalpha()
    words = _DIGITS.sub("", match[0]) if followed else match[0]
    return Span(start, match.start() + len(words.rstrip(" \u3000，\t([{<“‘\"'#*")))


def orders(words: str) -> bool:
    """Whether folded words of another language order about what a reviewer deals in, or names three such things."""
    kana = _KANA.search(words) is not None
    for tongue in _tongues():
        if (tongue.letters == "kana") != kana:
            continue
        first = set(tongue.orders.findall(words))
        second = set(tongue.objects.findall(words)) - first
        brief = tongue.letters == "latin" and len(_WORDS.findall(words)) < _LONG
        if len(second) >= _MANY or (first and second and len(first) + len(second) >= (_MANY if brief else 2)):
            return True
    return False
