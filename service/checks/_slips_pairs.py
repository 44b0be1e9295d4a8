"""Forms that are never right as words: 部暑, 按步就班. A form is met only where no word runs across its ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import add

import rjieba

from service import lexicons
from service.checks._slips import Slip
from service.domain.document import Span

_NEAR = 12  # letters on each side that are cut into words with the form
_SURE_LENGTH = 4  # so many letters do not meet by chance
_COMES_AGAIN = "又"  # 既使群众受益，又…… is 既 and 使


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """The first two letters of each wrong form → (wrong, right), longest first."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for wrong, right in lexicons.table("typo_pairs"):  # sorted, so that a longer form comes after its beginning
        start = wrong[:2]
        found[start] = ((wrong, right), *found.get(start, ()))
    return found


def wrong_forms(text: str) -> Iterator[Slip]:
    """Every wrong form that stands as a word."""
    forms = _forms()
    for at in [at for at, two in enumerate(map(add, text, text[1:])) if two in forms]:
        pair = next((pair for pair in forms[text[at : at + 2]] if text.startswith(pair[0], at)), None)
        if pair and _stands_alone(text, Span(at, at + len(pair[0]))) and not _two_words(text, at, pair[0]):
            yield Slip(Span(at, at + len(pair[0])), pair[1], f"错别字，规范写法是“{pair[1]}”")


def _two_words(text: str, at: int, wrong: str) -> bool:
    return wrong == "既使" and _COMES_AGAIN in text[at : at + 30]


def _stands_alone(text: str, span: Span) -> bool:
    """Whether no word of the segmentation runs across an end of the form."""
    if span.size >= _SURE_LENGTH:
        return True
    start, end = max(0, span.start - _NEAR), min(len(text), span.end + _NEAR)
    at = start
    for word in rjieba.cut(text[start:end], False):
        if at < span.start < at + len(word) or at < span.end < at + len(word):
            return False
        at += len(word)
    return True
