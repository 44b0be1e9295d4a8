"""What a terminal can show: its width and whether it takes colours; asked for once, then passed as a value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from io import StringIO
from typing import NamedTuple, TextIO

from rich.console import Console

NARROWEST, WIDEST = 40, 120
HEIGHT = 25  # told so that rich asks no terminal; nothing here depends on it


class Screen(NamedTuple):
    """Width in cells (a Chinese character takes two) and colour; as it is: a pipe."""

    width: int = 100
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO, environ: Mapping[str, str]) -> Screen:
        """The screen behind `stream`: a pipe is 100 wide and plain; any non-empty NO_COLOR switches colours off."""
        if not stream.isatty():
            return cls()
        plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        return cls(min(max(_columns(stream, environ), NARROWEST), WIDEST), not plain)

    def console(self) -> Console:
        """A console that writes into its own `file`, heeding nothing but this screen."""
        return Console(
            file=StringIO(),
            width=self.width,
            height=HEIGHT,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            legacy_windows=False,
            emoji=False,
            markup=False,
            highlight=False,
            _environ={},
        )


def _columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    if environ.get("COLUMNS", "").isdigit():
        return int(environ["COLUMNS"])
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return Screen().width
