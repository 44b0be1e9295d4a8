"""Forms that are never right as words: 部暑, 按步就班. A form is met only where no word runs across its ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from service import lexicons
from service.checks._slips import Slip
from service.domain.document import Span
from service.text import cut

_NEAR = 12  # letters on each side that are cut into words with the form
_SHORT = 2  # letters of the shortest forms
_SURE_LENGTH = 4  # so many letters do not meet by chance
_COMES_AGAIN = "又"  # 既使群众受益，又…… is 既 and 使


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]], frozenset[str]]:
    """Wrong forms of two letters → the right one; the first three of longer ones → (wrong, right); how forms begin."""
    short: dict[str, str] = {}
    longer: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for right, wrongs in lexicons.table("typo_pairs"):
        if len(right) == _SHORT == len(wrongs):
            short[wrongs] = right
            continue
        for wrong in wrongs.split(" "):
            if len(wrong) > _SHORT:
                longer[wrong[: _SHORT + 1]].append((wrong, right))
            else:
                short[wrong] = right
    return short, longer, frozenset(short).union([start[:_SHORT] for start in longer])


def wrong_forms(text: str) -> Iterator[Slip]:
    """Every wrong form that stands as a word."""
    short, longer, begins = _forms()
    places = cut.places_of(text, begins)
    for at in [at for at in places if text[at : at + _SHORT + 1] in longer or text[at : at + _SHORT] in short]:
        pair = _form_at(text, at)
        if pair and _stands_alone(text, Span(at, at + len(pair[0]))) and not _two_words(text, at, pair[0]):
            yield Slip(Span(at, at + len(pair[0])), pair[1], f"错别字，规范写法是“{pair[1]}”")


def _form_at(text: str, at: int) -> tuple[str, str] | None:
    """The longest wrong form that begins here, and its right one."""
    short, longer, _ = _forms()
    if text[at : at + _SHORT + 1] in longer:
        pairs = [pair for pair in longer[text[at : at + _SHORT + 1]] if text.startswith(pair[0], at)]
        if pairs:
            return max(pairs, key=lambda pair: len(pair[0]))
    two = text[at : at + _SHORT]
    return (two, short[two]) if two in short else None


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
