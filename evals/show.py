"""Prints grades as tables on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from evals.grade import Graded
from evals.marks import Mark, Slip

VERDICT = {True: "[green]✓[/]", False: "[red]✗[/]", None: ""}


def show(found: Graded, code: str | None = None) -> None:
    """The measures against their bars, the tables behind them, and the slips of `code`."""
    console = Console(highlight=False)
    console.print(_marks(found.marks))
    for grade in found.grades:
        for row, cells in grade.table.items():
            console.print(f"{grade.name:<16} {row:<32}", *(f"{cell:>4}" for cell in cells))
    judged = [mark.passed for mark in found.marks if mark.passed is not None]
    console.print(f"{len(found.reports)} reports; {sum(judged)} of {len(judged)} bars met")
    if code:
        console.print(_slips(found.slips(code)))


def _marks(marks: tuple[Mark, ...]) -> Table:
    table = Table("measure", "value", "of", "bar", "", box=None)
    for mark in marks:
        value = "–" if mark.value is None else f"{mark.value:.3f}"
        bar = f"≥ {mark.least:g}" if mark.least is not None else f"≤ {mark.most:g}" if mark.most is not None else ""
        table.add_row(mark.name, value, mark.of, bar, VERDICT[mark.passed])
    return table


def _slips(slips: list[Slip]) -> Table:
    table = Table("report", "kind", "quote", box=None)
    for slip in slips:
        table.add_row(slip.report, slip.kind, slip.quote)
    return table
