"""A place in the text of an answer, which moves from sign to sign, with the containers that are open there."""

from __future__ import annotations

from service.llm.exchange import Finish
from service.llm.parse_marks import COMMENT, FENCE, INVISIBLE, skip, style_of
from service.llm.parse_nest import Nest
from service.llm.receipt import Path


class Cut(Exception):
    """The text ends before the value does."""


class Cursor:
    """Where reading stands: `at` is an offset in `text`."""

    def __init__(self, text: str, at: int, finish: Finish) -> None:
        self.text, self.at, self.finish = text, at, finish
        self.nest = Nest()

    def note(self, name: str, path: Path | None = None, at: int | None = None) -> None:
        """Write down a repair: here, and of the innermost container, unless told otherwise."""
        self.nest.receipt.note(name, self.at if at is None else at, self.nest.path() if path is None else path)

    def note_style(self, mark: str) -> None:
        """Write down what is wrong with the mark that opens a string, if anything is."""
        if style := style_of(mark):
            self.note(style)

    def skip(self) -> str:
        """Go over white space, zero-width characters and comments to the next sign, which is returned. Raises Cut."""
        while True:
            start, self.at = self.at, skip(self.text, self.at)
            if invisible := INVISIBLE.search(self.text, start, self.at):
                self.note("invisible-removed", at=invisible.start())
            if self.at == len(self.text) or self.text.startswith(FENCE, self.at):
                raise Cut
            comment = COMMENT.match(self.text, self.at)
            if not comment:
                return self.text[self.at]
            self.note("comment-removed")
            self.at = comment.end()
