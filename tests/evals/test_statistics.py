"""Quadratic kappa against published and reference values."""

from __future__ import annotations

import pytest

from evals.statistics import confusion, quadratic_kappa

# The first row is the worked example in scikit-learn's own test suite (published there as 0.9541); the values to the
# last digit come from scikit-learn 1.x, cohen_kappa_score(weights="quadratic").
KNOWN = [
    ([[46, 0, 0], [4, 40, 0], [0, 0, 10]], 0.9541284403669725),
    ([[12, 1, 0, 0, 0], [3, 5, 6, 0, 0], [0, 5, 6, 6, 0], [0, 0, 4, 5, 4], [0, 0, 0, 4, 16]], 0.896962815782004),
    ([[0, 0, 1], [0, 1, 0], [1, 0, 0]], -1.0),
    ([[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0]], 3 / 7),
]


@pytest.mark.parametrize(("table", "value"), KNOWN)
def test_quadratic_kappa_is_the_known_value(table: list[list[int]], value: float) -> None:
    assert quadratic_kappa(table) == pytest.approx(value, abs=1e-9)


def test_no_pairs_are_not_zero() -> None:
    assert quadratic_kappa([[0, 0], [0, 0]]) is None
    assert quadratic_kappa([[0, 0], [0, 9]]) is None


def test_confusion_counts_rows_by_label() -> None:
    assert confusion([0, 1, 1], [0, 0, 1], 2) == [[1, 0], [1, 1]]
