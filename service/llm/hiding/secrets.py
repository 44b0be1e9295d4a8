"""Brings together all that a report hides: who, where, which numbers; and the words in which a name is no name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import lines, table, tree
from service.llm.hiding.calls import half_names
from service.llm.hiding.numbers import dates_and_amounts, numbers
from service.llm.hiding.offices import offices
from service.llm.hiding.persons import whole_names
from service.llm.hiding.places import places
from service.llm.hiding.secret import Secret, Shape, Words
from service.text.cut import any_of

_BLANK = "[ \u3000\u200b]{0,4}"
_NO_NAMES = ("ns", "nr", "nz", "nt")  # parts of speech of words that are names themselves


def secrets(words: Words, *, amounts: bool) -> list[Secret]:
    """Everything to hide, in reading order; with `amounts` exact dates and amounts too."""
    text = words.text
    whole = sorted(span for span in whole_names(words) if not _in_set_phrase(span.of(text)))
    names = {re.sub(r"\s", "", span.of(text)) for span in whole}
    others = (*half_names(words, names), *places(words), *offices(text))
    free = [each for each in others if not _meets(whole, each.stem) and not _in_set_phrase(each.whole.of(text))]
    public = sorted(_public(text, names))
    found = [each for each in free if not _meets(public, each.stem)]
    found += [Secret("人员", span, span, bare=True) for span in {*whole, *_spaced(text, names)}]
    found += [*numbers(words), *(dates_and_amounts(text) if amounts else ())]
    return sorted(found, key=lambda each: (each.stem.start, -each.stem.end, each.kind, each.whole))


def shapes(text: str, found: Iterable[Secret]) -> dict[str, Shape]:
    """The strings by which these are known, and how each is shown; where two know one string, the first holds."""
    known: dict[str, Shape] = {}
    for secret in found:
        stem, whole = secret.stem.of(text), secret.whole.of(text)
        use = "" if secret.bare or secret.kind in ("地点", "单位") else whole
        at = secret.stem.start - secret.whole.start
        known.setdefault(whole, Shape(whole[:at], secret.kind, stem, use))
        if secret.bare:
            known.setdefault(stem, Shape("", secret.kind, stem, use))
    return known


def kept(words: Words, found: Iterable[Secret]) -> list[str]:
    """Words of everybody's speech that hold something hidden by chance: 长治久安 where the report is about 长治."""
    bare = {secret.stem.of(words.text) for secret in found if secret.bare}
    if not bare:
        return []
    holds = re.compile("|".join(map(re.escape, sorted(bare, key=lambda word: (-len(word), word)))))
    ordinary = {piece.text for piece in words.pieces if len(piece.text) > 2 and piece.tag[:2] not in _NO_NAMES}
    public = {span.of(words.text) for span in _public(words.text, bare)}
    return sorted(string for string in {*ordinary, *public} if holds.search(string))


def _public(text: str, names: set[str]) -> Iterator[Span]:
    """Where names stand that everybody may say, but for people of the report who are called the same."""
    for pattern in (_public_places(), any_of(*lines("public_figures"))):
        for match in pattern.finditer(text):
            if match.group() not in names:
                yield Span(*match.span())


@lru_cache(maxsize=1)
def _public_places() -> re.Pattern[str]:
    rows: dict[str, str] = tree("masking")
    first = "".join(sorted({word[0] for word in f"{rows['public']}|{rows['renowned']}".split("|")}))
    # Looked at only where one can begin: most of the speed.
    return re.compile(rf"(?=[{first}])(?:{rows['public']}|(?:{rows['renowned']})(?:{rows['renown']}))")


@lru_cache(maxsize=1)
def _set_phrases() -> str:
    rows = [*(cell for row in table("set_phrases") for cell in row), *lines("stock_sentences")]
    return "\n".join(rows)


@lru_cache(maxsize=4096)
def _in_set_phrase(words: str) -> bool:
    """Whether the words are part of a set phrase or a stock sentence, which names nobody."""
    return len(words) > 1 and words in _set_phrases()


def _meets(spans: list[Span], span: Span) -> bool:
    """Whether `span` shares a character with one of these, which are in order and hardly overlap."""
    at = bisect_left(spans, span)
    return any(span.meets(other) for other in spans[max(0, at - 2) : at + 2])


def _spaced(text: str, names: Iterable[str]) -> list[Span]:
    """Names as they stand with blanks in them (王　伟), and without where they were found with blanks."""
    rows = sorted(_BLANK.join(map(re.escape, name)) for name in names)
    return [Span(*match.span()) for match in re.finditer("|".join(rows), text)] if rows else []
