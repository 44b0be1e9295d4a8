"""Are the labelled problem points found, and no others? (overlap of at least half of the union, one to one)"""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, share
from evals.reviewed import Reviewed


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`points-found`: share of labelled points; `points-surplus`: points beside them, as a share of those labelled."""
    labelled = sum(len(pair.case.points) for pair in pairs)
    matched = sum(len(pair.points) for pair in pairs)
    given = sum(len(pair.report.points) for pair in pairs)
    marks = (share("points-found", matched, labelled), share("points-surplus", given - matched, labelled))
    return Grade("points-found", marks)
