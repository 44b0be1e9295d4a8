"""Cards of the page: a finding with its number, names, quote, advice and edits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.renderers.views.difference import Piece, difference
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import quote

QUOTE = 36
SHORT_EDIT = 48


@dataclass(frozen=True, slots=True)
class EditCard:
    """An edit with its word-level difference."""

    row: EditRow
    verdict: str
    pieces: list[Piece]

    @property
    def short(self) -> bool:
        """Whether before and after can be read in one line."""
        return not self.row.blanks and len(self.row.original) + len(self.row.replacement) <= SHORT_EDIT


@dataclass(frozen=True, slots=True)
class Card:
    """A finding: `number` is its place in reading order, also shown at its mark; `lead` is for filtering."""

    number: int
    row: FindingRow
    code: str
    severity: str
    authority: str
    place: str
    lead: int | None
    quote: str
    versus: str
    edits: list[EditCard]


def cards(report: Report, names: Names) -> list[Card]:
    """Every finding in reading order, numbered from 1."""
    atlas = Atlas(report)
    edits = {card.row.id: card for card in edit_cards(report.edits, names)}
    ordered = atlas.in_order(report.findings)
    return [_card(atlas, row, number, names, edits) for number, row in enumerate(ordered, 1)]


def edit_cards(rows: Iterable[EditRow], names: Names) -> list[EditCard]:
    """Edits with their differences."""
    return [EditCard(row, names.of("verdicts", row.verdict), difference(row.original, row.replacement)) for row in rows]


def loose_edits(report: Report, names: Names) -> list[EditCard]:
    """Edits that no finding carries, such as the rewriting of a whole point."""
    carried = {edit for finding in report.findings for edit in finding.edits}
    return edit_cards((row for row in report.edits if row.id not in carried), names)


def _card(atlas: Atlas, row: FindingRow, number: int, names: Names, edits: dict[str, EditCard]) -> Card:
    text, place = atlas.report.document.text, atlas.place(row)
    return Card(
        number=number,
        row=row,
        code=names.of("codes", row.code),
        severity=names.of("severities", row.severity),
        authority=names.of("authorities", row.authority),
        place=place_label(atlas.report, place, names),
        lead=row.lead or place.lead,
        quote=quote(text, row.span, QUOTE),
        versus=quote(text, row.versus, QUOTE),
        edits=[edits[each] for each in row.edits if each in edits],
    )
