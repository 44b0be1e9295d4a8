"""Are problems tied to the causes and measures that the labels tie them to, with deadlines and owners?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, Mark, share
from evals.reviewed import Reviewed

Tie = tuple[str, str, str]  # report, point, cause or measure


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """F1 of the ties; of the matched measures, those whose deadline, owner and checkability are judged alike."""
    mine_causes = {(p.case.name, point, row.id) for p in pairs for row in p.case.causes for point in row.explains}
    mine_measures = {(p.case.name, point, row.id) for p in pairs for row in p.case.measures for point in row.answers}
    marks = (
        _f1("cause-links-f1", mine_causes, _ties(pairs, "causes")),
        _f1("measure-links-f1", mine_measures, _ties(pairs, "measures")),
        share("measures-found", sum(len(p.measures) for p in pairs), sum(len(p.case.measures) for p in pairs)),
        *_alike(pairs),
    )
    return Grade("links-found", marks)


def _ties(pairs: Sequence[Reviewed], kind: str) -> set[Tie]:
    """Ties of the reviews in the labels' ids; an id with no labelled twin is kept apart by a mark in front."""
    return {
        (p.case.name, p.points.get(point.id, f"?{point.id}"), getattr(p, kind).get(tied, f"?{tied}"))
        for p in pairs
        for point in p.report.points
        for tied in getattr(point, kind)
    }


def _f1(name: str, mine: set[Tie], theirs: set[Tie]) -> Mark:
    both = len(mine & theirs)
    whole = len(mine) + len(theirs)
    return Mark(name, 2 * both / whole if whole else None, f"{both} of {len(mine)}, {len(theirs)} given")


def _alike(pairs: Sequence[Reviewed]) -> list[Mark]:
    rows = [
        (label, row)
        for p in pairs
        for row in p.report.measures
        for label in p.case.measures
        if p.measures.get(row.id) == label.id
    ]
    return [
        share("deadlines-alike", sum(bool(label.deadline) == bool(row.deadline) for label, row in rows), len(rows)),
        share("owners-alike", sum(bool(label.owner) == bool(row.owner) for label, row in rows), len(rows)),
        share("checkable-alike", sum(label.checkable == row.checkable for label, row in rows), len(rows)),
    ]
