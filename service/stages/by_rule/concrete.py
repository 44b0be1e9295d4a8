"""Tells a fault tied to this post's work (level 2) from a stock fault (1) and from mere attitude (0)."""

from __future__ import annotations

from service.domain.document import Span
from service.stages.by_rule.clause import Clause, cues

# Shares are of the point's characters outside praise and aims. They separate points whose words any colleague could
# have written from those that only this post could: found on labelled reports, checked on a blind set.
DENSE = 0.145  # concrete words a character, with nobody acting
SPARSE = 0.085  # the same where the writer himself acts in concrete words


def find_situation(clauses: list[Clause]) -> Span | None:
    """Where the fault is tied to a named area of work or a recurring situation, or None.

    Concrete words are content words outside the genre's stock vocabulary. A point needs fewer of them where the writer
    stands in the clause as the one who acts.
    """
    simile = cues()["simile"]
    told = [c for c in clauses if not c.praise and not c.aspiration and not simile.search(c.words)]
    size = sum(clause.span.size for clause in told)
    distinct = {word for clause in told for word in clause.concrete}
    if not told or len(distinct) < 4:
        return None
    share = len(distinct) / size
    acting = [
        clause for clause in told if clause.me and (clause.concrete or not clause.shortcoming or "“" in clause.words)
    ]
    if not acting and not find_shortcoming(clauses):
        return None
    if share < (SPARSE if acting else DENSE):
        return None
    richest = max(acting or told, key=lambda clause: len(clause.concrete))
    return richest.span


def find_shortcoming(clauses: list[Clause]) -> Span | None:
    """A nameable shortcoming, or None where aims and degrees drown it (at least twice as many clauses)."""
    faults = [clause for clause in clauses if clause.shortcoming and not clause.praise]
    aims = [clause for clause in clauses if clause.aspiration]
    if not faults or len(aims) > 2 * len(faults):
        return None
    return faults[0].span
