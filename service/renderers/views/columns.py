"""Turns an offset into line and column, both counted from 1 in code points, as editors and SARIF do."""

from __future__ import annotations

from bisect import bisect_right


class Columns:
    """The line starts of one text; a line ends at `\\n`."""

    def __init__(self, text: str) -> None:
        self._starts = [0] + [place + 1 for place, char in enumerate(text) if char == "\n"]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
