"""Numbers of every form, with value, unit and role; what only looks like a number; and that reading stays linear."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.lexicons import lines
from service.text.numeral import read
from service.text.quantity import Quantity, quantities

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("quantity.yaml").read_text("utf-8"))
_DIGITS = "零一二三四五六七八九"


def _shown(text: str, row: Quantity) -> str:
    value = f"{row.value}" if row.high is None else f"{row.value}..{row.high}"
    return f"{row.span.of(text)} = {value} {row.unit or '-'} {row.role} {row.approx}".strip()


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_every_number_of_a_passage(case: dict[str, Any]) -> None:
    assert [_shown(case["text"], row) for row in quantities(case["text"])] == case["found"]


def test_set_phrases_count_nothing() -> None:
    counted = [phrase for phrase in lines("number_phrases") if _counted(f"我对{phrase}，")]
    assert len(lines("number_phrases")) >= 150
    assert counted == []


def _counted(text: str) -> list[Quantity]:
    return [row for row in quantities(text) if row.role not in ("date", "ordinal")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1260万元", "12600000元"), ("1.36亿元", "13600万元"), ("三成", "30%"), ("九成八", "九成八"),
        ("98%", "百分之九十八"),
        ("９８％", "98%"), ("两千六百元", "2600块钱"), ("半年", "6个月"),
        ("三公里", "3000米"), ("两吨", "4000斤"), ("三分之一", "1/3"),
        ("3至5户", "三到五户"), ("三名", "3人"), ("一年半", "18个月"), ("2022年3月", "二〇二二年三月"),
    ],
)  # fmt: skip
def test_equal_amounts_are_equal(one: str, other: str) -> None:
    (first, *_), (second, *_) = quantities(one), quantities(other)
    assert first.equals(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12个县区", "12月"),
        ("1.36万元", "1.36亿元"),
        ("3户", "3人"),
        ("5%", "5个百分点"),
        ("3至5户", "3户"),
        ("30天", "1个月"),
    ],
)
def test_other_amounts_are_not(one: str, other: str) -> None:
    (first, *_), (second, *_) = quantities(one), quantities(other)
    assert not first.equals(second)


def _written(number: int) -> str:
    """A whole number below 100,000 in Chinese characters, written out by place."""
    if number >= 10000:
        rest = number % 10000
        return _written(number // 10000) + "万" + ("零" if 0 < rest < 1000 else "") + (_written(rest) if rest else "")
    words, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        words += ("零" if gap and digit and words else "") + (_DIGITS[digit] + name if digit else "")
        gap = not digit
    return words or "零"


@given(st.integers(1, 99_999))
def test_numerals_read_back(number: int) -> None:
    numeral = read(_written(number))
    assert numeral is not None
    assert numeral.low == number
    assert numeral.high is None


@given(st.integers(10, 10**9), st.sampled_from(["户", "元", "万元", "亩", "%", "人次", "公里"]))
def test_spans_cover_number_and_unit(number: int, unit: str) -> None:
    text = f"共{number}{unit}，"
    (found,) = quantities(text)
    assert found.span.of(text) == f"{number}{unit}"


@given(st.text(alphabet="一二三十百千万亿几半多余0123456789.,%年月日点户人元至-第“”《》\n 个倍成分之", max_size=60))
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = quantities(text)
    assert all(0 <= row.span.start < row.span.end <= len(text) for row in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    inside = Span(len(text) // 3, 2 * len(text) // 3)
    assert quantities(text, inside) == [row for row in found if inside.holds(row.span)]


def test_a_range_has_two_ends() -> None:
    (found,) = quantities("抽查三四十人")
    assert (found.value, found.high) == (Fraction(30), Fraction(40))


def test_reading_is_linear() -> None:
    passage = "2022年3月15日，我到石桥镇走访了三十多户，12个县区同比增长5.2%，一味求快，千方百计。"
    seconds = [_seconds(passage * times) for times in (100, 800)]
    assert seconds[1] < 24 * seconds[0] + 0.05


def _seconds(text: str) -> float:
    start = time.perf_counter()
    quantities(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("run", ["1", "一", "9,"])
def test_a_line_of_digits_is_read_without_harm(run: str) -> None:
    assert len(quantities("涉及" + run * 3000 + "户，6户。")) >= 1
