"""A fixed phrase at one place of a text: exactly, or with one slip in it.

A slip is one letter (in a long phrase one word) changed, added or lost inside, another number, or two neighbours in
each other's place. Small words (的, 和) come and go freely, and so do those whom a phrase speaks of: 让企业少跑腿.
"""

from __future__ import annotations

from typing import NamedTuple

from service.checks._phrase_index import Phrase
from service.domain.document import Span

_SAME = {frozenset(pair) for pair in ("和与", "和及", "的地", "做作", "与及", "是为", "同与", "和同")}
SMALL = frozenset("的了地得和与及也都要更")
_NUMBERS = frozenset("一二三四五六七八九十两双")
PEOPLE = frozenset(
    (
        "群众",
        "人民",
        "百姓",
        "党员",
        "干部",
        "职工",
        "农民",
        "基层",
        "企业",
        "市场",
        "学生",
        "社区",
        "患者",
        "师生",
        "居民",
    )
)
_MOST = 2  # letters that one slip changes
LONG = 8  # letters of a phrase in which one too many or too few can be told
_LONGER = 10  # letters of a phrase in which another word of two letters can be told
_TAIL = 12  # letters of a phrase whose last word must be right even though nothing follows it


class Match(NamedTuple):
    """A phrase met in the letters: `span` is all of it, `part` where it differs, to be replaced by `right`."""

    span: Span
    part: Span
    right: str
    phrase: Phrase

    @property
    def exact(self) -> bool:
        """Whether nothing differs."""
        return not self.part.size and not self.right


def near_plain(text: str, start: int, phrase: Phrase) -> Match | None:
    """The phrase at `start`, perhaps with one slip in it."""
    right = phrase.letters
    end = start + len(right)
    if text.startswith(right, start):
        return standing(start, phrase)
    if end > len(text) or (
        len(right) < _TAIL and right[-1] not in _NUMBERS and right[-1] not in text[end - 2 : end + 1]
    ):
        return None  # nothing but a number is known again when its last letter differs
    if text[start] != right[0] and right[0] not in _NUMBERS:
        return None  # nothing but a number is known again when its first letter differs
    first = 0
    while text[start + first] == right[first]:
        first += 1
    if text.startswith(right[first + _MOST :], start + first + _MOST):
        here, last = text[start:end], first + 1
        if last == len(right) or here[last] == right[last]:
            last = first
        if _is_slip(here, right, first, last, len(phrase.members) > 1):
            return Match(Span(start, end), Span(start + first, start + last + 1), right[first : last + 1], phrase)
    return _one_more_or_less(text, start, phrase, first)


def standing(start: int, phrase: Phrase) -> Match:
    """The phrase that stands at `start` letter for letter: rightly, or as the miswriting that it is."""
    span = Span(start, start + len(phrase.letters))
    return Match(span, span, phrase.say, phrase) if phrase.wrong else Match(span, Span(start, start), "", phrase)


def _is_slip(here: str, right: str, first: int, last: int, paired: bool) -> bool:
    """Whether the letters from `first` to `last`, which differ, are one slip; near an end other words may begin."""
    edge = 1 if paired else 2
    one, meant = here[first : last + 1], right[first : last + 1]
    if _NUMBERS.issuperset(one + meant):
        return True
    if first < edge or one in PEOPLE or meant in PEOPLE or frozenset(one + meant) in _SAME:
        return False
    if last > len(right) - 1 - edge:
        return len(right) >= _TAIL and first >= len(right) - 2 and last > first and not set(one).isdisjoint(meant)
    return last == first or one == meant[::-1] or (len(right) >= _LONGER and (paired or not set(one).isdisjoint(meant)))


def _one_more_or_less(text: str, start: int, phrase: Phrase, at: int) -> Match | None:
    """One letter too many or too few inside a longer phrase; small words come and go freely."""
    right, place = phrase.letters, start + at
    if len(right) < LONG or not 2 <= at <= len(right) - 3:
        return None
    if text.startswith(right[at + 1 :], place) and right[at] not in SMALL:
        return Match(Span(start, start + len(right) - 1), Span(place, place + 1), right[at] + text[place], phrase)
    if text.startswith(right[at:], place + 1) and text[place] not in SMALL:
        return Match(Span(start, start + len(right) + 1), Span(place, place + 2), text[place + 1], phrase)
    return None
