"""Tables of the page: bars a lead, the spread of levels, points with their facts, and the chain to the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from service.domain.point import SLOTS
from service.domain.report import LeadRow, PointRow, Report
from service.lexicons.names import Names
from service.renderers.views.chain import ChainRow, chain
from service.renderers.views.places import lead_label
from service.renderers.views.quotes import clip, numeral, quote

TOP = 4
QUOTE = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A lead: its level's name, `percent` of the highest level, and its share of the problem text."""

    row: LeadRow
    numeral: str
    level: str
    percent: float
    share: str


@dataclass(frozen=True, slots=True)
class Column:
    """How many points stand at one level; `percent` is of the fullest column, or of four points."""

    level: int
    name: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Chip:
    """A fact of a point: its words, or the question that would fill it."""

    name: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A point: where it stands, what it is about (where that differs), its level or why it has none, its chips.

    `after` is its level in the revised text, where the edits change it.
    """

    row: PointRow
    quote: str
    lead: str
    about: str
    level: str
    after: int | None
    unscored: str
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class ChainGroup:
    """The rows of the chain that share a point and its causes; quotes are short."""

    point: str
    level: int | None
    quote: str
    causes: list[tuple[str, str]]
    measures: list[tuple[str, str, str, str]]


def bars(report: Report, names: Names) -> list[Bar]:
    """One bar a lead of the rubric."""
    return [
        Bar(row, numeral(row.id), names.level(row.level), round(100 * (row.level or 0) / TOP, 1), f"{row.share:.0%}")
        for row in report.leads
    ]


def columns(report: Report, names: Names) -> list[Column]:
    """The histogram of levels, 0 to 4."""
    most = max(*report.totals.by_level, 4)
    counts = enumerate(report.totals.by_level)
    return [Column(level, names.of("levels", level), count, round(100 * count / most, 1)) for level, count in counts]


def points(report: Report, names: Names) -> list[PointView]:
    """Every point with all seven facts in their fixed order."""
    leads = {row.id: lead_label(row) for row in report.leads}
    unscored = {row.point: row.reason for row in report.unscored}
    after = report.revised.levels if report.revised else {}
    return [
        PointView(
            row=row,
            quote=quote(report.document.text, row.span, QUOTE),
            lead=leads.get(row.filed_under or 0, ""),
            about=leads.get(row.lead or 0, "") if row.lead != row.filed_under else "",
            level=names.of("levels", row.level),
            after=after.get(row.id) if after.get(row.id) != row.level else None,
            unscored=unscored.get(row.id, ""),
            chips=_chips(row, names),
        )
        for row in report.points
    ]


def _chips(row: PointRow, names: Names) -> list[Chip]:
    asked = {each.slot: each.question for each in row.missing}
    words = {kind: clip(slot.quote, QUOTE) for kind, slot in row.slots.items()}
    kinds = [kind for kind in SLOTS if kind in words or kind in asked]
    return [Chip(names.of("slots", kind), words.get(kind, ""), asked.get(kind, "")) for kind in kinds]


def chain_groups(report: Report) -> list[ChainGroup]:
    """The chain, a group a point; what hangs on no point comes last."""
    grouped = groupby(chain(report), key=lambda row: (row.point, row.causes))
    return [_group(report, list(rows)) for _, rows in grouped]


def _group(report: Report, rows: list[ChainRow]) -> ChainGroup:
    text, point = report.document.text, rows[0].point
    measures = [row.measure for row in rows if row.measure]
    return ChainGroup(
        point=point.id if point else "",
        level=point.level if point else None,
        quote=quote(text, point.span, QUOTE) if point else "",
        causes=[(row.id, quote(text, row.span, QUOTE)) for row in rows[0].causes],
        measures=[(row.id, quote(text, row.span, QUOTE), row.owner or "", row.deadline or "") for row in measures],
    )
