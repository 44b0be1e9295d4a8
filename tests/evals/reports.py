"""Reviews that agree with the labels in everything, to be spoilt by a test in one way each."""

from __future__ import annotations

from evals.labels import Case, LabelledDefect
from service.domain.report import (
    CauseRow,
    DocumentRow,
    FindingRow,
    MeasureRow,
    PointRow,
    Report,
    SlotRow,
    TotalsRow,
    WriterRow,
)


def agreeing(case: Case) -> Report:
    """The report that the labels ask for, no more and no less."""
    return Report(
        rubric=case.rubric,
        rubric_label="",
        mode="rule",
        document=DocumentRow(name=case.name, sha256="", text=case.text),
        writer=WriterRow(post=case.post, unit=case.unit),
        parts={},
        leads=(),
        points=tuple(_points(case)),
        causes=tuple(CauseRow(id=row.id, span=row.span, explains=row.explains) for row in case.causes),
        measures=tuple(
            MeasureRow(
                id=row.id,
                span=row.span,
                answers=row.answers,
                deadline=row.deadline and row.deadline.of(case.text),
                owner=row.owner and row.owner.of(case.text),
                checkable=row.checkable,
            )
            for row in case.measures
        ),
        findings=tuple(finding(f"F{number}", row) for number, row in enumerate(case.defects)),
        edits=(),
        totals=TotalsRow(level=None, points=len(case.points), by_level=(0, 0, 0, 0, 0), findings={}),
    )


def finding(number: str, row: LabelledDefect) -> FindingRow:
    """The finding that one label asks for."""
    absent = {key: getattr(row, key) for key in ("lead", "part", "point", "cause", "measure", "versus", "span")}
    return FindingRow(
        id=number, code=row.code, message="…", severity="discuss", authority="practice", origin="rule", **absent
    )


def _points(case: Case) -> list[PointRow]:
    return [
        PointRow(
            id=point.id,
            span=point.span,
            filed_under=point.filed_under,
            lead=point.lead,
            lead_reason="",
            level=point.level,
            origin="rule",
            slots={kind: SlotRow(span=span, quote=span.of(case.text)) for kind, span in point.elements.items()},
            missing=(),
            verdicts=(),
            causes=tuple(row.id for row in case.causes if point.id in row.explains),
            measures=tuple(row.id for row in case.measures if point.id in row.answers),
        )
        for point in case.points
    ]
