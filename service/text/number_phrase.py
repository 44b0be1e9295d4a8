"""Knows the set phrases, idioms and adverbs in which a numeral counts nothing: 四个意识, 千方百计, 进一步."""

from __future__ import annotations

from functools import lru_cache

from service.lexicons import lines
from service.text.number_form import START


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[int, str]]]:
    """Up to three characters from a numeral on → (where it stands in the phrase, the phrase); the longest first."""
    index: dict[str, list[tuple[int, str]]] = {}
    for phrase in sorted(lines("number_phrases"), key=len, reverse=True):
        for match in START.finditer(phrase):
            index.setdefault(phrase[match.start() : match.start() + 3], []).append((match.start(), phrase))
    return index


# The word in front may have taken the phrase's first character: 系统一年没有更新, 合同一份.
_NOT_AFTER = {"统一": "系传", "同一": "合共如"}


def phrase_end(text: str, start: int, end: int) -> int:
    """Where to go on if a phrase hides the number at [start, end); 0 if the number counts.

    A phrase hides a number that it holds whole (一次性), or whose first numeral ends a word begun before (统一).
    """
    for key in (text[start : start + 3], text[start : start + 2], text[start]):
        for offset, phrase in _index().get(key, ()):
            begin = start - offset
            last = begin + len(phrase)
            if begin >= 0 and (offset or last >= end) and text.startswith(phrase, begin):
                taken = _NOT_AFTER.get(phrase, "")
                return 0 if taken and text[begin - 1 : begin] in tuple(taken) else last
    return 0
