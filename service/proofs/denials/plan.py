"""The words tell what is planned or hoped for: a year after the one under review, or a clause that is an aim.

Why: what has not happened can't be checked, and no problem of last year consists of it.
Bad: 2022年3月召开协调会；约定月底完成，结果没有完成
Good: 2023年3月底前完成；今后要进一步提高站位
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import holding
from service.text.date import times


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None where every clause of the words is an aim, or a year to come stands in the words themselves."""
    assert slot.span is not None
    clauses = holding(draft, point, slot.span)
    ahead = any(expr.year and expr.year > draft.rubric.year for expr in times(draft.text, slot.span))
    aims = bool(clauses) and all(clause.aspiration for clause in clauses)
    return None if ahead or aims else "这件事已经发生，不是打算。"
