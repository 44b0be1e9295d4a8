"""Exact and near matches of fixed phrases in the letters of a text, found in one pass.

A near match has one letter changed, added or lost inside it, two neighbours or members in each other's place, or one
member wrong or missing. Small words (的, 和) come and go freely and make no difference.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from service.checks._phrase_index import GRAM, Letters, Phrase, index
from service.domain.document import Span

_SAME = {frozenset(pair) for pair in ("和与", "和及", "的地", "做作", "与及", "是为")}
_JOIN = re.compile("以及|[和与及]")
_SMALL = frozenset("的了地得和与及也都要更")
_FREE = 5  # so many members of two letters make a fixed list
LONG = 8  # letters of a phrase in which one too many or too few can be told


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


def matches(letters: Letters) -> list[Match]:
    """Exact and near matches, in reading order of where they were met."""
    found: list[Match] = []
    text, made = letters.text, index()
    plain, lists, grams = made.plain, made.lists, made.plain.keys() | made.lists.keys()
    done: dict[int, int] = {}
    for at in [at for at in range(len(text) - GRAM + 1) if text[at : at + GRAM] in grams]:
        gram = text[at : at + GRAM]
        for phrase, back in plain.get(gram, ()):
            start = at - back
            if start >= 0 and done.get(id(phrase), -1) < start and (match := near_plain(text, start, phrase)):
                done[id(phrase)] = start
                found.append(match)
        for phrase, _ in lists.get(gram, ()):
            if done.get(id(phrase), -1) <= at and (match := near_list(letters, at, phrase)):
                done[id(phrase)] = match.span.end
                found.append(match)
    return found


def near_plain(text: str, start: int, phrase: Phrase) -> Match | None:
    """The phrase at `start`, with at most one letter changed inside it, or two neighbours in each other's place."""
    right = phrase.letters
    end = start + len(right)
    here = text[start:end]
    if here == right:
        return Match(Span(start, end), Span(start, start), "", phrase)
    if phrase.exact_only or len(here) < len(right):
        return None
    off = [number for number in range(len(right)) if here[number] != right[number]]
    edge = 1 if len(phrase.members) > 1 else 2
    if off[0] < edge:
        return None
    if off[-1] > len(right) - 1 - edge:
        return _one_more_or_less(text, start, phrase, off[0])
    one = len(off) == 1 and frozenset((here[off[0]], right[off[0]])) not in _SAME
    swapped = len(off) == 2 and off[1] == off[0] + 1 and here[off[0]] == right[off[1]] and here[off[1]] == right[off[0]]
    if not (one or swapped):
        return None
    part = Span(start + off[0], start + off[-1] + 1)
    return Match(Span(start, end), part, right[off[0] : off[-1] + 1], phrase)


def _one_more_or_less(text: str, start: int, phrase: Phrase, at: int) -> Match | None:
    """One letter too many or too few inside a longer phrase; small words come and go freely."""
    right, place = phrase.letters, start + at
    if len(right) < LONG or not 2 <= at <= len(right) - 3:
        return None
    if text.startswith(right[at + 1 :], place) and right[at] not in _SMALL:
        return Match(Span(start, start + len(right) - 1), Span(place, place + 1), right[at] + text[place], phrase)
    if text.startswith(right[at:], place + 1) and text[place] not in _SMALL:
        return Match(Span(start, start + len(right) + 1), Span(place, place + 2), text[place + 1], phrase)
    return None


def near_list(letters: Letters, at: int, phrase: Phrase) -> Match | None:
    """The list one of whose members stands at `at`: in order, out of order, or with one member wrong or missing."""
    run, end = _run(letters.text, at, phrase)
    count, order = len(phrase.members), list(range(len(phrase.members)))
    if run == order:
        return Match(Span(at, end), Span(at, at), "", phrase)
    if len(run) == count and not (phrase.any_order and sorted(run) == order):
        return Match(Span(at, end), Span(at, end), phrase.say, phrase)
    gap = len(run) == count - 1 and run == sorted(set(run)) and run[0] == 0 and run[-1] == count - 1
    if gap and not phrase.any_order and (count > 3 or phrase.whole):
        return Match(Span(at, end), Span(at, end), phrase.say, phrase)
    if run and run[0] == 0:
        return _later_wrong(letters, at, phrase, run, end)
    return _first_wrong(letters, at, phrase, end) if run == order[1:] else None


def _run(text: str, at: int, phrase: Phrase) -> tuple[list[int], int]:
    """Numbers of the members that follow each other from `at` (和 may stand between), and where they end."""
    run: list[int] = []
    end = at
    while len(run) < len(phrase.members) + 1:
        join = _JOIN.match(text, end) if run else None
        begin = join.end() if join else end
        found = [number for number, member in enumerate(phrase.members) if text.startswith(member, begin)]
        if not found:
            break
        run.append(found[0])
        end = begin + len(phrase.members[found[0]])
    return run, end


def _first_wrong(letters: Letters, at: int, phrase: Phrase, end: int) -> Match | None:
    """Every member but the first in its place, and other words of its length before them."""
    begin = at - len(phrase.members[0])
    whole = begin >= 0 and letters.stops(begin)
    if begin < 0 or not _stands_for(letters, Span(begin, at), phrase, 0, whole):
        return None
    return Match(Span(begin, end), Span(begin, at), phrase.members[0], phrase)


def _later_wrong(letters: Letters, at: int, phrase: Phrase, run: list[int], end: int) -> Match | None:
    """The members up to one, other words in that one's place, and all that follow it."""
    count, wrong = len(phrase.members), len(run)
    if run != list(range(wrong)) or wrong >= count:
        return None
    join = _JOIN.match(letters.text, end)
    begin = join.end() if join else end
    right = phrase.members[wrong]
    for size in (len(right), len(right) - 1, len(right) + 1):
        stop = begin + size
        tail, last = _run(letters.text, stop, phrase)
        if wrong == count - 1:
            tail, last = [], stop
        inner = wrong < count - 1 or letters.stops(stop)
        if tail == list(range(wrong + 1, count)) and _stands_for(letters, Span(begin, stop), phrase, wrong, inner):
            return Match(Span(at, last), Span(begin, stop), right, phrase)
    return None


def _stands_for(letters: Letters, span: Span, phrase: Phrase, number: int, whole: bool) -> bool:
    """Whether these words can only be meant as that member: nearly the same, or alone in its place in a long list."""
    here, right, count = letters.text[span.start : span.end], phrase.members[number], len(phrase.members)
    if len(here) != span.size or not here or here == right:
        return False
    off = sum(a != b for a, b in zip(here, right, strict=False)) + abs(len(right) - len(here))
    if off == 1 and len(here) == len(right) >= GRAM:
        return True
    alike = here[0] == right[0] or here[-1] == right[-1]
    if count == 3:
        return whole and alike and phrase.whole and off <= 2
    inside = 0 < number < count - 1
    short = max(map(len, phrase.members)) < GRAM and count < _FREE  # 自尊、自爱、自立 are counted up freely
    return whole and not short and len(here) >= 2 and (inside or alike)
