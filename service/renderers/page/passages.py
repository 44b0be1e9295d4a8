"""The text of the page, line by line: its marked pieces on the left, the cards of what begins there on the right."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from service.domain.document import Span
from service.domain.report import FindingRow, Report
from service.domain.rubric import PARTS, SEVERITIES, PartName
from service.renderers.page.cards import Card
from service.renderers.views.places import Atlas
from service.renderers.views.segments import Segment, lines, segments

HEADING = 48  # a longer line is prose, wherever it stands
BESIDE = 10
WIDE = 60  # a mark longer than this is bracketed, not underlined: a page of underlines marks nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line: its words, the classes that colour it, the cards that it belongs to and those ending here."""

    text: str
    classes: str
    ids: str
    opens: list[Card]
    ends: list[Card]


@dataclass(slots=True)
class Passage:
    """One line of the text, the part that begins at it, how it is set, and the cards beside it."""

    stretches: list[Stretch]
    part: PartName | None = None
    setting: Literal["", "title", "heading", "lead", "empty"] = ""
    cards: list[Card] = field(default_factory=list)


def passages(report: Report, cards: list[Card]) -> tuple[list[Card], list[Passage]]:
    """Cards with no words in the text, and every line in order; the stretches' texts joined by `\\n` are the text."""
    atlas, spans = Atlas(report), lines(report.document.text)
    starts = [span.start for span in spans]
    made, marked = [Passage([]) for _ in spans], _marked(cards, starts)
    loose: list[Card] = []
    for card in cards:
        anchor = atlas.anchor(card.row)
        (loose if anchor is None else made[_line(anchor.start, starts)].cards).append(card)
    for number, (span, passage) in enumerate(zip(spans, made, strict=True)):
        passage.stretches = _stretches(report.document.text, span, marked[number])
    _name_parts(report, made, starts)
    _set_lines(report.document.text, made, spans)
    _set_leads(report, made, spans, starts)
    return loose, made


def _line(offset: int, starts: list[int]) -> int:
    return bisect_right(starts, offset) - 1


def _marked(cards: list[Card], starts: list[int]) -> dict[int, list[Card]]:
    """Line number → the cards whose words touch that line."""
    found: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if (span := card.row.span) is not None:
            for line in range(_line(span.start, starts), _line(max(span.end - 1, span.start), starts) + 1):
                found[line].append(card)
    return found


def _name_parts(report: Report, made: list[Passage], starts: list[int]) -> None:
    for part in PARTS:
        for span in report.parts.get(part, ())[:1]:
            made[_line(span.start, starts)].part = part


def _set_lines(text: str, made: list[Passage], spans: list[Span]) -> None:
    """The first short line is the title, the first short line of a part its heading."""
    titled = False
    for span, passage in zip(spans, made, strict=True):
        words = span.of(text).strip()
        if not words:
            passage.setting = "empty"
        elif len(words) <= HEADING and "。" not in words:
            passage.setting = "heading" if passage.part else "" if titled else "title"
        titled = titled or bool(words)


def _set_leads(report: Report, made: list[Passage], spans: list[Span], starts: list[int]) -> None:
    """A lead heading that has its line to itself, but for a number and 在…方面, is set as a heading."""
    for heading in (span for lead in report.leads for span in lead.headings):
        line = _line(heading.start, starts)
        if len(spans[line].of(report.document.text).strip()) <= heading.size + BESIDE:
            made[line].setting = "lead"


def _stretches(text: str, line: Span, cards: list[Card]) -> list[Stretch]:
    known = {card.row.id: card for card in cards}
    return [_stretch(text, piece, known) for piece in segments(line, (card.row for card in cards))]


def _stretch(text: str, piece: Segment, known: dict[str, Card]) -> Stretch:
    narrow = [row for row in piece.covers if not _wide(row)]
    ranked = sorted(narrow, key=lambda row: SEVERITIES.index(row.severity))
    classes = [f"sev-{ranked[0].severity}", f"auth-{ranked[0].authority}"] if ranked else ["wide"] * bool(piece.covers)
    return Stretch(
        text=piece.span.of(text),
        classes=" ".join(classes + ["many"] * (len(ranked) > 1)),
        ids=" ".join(row.id for row in piece.covers),
        opens=[known[row.id] for row in piece.starts if _wide(row)],
        ends=[known[row.id] for row in piece.ends],
    )


def _wide(row: FindingRow) -> bool:
    return row.span is not None and row.span.size > WIDE
