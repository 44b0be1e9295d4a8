"""Finds any of many strings in a text, the longest first, in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator


class Strings:
    """The strings to look for. `fits(text, start, string)` may refuse one where it stands."""

    def __init__(self, strings: Iterable[str], fits: Callable[[str, int, str], bool]) -> None:
        self._known = frozenset(strings)
        self._fits = fits
        sizes: dict[str, set[int]] = {}
        for string in self._known:
            sizes.setdefault(string[0], set()).add(len(string))
        self._sizes = {letter: sorted(known, reverse=True) for letter, known in sizes.items()}
        self._first = re.compile(f"[{''.join(map(re.escape, sorted(sizes)))}]" if sizes else "(?!)")

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Where strings stand, and which, from left to right; they never overlap."""
        done = 0
        for first in self._first.finditer(text):
            if first.start() >= done and (string := self._at(text, first.start())):
                yield first.start(), string
                done = first.start() + len(string)

    def _at(self, text: str, start: int) -> str:
        for size in self._sizes[text[start]]:
            string = text[start : start + size]
            if string in self._known and self._fits(text, start, string):
                return string
        return ""
