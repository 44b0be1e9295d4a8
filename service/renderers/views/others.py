"""Where other ways to put a passage belong: beside which edit, in place of which, and how the passage then reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from service.domain.document import Span
from service.domain.report import EditRow, FindingRow, Report


class Choice(NamedTuple):
    """One passage three times: as written, with the suggested edits (empty for none), and the other way."""

    original: str
    suggested: str
    other: str


@dataclass(frozen=True)
class Others:
    """The other ways of one report, each told at one place."""

    report: Report

    @cached_property
    def _instead(self) -> dict[str, tuple[EditRow, ...]]:
        edits = self.report.edits
        return {row.id: tuple(edit for edit in edits if _clash(row.span, edit.span)) for row in self.report.rewrites}

    @cached_property
    def _beside(self) -> dict[str, list[EditRow]]:
        """Edit → the ways told beside it: the edit that mends the same fault, else the first that it would replace."""
        found: dict[str, list[EditRow]] = defaultdict(list)
        for row in self.report.rewrites:
            if edits := self._instead[row.id]:
                found[next((edit for edit in edits if edit.code == row.code), edits[0]).id].append(row)
        return found

    def instead(self, row: EditRow) -> tuple[EditRow, ...]:
        """The edits in whose place that way would be chosen, in reading order."""
        return self._instead[row.id]

    def beside(self, edit: EditRow) -> tuple[EditRow, ...]:
        """The ways told beside that edit."""
        return tuple(self._beside.get(edit.id, ()))

    def of_finding(self, finding: FindingRow) -> tuple[EditRow, ...]:
        """The ways told beside the edits of that finding."""
        return tuple(row for each in finding.edits for row in self._beside.get(each, ()))

    def of_point(self, point: str) -> tuple[EditRow, ...]:
        """The ways to put a passage of that point, in reading order."""
        return tuple(row for row in self.report.rewrites if row.point == point)

    @property
    def loose(self) -> tuple[EditRow, ...]:
        """The ways that take no edit's place."""
        return tuple(row for row in self.report.rewrites if not self._instead[row.id])

    @property
    def pointless(self) -> tuple[EditRow, ...]:
        """The ways to put a passage of no point."""
        points = {row.id for row in self.report.points}
        return tuple(row for row in self.report.rewrites if row.point not in points)

    def choice(self, row: EditRow) -> Choice:
        """The passage that the way and the edits in its place make up."""
        edits, text = self.instead(row), self.report.document.text
        spans = [row.span, *(edit.span for edit in edits)]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        suggested = _applied(text, whole, edits) if edits else ""
        return Choice(whole.of(text), suggested, _applied(text, whole, (row,)))


def _clash(one: Span, other: Span) -> bool:
    """Whether one of them must yield: they share characters, or one inserts at or inside the other."""
    inserted = not (one.size and other.size) and one.start <= other.end and other.start <= one.end
    return inserted or one.meets(other)


def _applied(text: str, whole: Span, edits: Iterable[EditRow]) -> str:
    """The words at `whole` with edits that lie in it and don't overlap."""
    pieces, start = [], whole.start
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[start : edit.span.start], edit.replacement]
        start = edit.span.end
    return "".join([*pieces, text[start : whole.end]])
