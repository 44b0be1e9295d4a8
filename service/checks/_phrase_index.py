"""Fixed phrases by their letters, three at a time, and a text without its punctuation to look them up in.

Punctuation, quotation marks and blanks are left out before comparing, so 三严三实 is met however it is quoted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span

_LETTER = re.compile(r"[一-鿿A-Za-z0-9]+")
GRAM = 3
SHORTEST = 6  # a phrase of fewer letters has too many innocent neighbours


@dataclass(frozen=True)
class Phrase:
    """A fixed phrase: its wording, the letters of its members, and how freely it is used."""

    say: str
    members: tuple[str, ...]
    any_order: bool = False
    whole: bool = False
    doubtful: bool = False
    exact_only: bool = False

    @property
    def letters(self) -> str:
        """The phrase without its punctuation."""
        return "".join(self.members)


@dataclass
class Index:
    """Three letters → the phrases that may stand around them, with the distance back to their first letter."""

    plain: dict[str, list[tuple[Phrase, int]]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, list[tuple[Phrase, int]]] = field(default_factory=lambda: defaultdict(list))


class Letters(NamedTuple):
    """A text without its punctuation, and where each letter stands in it."""

    text: str
    places: list[int]

    def stops(self, at: int) -> bool:
        """Whether something other than a letter, or an end of the text, stands before letter `at`."""
        return at in (0, len(self.places)) or (at < len(self.places) and self.places[at] > self.places[at - 1] + 1)

    def back(self, span: Span) -> Span:
        """The span in the whole text."""
        end = self.places[span.end - 1] + 1 if span.size else self.places[span.start]
        return Span(self.places[span.start], end)


def letters_of(text: str) -> Letters:
    """The letters of `text`."""
    places: list[int] = []
    for match in _LETTER.finditer(text):
        places.extend(range(*match.span()))
    return Letters("".join(_LETTER.findall(text)), places)


def _bare(words: str) -> str:
    return "".join(_LETTER.findall(words))


def _members(say: str) -> tuple[str, ...]:
    return tuple(_bare(member) for member in re.split("[、，；—]+", say) if _bare(member))


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase and every accepted variant of one."""
    found = []
    for group in lexicons.tree("set_phrases")["groups"]:
        doubtful = group["provenance"] == "K"
        for raw in group["phrases"]:
            row = raw if isinstance(raw, dict) else {"say": raw}
            members = _members(row["say"])
            loose = doubtful and len(members) < 3  # sayings that vary from mouth to mouth
            free, whole = row.get("any_order", False), row.get("whole", False)
            found.append(Phrase(row["say"], members, free, whole, doubtful, loose))
            found.extend(Phrase(also, (_bare(also),), exact_only=True) for also in row.get("also", ()))
    return tuple(found)


@lru_cache(maxsize=1)
def index() -> Index:
    """The phrases by their letters."""
    made = Index()
    for phrase in phrases():
        letters = phrase.letters
        if len(phrase.members) >= 3 and not phrase.exact_only:
            _add_list(made, phrase)
        elif len(letters) >= SHORTEST:
            made.plain[letters[:GRAM]].append((phrase, 0))
            if not phrase.exact_only:
                made.plain[letters[-GRAM:]].append((phrase, len(letters) - GRAM))
    return made


def _add_list(made: Index, phrase: Phrase) -> None:
    for number, member in enumerate(phrase.members):
        followers = phrase.members if len(member) < GRAM else ("",)
        for gram in {(member + other)[:GRAM] for other in followers}:
            made.lists[gram].append((phrase, number))
