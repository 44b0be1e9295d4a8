"""Words in quotation marks that are cited as a fixed phrase and are not quite it.

Whoever puts words in marks means them letter for letter, so more may differ than in running text: up to a fifth of the
letters, in the same number of members. What only begins later or ends sooner than the phrase is a part of it, and what
stands beside the right form (“错时开放”成了“错过开放”) is a play upon it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from service.checks._near_phrases import PEOPLE, SMALL
from service.checks._phrase_index import LIST_STOP, Phrase, bare, phrases
from service.domain.document import Span

_QUOTED = re.compile(r"“([^“”\n]{8,80})”|\"([^\"\n]{8,80})\"")
_ENDS = 2  # letters at an end by which phrases are looked up
_SHARE = 5  # one letter in so many may differ
_LONGER = 2  # letters by which a quotation may be longer or shorter
_LEAST = 8  # letters of a quotation that can be compared


@lru_cache(maxsize=1)
def _by_ends() -> dict[str, list[Phrase]]:
    """Two letters at an end → the phrases that begin or end with them."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases():
        if not phrase.wrong and len(phrase.letters) >= _LEAST:
            found[phrase.letters[:_ENDS]].append(phrase)
            found[phrase.letters[-_ENDS:]].append(phrase)
    return found


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(phrase.letters for phrase in phrases() if not phrase.wrong)


def quoted(text: str) -> Iterator[tuple[Span, Phrase]]:
    """Quotations in `text` that are nearly a phrase, without their marks."""
    for match in _QUOTED.finditer(text):
        span = Span(*match.span(match.lastindex or 1))
        here = bare(span.of(text))
        if len(here) >= _LEAST and here not in _known():
            phrase = _nearest(here, len(LIST_STOP.split(span.of(text))))
            if phrase and phrase.say not in text[max(0, span.start - 60) : span.start]:
                yield span, phrase


def _nearest(here: str, members: int) -> Phrase | None:
    """The phrase that differs least, if any is near enough."""
    ends = _by_ends()
    near = [*ends.get(here[:_ENDS], ()), *ends.get(here[-_ENDS:], ())]
    rows = [(_distance(here, phrase.letters), phrase) for phrase in near if _comparable(here, members, phrase)]
    rows = [(off, phrase) for off, phrase in rows if 0 < off <= max(1, len(phrase.letters) // _SHARE)]
    return min(rows, key=lambda row: row[0])[1] if rows else None


def _comparable(here: str, members: int, phrase: Phrase) -> bool:
    """Whether the words can be meant as the phrase: as long, as many members, no part of it, of the same people."""
    right = phrase.letters
    if abs(len(here) - len(right)) > _LONGER or here in right or right in here:
        return False
    same_build = phrase.exact_only or members == len(phrase.members)
    others = any((one in here) != (one in right) for one in PEOPLE)
    return same_build and not others and not _small_only(here, right)


def _small_only(here: str, right: str) -> bool:
    """Whether only 的, 和 and the like differ."""
    return [one for one in here if one not in SMALL] == [one for one in right if one not in SMALL]


def _distance(here: str, right: str) -> int:
    """Letters to be changed, added or left out."""
    row = list(range(len(right) + 1))
    for number, letter in enumerate(here, 1):
        last, row[0] = row[0], number
        for at, other in enumerate(right, 1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (letter != other))
    return row[-1]
