"""A fixed list at one place of a text: exactly, out of order, or with one member wrong, missing or too many."""

from __future__ import annotations

import re

from service.checks._near_phrases import PEOPLE, Match
from service.checks._phrase_index import GRAM, Letters, Phrase
from service.domain.document import Span

_JOIN = re.compile("以及|[和与及]")
_FREE = 5  # so many members of two letters make a fixed list
_WIDER = 3  # letters by which other words may be longer than the member that they stand for
_LONG_MEMBER = 5  # letters of members that are known again though two fifths of one differ


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
        begin, number = end, _member_at(text, end, phrase, run)
        join = _JOIN.match(text, end) if run and number is None else None
        if join:
            begin, number = join.end(), _member_at(text, join.end(), phrase, run)
        if number is None:
            break
        run.append(number)
        end = begin + len(phrase.members[number])
    return run, end


def _member_at(text: str, at: int, phrase: Phrase, run: list[int]) -> int | None:
    """The member that stands there: the next in order, or any other."""
    members, following = phrase.members, run[-1] + 1 if run else 0
    if following < len(members) and text.startswith(members[following], at):
        return following
    if not text.startswith(members, at):
        return None
    return next((number for number, member in enumerate(members) if text.startswith(member, at)), None)


def _first_wrong(letters: Letters, at: int, phrase: Phrase, end: int) -> Match | None:
    """Every member but the first in its place, and other words of its length before them."""
    begin = at - len(phrase.members[0])
    whole = begin >= 0 and letters.stops(begin)
    if begin < 0 or not _stands_for(letters, Span(begin, at), phrase, 0, whole):
        return None
    return Match(Span(begin, end), Span(begin, at), phrase.members[0], phrase)


def _later_wrong(letters: Letters, at: int, phrase: Phrase, run: list[int], end: int) -> Match | None:
    """The members up to one, other words in that one's place (or beside it), and all that follow it."""
    count, wrong = len(phrase.members), len(run)
    if run != list(range(wrong)) or wrong >= count:
        return None
    join = _JOIN.match(letters.text, end)
    begin = join.end() if join else end
    right = phrase.members[wrong]
    if wrong < count - 1 and not _goes_on(letters.text, begin, phrase.members, wrong):
        return None
    for stop in _ends(letters, begin, len(right)):
        tail, last = _run(letters.text, stop, phrase)
        if wrong > 1 and count > 3 and tail == list(range(wrong, count)) and letters.stops(begin):
            return Match(Span(at, last), Span(begin, stop + len(right)), right, phrase)
        if wrong == count - 1:
            tail, last = [], stop
        inner = wrong < count - 1 or letters.stops(stop)
        if tail == list(range(wrong + 1, count)) and _stands_for(letters, Span(begin, stop), phrase, wrong, inner):
            return Match(Span(at, last), Span(begin, stop), right, phrase)
    return None


def _goes_on(text: str, begin: int, members: tuple[str, ...], wrong: int) -> bool:
    """Whether the member behind the wrong one, or that one itself, comes near enough to be worth a closer look."""
    most = begin + len(members[wrong]) + _WIDER
    return any(text.find(one, begin, most + len(one)) >= 0 for one in members[wrong : wrong + 2])


def _ends(letters: Letters, begin: int, size: int) -> list[int]:
    """Where the words in a member's place may end: at its length, one off, or at the next stop."""
    stop = letters.next_stop(begin, size + _WIDER)
    near = [begin + size, begin + size - 1, begin + size + 1]
    return near if stop is None or stop in near else [*near, stop]


def _stands_for(letters: Letters, span: Span, phrase: Phrase, number: int, whole: bool) -> bool:
    """Whether these words can only be meant as that member: nearly the same, or alone in its place in a long list."""
    here, right, count = letters.text[span.start : span.end], phrase.members[number], len(phrase.members)
    if len(here) != span.size or not here or here == right or _speaks_of_others(here, right):
        return False
    off = sum(a != b for a, b in zip(here, right, strict=False)) + abs(len(right) - len(here))
    if off == 1 and len(here) == len(right) >= GRAM:
        return True
    alike = here[0] == right[0] or here[-1] == right[-1]
    if count == 3:
        close = off <= 2 if phrase.whole else len(right) >= _LONG_MEMBER and 5 * off <= 2 * len(right)
        return whole and alike and close
    inside = 0 < number < count - 1
    short = max(map(len, phrase.members)) < GRAM and count < _FREE  # 自尊、自爱、自立 are counted up freely
    return whole and not short and len(here) >= 2 and (inside or alike)


def _speaks_of_others(here: str, right: str) -> bool:
    """想师生之所想 is said of other people than 想群众之所想."""
    return any(one in right for one in PEOPLE) and any(one in here for one in PEOPLE if one not in right)
