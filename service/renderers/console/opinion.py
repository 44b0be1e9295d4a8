"""What a model adds to the terminal review: other ways to put a passage, and the answers that were refused, summed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding

from service.domain.report import EditRow, Report
from service.domain.sifted import NO_ANSWER
from service.lexicons.names import Names
from service.renderers.console.findings import INDENT, edit_lines
from service.renderers.console.flow import block
from service.renderers.views.others import Others
from service.renderers.views.refusals import Reason, refusals

SHOWN = 2


def other_ways(report: Report, rows: Iterable[EditRow], names: Names, width: int) -> Iterator[Padding]:
    """The first ways to put a passage of one point, each with the edits in whose place it stands; how many more."""
    ways, others, before = tuple(rows), Others(report), None
    for row in ways[:SHOWN]:
        instead = names.word("comma").join(edit.id for edit in others.instead(row))
        title = names.word("other") + (names.word("instead").format(instead) if instead else "")
        yield block(f"{title}：", width, INDENT)
        yield from edit_lines(report, row, names, width, old=row.span != before)
        before = row.span
    if len(ways) > SHOWN:
        yield block(names.word("more_others").format(len(ways) - SHOWN), width, INDENT, "dim")


def refused(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """A line a stage with the count of each reason; below it why questions got no answer."""
    for stage in refusals(report, names):
        counts = "，".join(f"{reason.name} {reason.count}" for reason in stage.reasons)
        yield block(counts, width, 0, mark=f"{stage.name}（{stage.count}）：")
        for reason in stage.reasons:
            yield from _failures(reason, width)


def _failures(reason: Reason, width: int) -> Iterator[Padding]:
    if reason.guard.startswith(NO_ANSWER):
        for row in reason.rows:
            yield block(row.reason, width, INDENT, "dim")
