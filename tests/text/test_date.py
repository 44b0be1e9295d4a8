"""Time expressions, each found as its case says."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.text.date import times

CASES: list[Any] = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[case[0] for case in CASES])
def test_times(words: str, expected: list[list[Any]]) -> None:
    found = [(expr.span.of(words), expr.kind, expr.bound, expr.year) for expr in times(words)]
    assert found == [(*row, *["", None][len(row) - 2 :]) for row in expected]


def test_only_those_inside_the_span() -> None:
    words = "3月5日开会。5月6日复查。"
    assert [expr.span.of(words) for expr in times(words, Span(7, len(words)))] == ["5月6日"]


@given(st.text(alphabet="12一二三十月日年每周季度底前起内去上半个春节国庆，。", max_size=60))
def test_never_overlapping_never_empty(words: str) -> None:
    found = [expr.span for expr in times(words)]
    assert all(span.size for span in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
