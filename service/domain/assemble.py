"""Puts everything a review found into one Report: ids, levels, shares and totals are computed here and nowhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from statistics import fmean

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Finding
from service.domain.point import Point, PointScore
from service.domain.report import (
    BlankRow,
    CauseRow,
    DocumentRow,
    EditRow,
    FactsRow,
    FindingRow,
    LeadRow,
    MeasureRow,
    MissingRow,
    Mode,
    PointRow,
    RejectedRow,
    Report,
    RevisedRow,
    SlotRow,
    TotalsRow,
    TraceRow,
    UnscoredRow,
    VerdictRow,
    WriterRow,
)
from service.domain.rubric import PARTS, SEVERITIES
from service.domain.sifted import Rejection, Trace


def report_of(
    draft: Draft,
    findings: Iterable[Finding],
    edits: Iterable[Edit],
    rejected: Iterable[Rejection] = (),
    traces: Iterable[Trace] = (),
    mode: Mode = "rule",
    revised: RevisedRow | None = None,
    rewrites: Iterable[Edit] = (),
) -> Report:
    """The whole review as one frozen value. `edits` carry their ids and do not overlap."""
    edits = tuple(sorted(edits, key=lambda edit: edit.span))
    mending = _Mending(edits)
    found = tuple(_finding(draft, n, finding, mending) for n, finding in enumerate(findings, 1))
    points = tuple(_point(draft, point) for point in draft.points if draft.score(point.id))
    document = draft.document
    return Report(
        rubric=draft.rubric.id,
        rubric_label=draft.rubric.label,
        mode=mode,
        document=DocumentRow(
            name=document.name, sha256=document.sha256, text=document.written, notes=(*document.notes, *draft.notes)
        ),
        writer=WriterRow(post=draft.writer.post, unit=draft.writer.unit),
        parts={name: tuple(section.span for section in draft.part(name)) for name in PARTS},
        leads=_leads(draft, points),
        points=points,
        causes=tuple(CauseRow(id=each.id, span=each.span, explains=each.explains) for each in draft.causes),
        measures=_measures(draft),
        findings=found,
        edits=tuple(_edit(draft, edit) for edit in edits),
        rewrites=tuple(_edit(draft, edit) for edit in sorted(rewrites, key=lambda edit: edit.span)),
        rejected=tuple(RejectedRow(**asdict(each)) for each in rejected),
        unscored=tuple(
            UnscoredRow(point=point.id, reason="没有可用的评分") for point in draft.points if not draft.score(point.id)
        ),
        totals=totals_of(points, found),
        traces=tuple(TraceRow(**asdict(each)) for each in traces),
        revised=revised,
    )


def totals_of(points: Iterable[PointRow], findings: Iterable[FindingRow]) -> TotalsRow:
    """Mean level (None for no point), points at each level, findings of each severity."""
    levels = [point.level for point in points]
    counts = [levels.count(level) for level in range(5)]
    severities = [finding.severity for finding in findings]
    return TotalsRow(
        level=mean(levels),
        points=len(levels),
        by_level=(counts[0], counts[1], counts[2], counts[3], counts[4]),
        findings={severity: severities.count(severity) for severity in SEVERITIES},
    )


def mean(levels: list[int]) -> float | None:
    """The mean to two places, None for an empty list: missing is not zero."""
    return round(fmean(levels), 2) if levels else None


def _leads(draft: Draft, points: tuple[PointRow, ...]) -> tuple[LeadRow, ...]:
    sizes = {point.id: draft.document.size_of(point.span) for point in points}
    whole = sum(sizes.values()) or 1
    rows = []
    for lead in draft.rubric.leads:
        own = [point for point in points if point.filed_under == lead.id]
        headings = tuple(
            section.heading.span for section in draft.leads if section.heading and section.heading.lead == lead.id
        )
        rows.append(
            LeadRow(
                id=lead.id,
                name=lead.name,
                headings=headings,
                points=tuple(point.id for point in own),
                level=mean([point.level for point in own]),
                share=round(sum(sizes[point.id] for point in own) / whole, 4),
            )
        )
    return tuple(rows)


def _point(draft: Draft, point: Point) -> PointRow:
    score = draft.score(point.id) or PointScore(point.id, ())
    slots = {
        slot.kind: SlotRow(span=slot.span, quote=slot.span.of(draft.document.written))
        for slot in score.slots
        if slot.span is not None
    }
    return PointRow(
        id=point.id,
        span=point.span,
        filed_under=point.filed_under,
        lead=point.lead,
        lead_reason=point.lead_reason,
        level=score.level,
        origin=score.origin,
        slots=slots,
        missing=tuple(MissingRow(slot=slot.kind, question=slot.question or "") for slot in score.missing),
        verdicts=tuple(
            VerdictRow(code=each.code, holds=each.holds, span=each.span, reason=each.reason, origin=each.origin)
            for each in score.verdicts
        ),
        causes=draft.causes_of.get(point.id, ()),
        measures=draft.measures_of.get(point.id, ()),
    )


def _measures(draft: Draft) -> tuple[MeasureRow, ...]:
    def words(span: Span | None) -> str | None:
        return span.of(draft.document.written) if span else None

    return tuple(
        MeasureRow(
            id=each.id,
            span=each.span,
            answers=each.answers,
            deadline=words(each.deadline),
            owner=words(each.owner),
            checkable=each.checkable,
        )
        for each in draft.measures
    )


def _finding(draft: Draft, n: int, finding: Finding, mending: _Mending) -> FindingRow:
    fault = finding.fault
    return FindingRow(
        id=f"F{n}",
        code=finding.code,
        span=fault.span,
        lead=fault.lead,
        part=fault.part,
        point=fault.point or _holder(draft, fault.span),
        cause=fault.cause,
        measure=fault.measure,
        versus=fault.versus,
        message=fault.message,
        severity=finding.severity,
        authority=finding.authority,
        origin=finding.origin,
        edits=mending.of(finding),
    )


class _Mending:
    """Which edits mend a finding: those it proposed itself, and those made for its code in its span or point."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._ids = {(edit.span, edit.replacement): edit.id for edit in edits}
        self._by_code: dict[str, list[Edit]] = defaultdict(list)
        for edit in edits:
            self._by_code[edit.code].append(edit)

    def of(self, finding: Finding) -> tuple[str, ...]:
        """Ids in reading order."""
        fault = finding.fault
        own = [self._ids[key] for edit in fault.edits if (key := (edit.span, edit.replacement)) in self._ids]
        made = self._by_code.get(finding.code, [])
        if fault.span and not own:
            first = bisect_left(made, fault.span.start, key=lambda edit: edit.span.start)
            last = bisect_left(made, fault.span.end + 1, key=lambda edit: edit.span.start)
            own = [edit.id for edit in made[first:last] if fault.span.holds(edit.span)]
        if fault.point and not own:
            own = [edit.id for edit in made if edit.point == fault.point]
        return tuple(dict.fromkeys(own))


def _holder(draft: Draft, span: Span | None) -> str | None:
    point = draft.holder(span) if span else None
    return point.id if point else None


def _edit(draft: Draft, edit: Edit) -> EditRow:
    return EditRow(
        id=edit.id,
        point=edit.point or _holder(draft, edit.span),
        code=edit.code,
        span=edit.span,
        original=edit.span.of(draft.document.written),
        replacement=edit.replacement,
        blanks=tuple(BlankRow(slot=blank.slot, question=blank.question) for blank in edit.blanks),
        verdict=edit.verdict,
        reason=edit.reason,
        facts=FactsRow(kept=edit.facts.kept, added=edit.facts.added, dropped=edit.facts.dropped),
        origin=edit.origin,
    )
