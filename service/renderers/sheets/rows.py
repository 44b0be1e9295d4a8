"""The rows of the action list: the chain, findings, choices and leads; None stands for what the report leaves blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.report import LeadRow, PointRow, Report
from service.lexicons.names import Names
from service.renderers.views.chain import ChainRow, chain
from service.renderers.views.others import Others
from service.renderers.views.places import Atlas, lead_label, place_label
from service.renderers.views.quotes import numeral, quote

Cell = str | int | float | None
QUOTE = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, heads, widths (in Latin characters), rows, and the columns whose blanks are asked for."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: list[tuple[Cell, ...]]
    asked: frozenset[int] = frozenset()


def tables(report: Report, names: Names) -> list[Table]:
    """The sheets, in order; that of the choices only where there are any."""
    choices = [_choices(report, names)] if report.rewrites else []
    return [_actions(report, names), _findings(report, names), *choices, _leads(report, names)]


def _actions(report: Report, names: Names) -> Table:
    heads = ("number", "lead", "point", "level", "cause", "measure", "owner", "deadline", "missing")
    rows: list[tuple[Cell, ...]] = []
    first: dict[str, int] = {}
    for number, row in enumerate(chain(report), 1):
        shown = first.setdefault(row.point.id, number) if row.point else number
        asked = _questions(row, names) if shown == number else f"{names.word('see_row')}{shown}"
        rows.append((number, *_action(report, row, names), asked))
    titles = tuple(names.word(head) for head in heads)
    return Table(names.word("actions"), titles, (6, 17, 26, 10, 26, 30, 11, 13, 36), rows, frozenset({4, 5, 6, 7}))


def _action(report: Report, row: ChainRow, names: Names) -> Iterator[Cell]:
    text, point, measure = report.document.text, row.point, row.measure
    lead = next((each for each in report.leads if point and each.id == (point.filed_under or point.lead)), None)
    yield lead_label(lead) if lead else ""
    yield quote(text, point.span, QUOTE) if point else names.word("unmatched")
    yield _level(report, point, names)
    yield "\n".join(quote(text, cause.span, QUOTE) for cause in row.causes) or None
    yield quote(text, measure.span, QUOTE) if measure else None
    yield measure.owner if measure else None
    yield measure.deadline if measure else None


def _questions(row: ChainRow, names: Names) -> str:
    missing = row.point.missing if row.point else ()
    return "\n".join(f"{names.of('slots', each.slot)}：{each.question}" for each in missing)


def _level(report: Report, point: PointRow | None, names: Names) -> str:
    unscored = {row.point: row.reason for row in report.unscored}
    if point is None:
        return ""
    return unscored.get(point.id) or f"{point.level} {names.of('levels', point.level)}"


def _findings(report: Report, names: Names) -> Table:
    """The findings; who found them has a column where a model found any."""
    atlas, heads = Atlas(report), ["number", "code", "severity", "where", "quote", "advice"]
    by_model = any(row.origin == "model" for row in report.findings)
    if by_model:
        heads.append("source")
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            f"{names.of('codes', row.code)}\n{row.code}",
            names.of("severities", row.severity),
            place_label(report, atlas.place(row), names),
            quote(report.document.text, row.span, QUOTE),
            row.message,
            *([names.of("origins", row.origin)] if by_model else []),
        )
        for number, row in enumerate(atlas.in_order(report.findings), 1)
    ]
    titles = tuple(names.word(head) for head in heads)
    return Table(names.word("findings"), titles, (6, 19, 8, 28, 40, 56, 9)[: len(titles)], rows)


def _choices(report: Report, names: Names) -> Table:
    """Each other way beside the passage as written and as suggested."""
    heads = ("number", "point", "before", "suggested", "other", "usable", "reason", "missing", "source")
    others = Others(report)
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            row.point or "",
            *others.choice(row),
            names.of("verdicts", row.verdict),
            row.reason,
            "\n".join(f"{names.of('slots', blank.slot)}：{blank.question}" for blank in row.blanks),
            names.of("origins", row.origin),
        )
        for number, row in enumerate(report.rewrites, 1)
    ]
    titles = tuple(names.word(head) for head in heads)
    return Table(names.word("others"), titles, (6, 7, 34, 40, 40, 12, 18, 26, 9), rows)


def _leads(report: Report, names: Names) -> Table:
    heads = ("lead", "points", "level", "share", "findings")
    atlas = Atlas(report)
    places = [atlas.place(row).lead for row in report.findings]
    rows = [_lead(row, places.count(row.id), names) for row in report.leads]
    totals = report.totals
    rows.append((names.word("total"), totals.points, _mean(totals.level, names), "", len(report.findings)))
    return Table(names.word("summary"), tuple(names.word(head) for head in heads), (64, 12, 18, 12, 12), rows)


def _lead(row: LeadRow, findings: int, names: Names) -> tuple[Cell, ...]:
    name = f"{numeral(row.id)}、{row.name}"
    return name, len(row.points), _mean(row.level, names), f"{row.share:.0%}", findings


def _mean(level: float | None, names: Names) -> str:
    return names.level(None) if level is None else f"{level:.1f} {names.level(level)}"
