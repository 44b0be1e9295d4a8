"""The review for a terminal: a bar a lead, each finding under its exact words, what is missing, and the totals."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import RenderableType
from rich.text import Text

from service.domain.report import Report
from service.lexicons.names import Names, names
from service.renderers.console.findings import findings
from service.renderers.console.head import head
from service.renderers.console.opinion import refused
from service.renderers.console.screen import Screen
from service.renderers.console.tail import links, loose_edits, points, section, totals
from service.renderers.views.asking import Asking

SUFFIX = ".txt"
MEDIA_TYPE = "text/plain"


def render(report: Report, source: bytes | None = None, lang: str = "zh", screen: Screen | None = None) -> bytes:
    """UTF-8 text for that screen (default: a pipe, 100 cells wide and plain), no line ending in blanks."""
    shown = screen or Screen()
    console = shown.console()
    for piece in _pieces(report, names(lang), shown.width):
        console.print(piece)
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


def _pieces(report: Report, said: Names, width: int) -> Iterator[RenderableType]:
    yield from head(report, said, width)
    yield from findings(report, said, width)
    left_out = "rejected" if Asking(report, said).asked else "rejected_by_rule"
    sections = {"points": points, "edits": loose_edits, "chain": links, left_out: refused, "total": totals}
    for title, make in sections.items():
        if pieces := list(make(report, said, width)):
            yield Text()
            yield section(said.word(title))
            yield from pieces
