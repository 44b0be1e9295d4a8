"""Where a string ends, though its author forgot to escape the quotation marks inside it.

A mark closes the string if what follows continues the answer. Marks inside come in pairs, so after an odd number of
them only a following that hardly leaves another reading closes the string, and then as a guess. A guess is also every
ending after which the marks inside do not look like those that an author writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.llm.parse_following import NO, STRONG, Place, follows
from service.llm.parse_marks import CLOSERS, COLONS, OPENERS, QUOTES, sign, skip

EVERYWHERE = 99  # more containers than there can be
_MARKS = {opening: re.compile(rf"\\.|[{opening}{closing}]", re.DOTALL) for opening, closing in QUOTES.items()}
_NEVER_AFTER_OPENING = frozenset(" \t\n,，。、；：;!！?？)）]】}")
_NEVER_BEFORE_CLOSING = frozenset(" \t\n,，:：(（[【{")
# Lines that break as those of an answer do, not as an author's.
_SWALLOWED_LINES = re.compile(r"""[,，、:：{}\[\]"“”][^\S\n]*+\n|\n[^\S\n]*+[,，:："“”{}\[\]]""")
_BEFORE_KEY = frozenset(",，、{｛\n")


@dataclass(frozen=True, slots=True)
class Ending:
    """A string's closing mark: its offset (-1: the text ends first), the unescaped marks inside, and the doubt.

    `doubt` tells how far outward the damage may reach: 0 the string alone, 1 its container, 2 the container of that;
    None where the ending is certain.
    """

    at: int
    inner: int
    doubt: int | None


def ending(text: str, start: int, place: Place) -> Ending:
    """Where the string ends that opens at `start`."""
    return _Search(text, start, place).run()


class _Search:
    """One string's marks, from left to right."""

    def __init__(self, text: str, start: int, place: Place) -> None:
        self.text, self.start, self.place = text, start, place
        self.opening, self.closing = text[start], QUOTES[text[start]]
        self.inner = 0  # unescaped marks inside, so far
        self.open = 0  # how many of them wait for their counterpart
        self.escaped = 0
        self.last = start  # the mark before this one
        self.odd = False  # some mark inside does not look like one that an author writes
        self.doubt: int | None = None

    def run(self) -> Ending:
        """Go from mark to mark until one closes the string."""
        for found in _MARKS[self.opening].finditer(self.text, self.start + 1):
            mark, at = found[0], found.start()
            if mark[0] == "\\":
                self.escaped += mark[1] == self.closing
            elif mark == self.closing and self._closes(at):
                return Ending(at, self.inner, self._reach(at))
            elif not self._apostrophe(at):
                self._keep(mark, at)
        return Ending(-1, self.inner, None)

    def _apostrophe(self, at: int) -> bool:
        around = self.text[at - 1] + sign(self.text, at + 1)
        return self.closing in "'’" and len(around) == 2 and around.isascii() and around.isalpha()

    def _closes(self, at: int) -> bool:
        if self._apostrophe(at):
            return False
        strength, passed = follows(self.text, at + 1, self.place, self.closing)
        if strength == NO or self._balanced():
            return strength != NO
        self.doubt = max(self.doubt or 0, passed + 1)
        return strength == STRONG

    def _balanced(self) -> bool:
        """Whether the marks inside are in pairs; where none is unescaped, the first mark closes."""
        if self.opening != self.closing:
            return self.open == 0
        return self.inner == 0 or (self.inner + self.escaped) % 2 == 0

    def _keep(self, mark: str, at: int) -> None:
        """Take the mark as one of the string's own."""
        if self.opening != self.closing:
            self.odd |= mark == self.closing and self.open == 0
            self.open = max(self.open + (1 if mark == self.opening else -1), 0)
        elif (self.inner + self.escaped) % 2 == 0:
            after = sign(self.text, at + 1)
            self.odd |= after == mark or after in _NEVER_AFTER_OPENING
        else:
            after = sign(self.text, at + 1)
            self.odd |= self.text[at - 1] in _NEVER_BEFORE_CLOSING or after in CLOSERS
            self.odd |= after == "," and not self.place.objects[-1]  # no key tells items apart
        self.odd |= self._names_a_member(at)
        self.inner += 1
        self.last = at

    def _names_a_member(self, at: int) -> bool:
        """Whether the run that ends here reads like the key of a member that the string has swallowed."""
        if sign(self.text, skip(self.text, at + 1)) not in COLONS:
            return False
        before = self.last - 1
        while self.text[before] in " \t":
            before -= 1
        return self.text[before] in _BEFORE_KEY

    def _reach(self, end: int) -> int | None:
        content = self.text[self.start + 1 : end]
        if self.odd or _SWALLOWED_LINES.search(content):
            return EVERYWHERE if any(char in OPENERS or char in CLOSERS for char in content) else self.doubt or 1
        if self.doubt is None and self.inner == 2 and content[0] == content[-1] == self.closing:
            return 0  # ""words"": quoted by their author, or quoted twice by the model
        return self.doubt
