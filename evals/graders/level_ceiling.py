"""Does the real sample, which tells no single event, stay at 2 or below? A keyword count scores it high."""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, Mark
from evals.reviewed import Reviewed

SEED = "seed-street-office"


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`seed-highest-level` is the highest level of any of its points; None where the sample is not there."""
    levels = [row.level for pair in pairs if pair.case.name == SEED for row in pair.report.points]
    return Grade("level-ceiling", (Mark("seed-highest-level", max(levels, default=None), f"{len(levels)} points"),))
