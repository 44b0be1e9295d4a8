"""The findings as a terminal shows them: by part and lead, each with its passage, carets, advice and edit."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.renderers.console.flow import block
from service.renderers.console.passage import passage
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import clip, lead_in

STYLES = {"block": "bold red", "discuss": "yellow", "minor": "cyan"}
MODEL = "magenta"
INDENT = 4
EDIT_CHARS = 160


def findings(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """A rule with the place's name, then its findings; one sentence where there are none."""
    edits = {edit.id: edit for edit in report.edits}
    if not report.findings:
        yield Text(names.word("no_findings"))
    for place, rows in Atlas(report).groups():
        yield Text()
        yield Rule(Text(place_label(report, place, names), style="bold"), align="left", characters="─", style="dim")
        for row in rows:
            yield _title(row, names)
            yield from _body(report, row, names, width)
            for edit in (edits[each] for each in row.edits if each in edits):
                yield from edit_lines(report, edit, names, width)


def _title(row: FindingRow, names: Names) -> Text:
    mark = (f"[{names.of('severities', row.severity)}]", STYLES[row.severity])
    owner = f"  {row.point or row.cause or row.measure or ''}".rstrip()
    authority = f"  {names.of('authorities', row.authority)}"
    title = Text.assemble(
        mark, " ", (names.of("codes", row.code), "bold"), (f"  {row.code}{owner}{authority}", "dim"), overflow="fold"
    )
    title.append(f"  {row.id}", "dim")
    if row.origin == "model":
        title.append(f"  {names.word('by_model')}", MODEL)
    return title


def _body(report: Report, row: FindingRow, names: Names, width: int) -> Iterator[Padding]:
    shown = [(row.span, ""), (row.versus, f"{names.word('versus')}：")]
    for span, label in shown:
        if span is not None:
            lines = passage(report.document.text, span, width - INDENT, STYLES[row.severity])
            yield Padding(Text(f"{label}\n", style="dim") + lines if label else lines, (0, 0, 0, INDENT))
    yield block(row.message, width, INDENT)


def edit_lines(report: Report, edit: EditRow, names: Names, width: int, old: bool = True) -> Iterator[Padding]:
    """− the old words, + the new ones (after the words they follow), and whether they can be used as they stand.

    The old words are left out where they were shown just before.
    """
    context = "" if edit.original else lead_in(report.document.text, edit.span.start)
    if edit.original and old:
        yield block(clip(edit.original, EDIT_CHARS), width, INDENT, "red", "− ")
    if edit.replacement:
        yield block(context + clip(edit.replacement, EDIT_CHARS), width, INDENT, "green", "+ ")
    by = f"· {names.word('by_model')}" if edit.origin == "model" else ""
    yield block(f"{names.of('verdicts', edit.verdict)}（{edit.id}）{by}", width, INDENT + 2, "dim")
