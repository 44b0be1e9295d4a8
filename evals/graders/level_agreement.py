"""Do points get the level that the labels give them? (quadratic kappa, exact, within one; over matched points)"""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, Mark, share
from evals.reviewed import Reviewed, matched_points
from evals.statistics import confusion, quadratic_kappa


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`table` is the confusion matrix: a row for each labelled level, a column for each level given."""
    both = [(label.level, row.level) for _, label, row in matched_points(pairs)]
    table = confusion([mine for mine, _ in both], [theirs for _, theirs in both], 5)
    marks = (
        Mark("level-kappa", quadratic_kappa(table), str(len(both))),
        share("level-exact", sum(mine == theirs for mine, theirs in both), len(both)),
        share("level-within-one", sum(abs(mine - theirs) <= 1 for mine, theirs in both), len(both)),
    )
    return Grade("level-agreement", marks, table={f"labelled {level}": row for level, row in enumerate(table)})
