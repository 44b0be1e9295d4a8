"""Breaks Chinese into lines by cells: anywhere between characters, but not inside a Latin word or before a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.padding import Padding
from rich.text import Text

from service.renderers.views.quotes import tame

_CLOSING = "，。！？；：、）】》」』”’…,.!?;:)]"
_OPENING = "（【《「『“‘(["
# A piece that stays together: a Latin word or number, or one character, with the marks that may not leave it.
_PIECE = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~]+|.)[{re.escape(_CLOSING)}]*", re.DOTALL)


def flow(text: str, width: int) -> str:
    """`text` in lines of at most `width` cells, tamed; a piece longer than a line is cut."""
    return "\n".join(_lines(tame(text), width))


def block(text: str, width: int, indent: int, style: str = "", mark: str = "") -> Padding:
    """Flowing text of `width` cells in all, moved in by `indent`, its first line opened by `mark`."""
    hang = cell_len(mark)
    lines = flow(text, width - indent - hang).split("\n")
    shown = f"\n{' ' * hang}".join(lines)
    return Padding(Text(f"{mark}{shown}", style=style, no_wrap=True, overflow="fold"), (0, 0, 0, indent))


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text, width):
        cells = cell_len(piece)
        if line and used + cells > width:
            yield line.rstrip()
            line, used = "", 0
        if line or piece.strip():
            line, used = line + piece, used + cells
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if len(piece) < width // 2 or cell_len(piece) <= width:  # no character is wider than two cells
            yield piece
        else:
            yield from piece
