"""The head of the terminal review: what was reviewed, how, and a bar a lead."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from service.domain.report import LeadRow, Report
from service.lexicons.names import Names
from service.renderers.console.flow import block
from service.renderers.views.asking import Asking
from service.renderers.views.places import lead_label
from service.renderers.views.quotes import tame

BAR_CELLS = 12
TOP_LEVEL = 4


def head(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """The head line, how the review was made and what that took, the notes of the reader, then the bars."""
    asking = Asking(report, names)
    yield Text(f"{names.word('title')}  {tame(report.document.name)}", style="bold")
    yield Text(f"{report.rubric_label}（{report.rubric}）· {tame(asking.how)}")
    if asking.usage:
        yield block(asking.usage, width, 0, "dim")
    if writer := " ".join(word for word in (report.writer.unit, report.writer.post) if word):
        yield Text(f"{names.word('writer')}  {tame(writer)}")
    for note in report.document.notes:
        yield Text(f"{names.word('notes')}  {tame(note)}", style="dim")
    yield Text()
    yield _bars(report, names)


def _bars(report: Report, names: Names) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    for lead in report.leads:
        table.add_row(lead_label(lead), bar(lead.level), _level(lead, names), f"{lead.share:.0%}")
    return table


def bar(level: float | None) -> Text:
    """Twelve cells, filled up to `level` of 4; empty where there is nothing to score."""
    full = round((level or 0) / TOP_LEVEL * BAR_CELLS)
    return Text.assemble(("█" * full, "green" if (level or 0) >= TOP_LEVEL - 1 else "yellow"), "░" * (BAR_CELLS - full))


def _level(lead: LeadRow, names: Names) -> str:
    return names.level(None) if lead.level is None else f"{lead.level:.1f} {names.level(lead.level)}"
