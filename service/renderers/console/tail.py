"""The end of the terminal review: what each point still lacks, the chain from problem to deadline, and the totals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from service.domain.report import Report
from service.domain.rubric import SEVERITIES
from service.lexicons.names import Names
from service.renderers.console.findings import INDENT, STYLES, edit_lines
from service.renderers.console.flow import block
from service.renderers.console.opinion import other_ways
from service.renderers.views.chain import ChainRow, chain
from service.renderers.views.others import Others
from service.renderers.views.quotes import quote, tame

QUOTE = 28


def section(title: str) -> RenderableType:
    """A rule with a title."""
    return Rule(Text(title, style="bold"), align="left", characters="═", style="dim")


def points(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """Each point with its level, the questions whose answers would make it checkable, and other ways to put it."""
    others = Others(report)
    unscored = {row.point: row.reason for row in report.unscored}
    for point in report.points:
        level = unscored.get(point.id) or f"{point.level} {names.of('levels', point.level)}"
        yield Text.assemble((point.id, "bold"), f"  {tame(level)}", overflow="fold")
        yield block(f"“{quote(report.document.text, point.span, QUOTE)}”", width, INDENT, "dim")
        for row in point.missing:
            yield block(row.question, width, INDENT, mark=f"□ {names.of('slots', row.slot)}：")
        yield from other_ways(report, others.of_point(point.id), names, width)


def loose_edits(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """Edits that hang on no finding, such as the rewriting of a whole point."""
    shown = {edit for finding in report.findings for edit in finding.edits}
    for edit in report.edits:
        if edit.id not in shown:
            yield Text.assemble((f"{edit.point or '—'}  ", "bold"), tame(edit.reason))
            yield from edit_lines(report, edit, names, width)
    if pointless := Others(report).pointless:
        yield Text("—", style="bold")
        yield from other_ways(report, pointless, names, width)


def links(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """A point with its causes, then each measure with its owner and deadline, or the blank."""
    for point, rows in groupby(chain(report), lambda row: row.point):
        words = quote(report.document.text, point.span, QUOTE) if point else names.word("unmatched")
        yield Text.assemble((point.id if point else "—", "bold"), f"  {words}")
        for mark, line in dict.fromkeys(each for row in rows for each in _link(report, names, row)):
            yield block(line, width, INDENT, mark=f"{mark}：")


def _link(report: Report, names: Names, row: ChainRow) -> Iterator[tuple[str, str]]:
    text, blank = report.document.text, names.word("blank")
    if row.point or row.causes:
        causes = "；".join(f"{cause.id} {quote(text, cause.span, QUOTE)}" for cause in row.causes)
        yield names.word("cause"), causes or blank
    owner, deadline = (row.measure.owner, row.measure.deadline) if row.measure else (None, None)
    measure = f"{row.measure.id} {quote(text, row.measure.span, QUOTE)}" if row.measure else blank
    said = f"{names.word('owner')} {owner or blank} · {names.word('deadline')} {deadline or blank}"
    if row.point or row.measure:
        yield names.word("measure"), f"{measure} · {said}"


def totals(report: Report, names: Names, width: int) -> Iterator[RenderableType]:
    """Findings by severity, points by level, and the mean level."""
    counts = Text()
    for severity in SEVERITIES:
        counts.append(
            f"{names.of('severities', severity)} {report.totals.findings.get(severity, 0)}  ", STYLES[severity]
        )
    yield counts
    spread = "  ".join(f"{names.of('levels', level)} {count}" for level, count in enumerate(report.totals.by_level))
    yield Text(f"{names.word('points')} {report.totals.points}：{spread}")
    mean = report.totals.level
    yield Text(f"{names.word('mean_level')} {'—' if mean is None else f'{mean:.1f}'}  {names.level(mean)}")
    if report.revised and report.revised.level is not None:
        after = report.revised.level
        yield Text(f"{names.word('revised_level')} {after:.1f}  {names.level(after)}")
