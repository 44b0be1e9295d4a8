"""Small reports, each laid out as its case says."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service import outline, rubrics
from service.domain.document import Span
from service.outline.numbering import inline_numbers, number_at, value_of
from tests.drafts import document_of, laid_out

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("layouts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_layout(case: dict[str, Any]) -> None:
    draft = laid_out(case["report"].strip())
    headings = [[section.lead, section.heading.wording] for section in draft.leads if section.heading]
    assert headings == case["leads"]
    said = [span.of(draft.text) for section in draft.leads if section.heading for span in section.items]
    assert len(said) == len(case["items"])
    assert all(words.startswith(first) for words, first in zip(said, case["items"], strict=True)), said
    for name, count in case.get("parts", {}).items():
        assert sum(len(section.items) for section in draft.part(name)) == count, name
    if "writer" in case:
        assert {"post": draft.writer.post, "unit": draft.writer.unit} == case["writer"]


@pytest.mark.parametrize(
    ("mark", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("7", 7), ("④", 4)]
)
def test_value_of(mark: str, value: int) -> None:
    assert value_of(mark) == value


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("一、学习", "han"), ("（二）学习", "han-bracket"), ("3.学习", "digit"), ("（4）学习", "digit-bracket"),
        ("①学习", "circle"), ("第一，学习", "ordinal"), ("一是学习", "is"), ("其一，学习", "its"),
        ("问题1：学习", "named"),
        ("3.5万元", None), ("一是否定", None), ("学习", None),
    ],
)  # fmt: skip
def test_number_styles(words: str, style: str | None) -> None:
    number = number_at(words, 0, len(words))
    assert (number.style if number else None) == style


def test_a_series_must_count_from_one() -> None:
    words = "前面的话。二是学习。三是工作。"
    assert inline_numbers(words, Span(0, len(words))) == []


@given(st.lists(st.sampled_from([*"一二、（）1.。，带头问题原因措施学习方面：\n 是第"]), max_size=80).map("".join))
def test_any_text_is_laid_out_without_losing_order(text: str) -> None:
    draft = outline.lay_out(document_of(text), rubrics.load("six-lead-2022"))
    spans = [span for section in draft.leads for span in section.items]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
