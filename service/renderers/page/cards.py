"""Cards of the page: a finding with its number, names, quote, advice and edits."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.renderers.views.difference import Piece, difference
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import lead_in, quote

QUOTE = 36
SHORT_EDIT = 48


@dataclass(frozen=True, slots=True)
class EditCard:
    """An edit with its word-level difference; `context` is what stands before a place where words are inserted."""

    row: EditRow
    verdict: str
    pieces: list[Piece]
    context: str

    @property
    def short(self) -> bool:
        """Whether before and after are best read in one line: few words, or nothing but an insertion or a deletion."""
        words = len(self.row.original) + len(self.row.replacement)
        return words <= SHORT_EDIT or not self.row.original or not self.row.replacement

    @property
    def questions(self) -> list[str]:
        """What is asked for beyond the words of the blanks themselves."""
        return [blank.question for blank in self.row.blanks if blank.question not in self.row.replacement]


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
    edits = {row.id: _edit_card(report, row, names) for row in report.edits}
    ordered = atlas.in_order(report.findings)
    return [_card(atlas, row, number, names, edits) for number, row in enumerate(ordered, 1)]


def loose_edits(report: Report, names: Names) -> list[EditCard]:
    """Edits that no finding carries, such as the rewriting of a whole point."""
    carried = {edit for finding in report.findings for edit in finding.edits}
    return [_edit_card(report, row, names) for row in report.edits if row.id not in carried]


def _edit_card(report: Report, row: EditRow, names: Names) -> EditCard:
    context = "" if row.original else lead_in(report.document.text, row.span.start)
    return EditCard(row, names.of("verdicts", row.verdict), difference(row.original, row.replacement), context)


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
