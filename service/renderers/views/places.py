"""Tells where in the report a finding belongs: its words, its part, its lead; and groups findings by that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from service.domain.document import Span
from service.domain.report import FindingRow, LeadRow, Report
from service.domain.rubric import PARTS, PartName
from service.lexicons.names import Names
from service.renderers.views.quotes import clip, numeral

LEAD_CELLS = 24


class Place(NamedTuple):
    """A part of the report and, inside the problem part, a lead. Both None: the text as a whole."""

    part: PartName | None
    lead: int | None


@dataclass(frozen=True)
class Atlas:
    """The places of one report."""

    report: Report

    @cached_property
    def _spans(self) -> dict[str, Span]:
        report = self.report
        points, causes = {row.id: row.span for row in report.points}, {row.id: row.span for row in report.causes}
        return {**points, **causes, **{row.id: row.span for row in report.measures}}

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        return sorted((span.start, lead.id) for lead in self.report.leads for span in lead.headings)

    def anchor(self, finding: FindingRow) -> Span | None:
        """The words of a finding, or those of the point, cause or measure that it is about; None for an absence."""
        if finding.span is not None:
            return finding.span
        owners = (finding.measure, finding.cause, finding.point)
        return next((self._spans[owner] for owner in owners if owner in self._spans), None)

    def part_at(self, offset: int) -> PartName | None:
        """The part that holds the character at `offset`."""
        spans = ((part, span) for part in PARTS for span in self.report.parts.get(part, ()))
        return next((part for part, (start, end) in spans if start <= offset < end), None)

    def lead_at(self, offset: int) -> int | None:
        """The lead whose heading stands last before `offset`, inside the problem part only."""
        before = bisect_right(self._headings, (offset, 10**6))
        inside = self.part_at(offset) == "problems" and before
        return self._headings[before - 1][1] if inside else None

    def place(self, finding: FindingRow) -> Place:
        """Where a finding is shown: by its words if it has any, else by the part and lead that it names."""
        anchor = self.anchor(finding)
        if anchor is None:
            return Place(finding.part or ("problems" if finding.lead else None), finding.lead)
        part = self.part_at(anchor.start) or finding.part
        return Place(part, self.lead_at(anchor.start) if part == "problems" else None)

    def in_order(self, findings: Iterable[FindingRow]) -> list[FindingRow]:
        """Findings by place in reading order, those of absence last in their place."""
        return sorted(findings, key=self._rank)

    def groups(self) -> list[tuple[Place, list[FindingRow]]]:
        """All findings by place, in reading order."""
        return [(place, list(rows)) for place, rows in groupby(self.in_order(self.report.findings), self.place)]

    def _rank(self, finding: FindingRow) -> tuple[int, int, int, int]:
        place, anchor = self.place(finding), self.anchor(finding)
        return (
            1 + PARTS.index(place.part) if place.part else 0,
            self._lead_rank(place.lead),
            anchor.start if anchor else len(self.report.document.text),
            anchor.end if anchor else 0,
        )

    @cached_property
    def _order(self) -> dict[int, int]:
        """Lead → the place of its first heading."""
        return {lead: place for place, (_, lead) in reversed(list(enumerate(self._headings)))}

    def _lead_rank(self, lead: int | None) -> int:
        return -1 if lead is None else self._order.get(lead, len(self._headings) + lead)


def lead_label(lead: LeadRow) -> str:
    """A lead's number and the beginning of its name, as in 一、带头深刻感悟“两个确立”…."""
    return f"{numeral(lead.id)}、{clip(lead.name, LEAD_CELLS)}"


def place_label(report: Report, place: Place, names: Names) -> str:
    """A place in words: the part's name, then the lead's; 全文 for the text as a whole."""
    lead = next((lead_label(row) for row in report.leads if row.id == place.lead), None)
    words = [names.of("parts", place.part) if place.part else None, lead]
    return " · ".join(word for word in words if word) or names.word("whole")
