"""Reads one object or array that is nearly JSON, from sign to sign, and writes every repair down.

Goes by a stack of its own, never by recursion, and never backwards: time is linear, depth is bounded.
"""

from __future__ import annotations

import re

from service.llm.exchange import Finish
from service.llm.parse_cursor import Cursor, Cut
from service.llm.parse_leaf import read_key, read_scalar, read_string
from service.llm.parse_marks import CLOSERS, COMMAS, ELLIPSIS, FENCE, OBJECTS, OPENERS, QUOTES
from service.llm.parse_nest import Nest, Unreadable

_INNER_COMMA = re.compile(r",\s*[\"'”]\Z")  # a mark set before a comma and before a space: ", "


def read(text: str, at: int, finish: Finish) -> tuple[Nest, int]:
    """What was read of the container that opens at `at`, and where it ends. Raises Unreadable."""
    reading = _Reading(text, at, finish)
    try:
        reading.open(text[at])
        while reading.nest.frames:
            reading.step()
    except Cut:
        start = reading.at
        reading.at = start if text.startswith(FENCE, start) else len(text)
        reading.nest.cut_off(start, reading.at)
    except Unreadable as fault:
        raise Unreadable(fault.reason, fault.at, fault.hopeless or reading.nest.filled) from None
    return reading.nest, reading.at


class _Reading(Cursor):
    """What is done at each sign."""

    def step(self) -> None:
        """Read one sign, member or item."""
        mark = self.skip()
        if mark in CLOSERS:
            self._close(mark)
        elif mark in COMMAS:
            self._comma(mark)
        elif not self._ellipsis():
            self._separate(mark)
            if self.nest.top.is_object:
                read_key(self, mark)
                mark = self.skip()
            self._value(mark)

    def open(self, mark: str) -> None:
        """Begin a container."""
        self.nest.open(mark in OBJECTS, self.at)
        if not mark.isascii():
            self.note("full-width-mark")
        self.at += 1

    def _close(self, mark: str) -> None:
        """End the innermost container; a bracket of the other kind ends it too if one of that kind lies further out.

        Perhaps no bracket is missing here, but one more was opened or closed before: so all is in doubt.
        """
        closes_object = mark in "}｝"
        if not any(frame.is_object == closes_object for frame in self.nest.frames):
            self.note("closing-stray", ())
            self.at += 1
            return
        while self.nest.top.is_object != closes_object:
            self.note("closing-missing", ())
            self.nest.close(self.at)
        if not mark.isascii():
            self.note("full-width-mark")
        if self.nest.top.last == "comma":
            self.note("trailing-comma")
        self.at += 1
        self.nest.close(self.at)

    def _comma(self, mark: str) -> None:
        if self.nest.top.last != "value":
            doubled = self.nest.top.is_object and self.nest.top.last == "comma"
            self.note("comma-extra" if doubled else "item-skipped")
        if not mark.isascii():
            self.note("full-width-mark")
        self.nest.top.last = "comma"
        self.at += 1

    def _ellipsis(self) -> bool:
        found = ELLIPSIS.match(self.text, self.at)
        if found:
            self.note("ellipsis")
            self.at = found.end()
            self.nest.leave_out(self.at)
        return found is not None

    def _separate(self, mark: str) -> None:
        """Note a comma that is missing before this member or item: surely, or only perhaps."""
        top = self.nest.top
        if top.last != "value":
            return
        before, lines = self.text[max(top.end - 9, 0) : top.end], "\n" in self.text[top.end : self.at]
        if _INNER_COMMA.search(before) or before.endswith(("[]", "{}")):
            clear = False
        elif top.is_object:
            clear = mark in QUOTES or lines
        else:
            clear = before[-1] in CLOSERS if mark in OPENERS else before[-1] in QUOTES and mark in QUOTES and lines
        self.note("comma-missing" if clear else "comma-guessed")

    def _value(self, mark: str) -> None:
        if mark in OPENERS:
            self.open(mark)
        elif mark in QUOTES:
            read_string(self)
        elif mark in CLOSERS or mark in COMMAS:
            self.note("value-missing")  # perhaps a bracket opened here
            self.nest.leave_out(self.at)
        elif not self._ellipsis():
            read_scalar(self)
