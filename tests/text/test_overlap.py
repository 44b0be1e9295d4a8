"""The bit-parallel count against the plain table it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.overlap import ratio

WORDS = st.text(alphabet="带头坚持人民中心𠮷", max_size=70)


def common(one: str, other: str) -> int:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            table[i + 1][j + 1] = table[i][j] + 1 if left == right else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


@given(WORDS, WORDS)
def test_the_same_as_the_table(one: str, other: str) -> None:
    length = len(one) + len(other)
    assert ratio(one, other) == (200.0 * common(one, other) / length if length else 100.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("abc", "abc", 100.0), ("abc", "", 0.0), ("kitten", "sitting", 800 / 13)]
)
def test_known_values(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected)
