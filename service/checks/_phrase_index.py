"""Fixed phrases by their letters, three at a time, and a text without its punctuation to look them up in.

Punctuation, quotation marks and blanks are left out before comparing, so 三严三实 is met however it is quoted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span

_LETTER = re.compile(r"[一-鿿A-Za-z0-9]+")
LIST_STOP = re.compile("[、，；—,;]+")
GRAM = 3
SHORTEST = 6  # a phrase of fewer letters has too many innocent neighbours


class Phrase(NamedTuple):
    """A fixed phrase: its wording, the letters of its members, and how freely it is used.

    A `wrong` phrase is a frequent miswriting, whose right form is `say`.
    """

    say: str
    members: tuple[str, ...]
    letters: str
    any_order: bool = False
    whole: bool = False
    doubtful: bool = False
    exact_only: bool = False
    wrong: bool = False


@dataclass
class Index:
    """Three letters → the phrases that may stand around them, with the distance back to their first letter."""

    plain: dict[str, list[tuple[Phrase, int]]] = field(default_factory=lambda: defaultdict(list))
    firm: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))  # letter for letter only
    lists: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    grams: frozenset[str] = frozenset()  # all the threes


class Letters(NamedTuple):
    """A text without its punctuation, and where each letter stands in it."""

    text: str
    places: list[int]

    def stops(self, at: int) -> bool:
        """Whether something other than a letter, or an end of the text, stands before letter `at`."""
        return at in (0, len(self.places)) or (at < len(self.places) and self.places[at] > self.places[at - 1] + 1)

    def next_stop(self, at: int, most: int) -> int | None:
        """The first stop after letter `at`, at most so many letters on."""
        return next((end for end in range(at + 1, min(at + most, len(self.places)) + 1) if self.stops(end)), None)

    def back(self, span: Span) -> Span:
        """The span in the whole text."""
        end = self.places[span.end - 1] + 1 if span.size else self.places[span.start]
        return Span(self.places[span.start], end)


def letters_of(text: str) -> Letters:
    """The letters of `text`."""
    places: list[int] = []
    for match in _LETTER.finditer(text):
        places.extend(range(*match.span()))
    return Letters(bare(text), places)


def bare(words: str) -> str:
    """The letters alone."""
    return "".join(_LETTER.findall(words))


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase, every accepted variant of one, and the frequent miswritings."""
    found: list[Phrase] = []
    doubtful = False
    for row in lexicons.table("set_phrases"):
        if row[0] == "@":
            doubtful = row[1] == "K"
        else:
            found.extend(_read(row, doubtful))
    wrongs = [(wrong, right) for wrong, right in lexicons.table("set_phrase_slips")]
    wrongs += [pair for phrase in found for pair in _crossed(phrase)]
    found.extend(Phrase(right, (letters,), letters, wrong=True) for letters, right in _bared(wrongs))
    return tuple(found)


def _bared(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((bare(wrong), right) for wrong, right in pairs)


def _read(row: tuple[str, ...], doubtful: bool) -> Iterator[Phrase]:
    say, flags, also = (*row, "", "")[:3]
    members = tuple(filter(None, map(bare, LIST_STOP.split(say))))
    loose = doubtful and len(members) < 3  # sayings that vary from mouth to mouth
    yield Phrase(say, members, "".join(members), "o" in flags, "w" in flags, doubtful, loose)
    for variant in also.split("|") if also else ():
        letters = bare(variant)
        yield Phrase(variant, (letters,), letters, exact_only=True)


def _crossed(phrase: Phrase) -> Iterator[tuple[str, str]]:
    """为国育人、为党育才: two members of one build that have exchanged a letter."""
    if len(phrase.members) != 2 or phrase.exact_only or len(phrase.letters) < SHORTEST:
        return
    one, two = phrase.members
    off = [at for at, (here, there) in enumerate(zip(one, two, strict=False)) if here != there]
    if len(one) == len(two) and len(off) == 2 and off[1] > off[0] + 1:
        for at in off:
            yield f"{one[:at]}{two[at]}{one[at + 1 :]}{two[:at]}{one[at]}{two[at + 1 :]}", phrase.say


@lru_cache(maxsize=1)
def index() -> Index:
    """The phrases by their letters."""
    made = Index()
    for phrase in phrases():
        letters = phrase.letters
        if len(phrase.members) >= 3:
            _add_list(made, phrase)
        elif phrase.wrong or (phrase.exact_only and len(letters) >= SHORTEST):
            made.firm[letters[:GRAM]].append(phrase)
        elif len(letters) >= SHORTEST:
            made.plain[letters[:GRAM]].append((phrase, 0))
            made.plain[letters[-GRAM:]].append((phrase, len(letters) - GRAM))
    made.grams = frozenset((*made.plain, *made.firm, *made.lists))
    return made


def _add_list(made: Index, phrase: Phrase) -> None:
    grams: set[str] = set()
    for member in phrase.members:
        followers = phrase.members if len(member) < GRAM else ("",)
        grams.update((member + other)[:GRAM] for other in followers)
    for gram in grams:
        made.lists[gram].append(phrase)
