"""Finds any of many strings in a text, the longest first, in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping


class Strings:
    """The strings to look for, and how much of each is taken: the search goes on behind 胜利 where 胜利村 is found.

    `fits(text, start, string)` may refuse a string where it stands.
    """

    def __init__(self, taken: Mapping[str, int], fits: Callable[[str, int, str], bool]) -> None:
        self._known = taken
        self._fits = fits
        sizes: dict[str, set[int]] = {}
        for string in self._known:
            sizes.setdefault(string[0], set()).add(len(string))
        self._sizes = {letter: sorted(known, reverse=True) for letter, known in sizes.items()}
        self._first = re.compile(f"[{''.join(map(re.escape, sorted(sizes)))}]" if sizes else "(?!)")

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Where strings stand, and which, from left to right; what is taken of them never overlaps."""
        done = 0
        for first in self._first.finditer(text):
            if first.start() >= done and (string := self._at(text, first.start())):
                yield first.start(), string
                done = first.start() + self._known[string]

    def _at(self, text: str, start: int) -> str:
        for size in self._sizes[text[start]]:
            string = text[start : start + size]
            if string in self._known and self._fits(text, start, string):
                return string
        return ""
