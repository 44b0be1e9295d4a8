"""Splits a text into lines, and a line into pieces that each lie under the same findings: overlaps are no trouble."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.domain.document import Span
from service.domain.report import FindingRow


class Segment(NamedTuple):
    """A piece of the text, the findings that cover it, and those that begin and end with it."""

    span: Span
    covers: tuple[FindingRow, ...]
    starts: tuple[FindingRow, ...]
    ends: tuple[FindingRow, ...]


def lines(text: str) -> list[Span]:
    """The lines of `text`, without their breaks (`\\n` alone is a break), empty ones included."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def segments(line: Span, findings: Iterable[FindingRow]) -> list[Segment]:
    """Pieces that tile `line`. A finding over several lines is cut at each; it ends in the line of its last character.

    A finding with an empty span makes an empty piece, so that its number has a place to stand.
    """
    marks = [(row, row.span) for row in findings if row.span is not None and _touches(line, row.span)]
    cuts = {line.start, line.end} | {_inside(edge, line) for _, span in marks for edge in span}
    edges = sorted(cuts)
    pieces = [Span(start, end) for start, end in pairwise(edges)]
    pieces += [span for _, span in marks if span.size == 0]
    unique = sorted(set(pieces) or {line})
    return [_segment(piece, marks, line) for piece in unique]


def _touches(line: Span, span: Span) -> bool:
    return span.meets(line) if span.size else line.start <= span.start <= line.end


def _inside(offset: int, line: Span) -> int:
    return min(max(offset, line.start), line.end)


def _segment(piece: Span, marks: Sequence[tuple[FindingRow, Span]], line: Span) -> Segment:
    covering = [(row, span) for row, span in marks if span == piece or (span.meets(piece) and span.holds(piece))]
    return Segment(
        piece,
        tuple(row for row, _ in covering),
        tuple(row for row, span in covering if _inside(span.start, line) == piece.start),
        tuple(row for row, span in covering if span.end == piece.end or _ends_at_break(span, piece, line)),
    )


def _ends_at_break(span: Span, piece: Span, line: Span) -> bool:
    """Whether the finding's last character is the break after `line`; an empty piece before it doesn't count."""
    return piece.end == line.end and span.end == line.end + 1 and bool(piece.size or not line.size)
