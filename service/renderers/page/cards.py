"""Cards of the page: a finding with its number, names, quote, advice, edits and the other ways beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.renderers.views.difference import Piece, difference
from service.renderers.views.others import Others
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import lead_in, quote

QUOTE = 36
SHORT_EDIT = 48


@dataclass(frozen=True, slots=True)
class EditCard:
    """An edit with its word-level difference; `context` is what stands before a place where words are inserted.

    `others` are the ways told beside it. A `way` is a choice and no edit of the review; `instead` are the anchors and
    names of the edits in whose place it stands.
    """

    row: EditRow
    verdict: str
    pieces: list[Piece]
    context: str
    others: tuple[EditCard, ...] = ()
    way: bool = False
    instead: tuple[tuple[str, str], ...] = ()

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


def edit_cards(report: Report, names: Names) -> dict[str, EditCard]:
    """The card of every edit by its id, each with the other ways beside it."""
    others = Others(report)
    findings = Atlas(report).in_order(report.findings)
    called = {
        edit: names.word("edit_of").format(number) for number, row in enumerate(findings, 1) for edit in row.edits
    }

    def way(row: EditRow) -> EditCard:
        instead = tuple((edit.id, called.get(edit.id) or edit.point or edit.id) for edit in others.instead(row))
        return replace(_edit_card(report, row, names), way=True, instead=instead)

    def card(row: EditRow) -> EditCard:
        return replace(_edit_card(report, row, names), others=tuple(way(each) for each in others.beside(row)))

    return {row.id: card(row) for row in report.edits}


def cards(report: Report, names: Names, edits: Mapping[str, EditCard]) -> list[Card]:
    """Every finding in reading order, numbered from 1, with those of the edits' cards that mend it."""
    atlas = Atlas(report)
    ordered = atlas.in_order(report.findings)
    return [_card(atlas, row, number, names, edits) for number, row in enumerate(ordered, 1)]


def loose_edits(report: Report, names: Names, edits: Mapping[str, EditCard]) -> list[EditCard]:
    """Edits that no finding carries, such as the rewriting of a whole point, then ways that take no edit's place."""
    carried = {edit for finding in report.findings for edit in finding.edits}
    loose = [card for name, card in edits.items() if name not in carried]
    return loose + [replace(_edit_card(report, row, names), way=True) for row in Others(report).loose]


def _edit_card(report: Report, row: EditRow, names: Names) -> EditCard:
    context = "" if row.original else lead_in(report.document.text, row.span.start)
    return EditCard(row, names.of("verdicts", row.verdict), difference(row.original, row.replacement), context)


def _card(atlas: Atlas, row: FindingRow, number: int, names: Names, edits: Mapping[str, EditCard]) -> Card:
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
