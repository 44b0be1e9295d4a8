"""Agreement of two raters on an ordered scale."""

from __future__ import annotations

from collections.abc import Sequence


def confusion(labelled: Sequence[int], given: Sequence[int], levels: int) -> list[list[int]]:
    """Row: the labelled level; column: the level given; both from 0 to `levels` - 1."""
    table = [[0] * levels for _ in range(levels)]
    for one, other in zip(labelled, given, strict=True):
        table[one][other] += 1
    return table


def quadratic_kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Cohen's kappa with weights (i - j)² (Cohen 1968); None where chance alone gives no disagreement.

    That is so for no pairs at all, and where both raters give one and the same level throughout.
    """
    total = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    cells = [(i, j) for i in range(len(table)) for j in range(len(table))]
    seen = sum((i - j) ** 2 * table[i][j] for i, j in cells)
    by_chance = sum((i - j) ** 2 * rows[i] * columns[j] for i, j in cells) / total if total else 0.0
    return 1 - seen / by_chance if by_chance else None
