"""Are passages that are right as they stand left alone? (raised with the very code that they invite)"""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, Mark, Slip
from evals.reviewed import Reviewed


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`traps-sprung`: how many such passages were raised."""
    traps = [(pair, trap) for pair in pairs for trap in pair.case.traps]
    sprung = [
        Slip(pair.case.name, trap.code, "trap", trap.quote)
        for pair, trap in traps
        if any(row.code == trap.code and row.span and row.span.meets(trap.span) for row in pair.report.findings)
    ]
    return Grade("traps-kept", (Mark("traps-sprung", len(sprung), f"{len(sprung)}/{len(traps)}"),), tuple(sprung))
