"""Names of places, bodies and persons, told from common nouns."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.text.name import names

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("name.yaml").read_text("utf-8"))
GENERIC = (
    "社区|村里|乡镇|老旧小区|行政村|贫困村|全县|各村|我局|该镇|本单位|上级公司|"
    "学校|医院|村民|市场|道路|思路|城市|农村|党员|班子"
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_every_name_of_a_passage(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [f"{name.span.of(text)} {name.kind}" for name in names(text) if name.kind != "post"] == case["found"]


@pytest.mark.parametrize("noun", GENERIC.split("|"))
def test_common_nouns_are_no_names(noun: str) -> None:
    assert names(f"我很少到{noun}去，") == []


def test_posts_are_found() -> None:
    text = "镇党委书记和副镇长都在场"
    assert [name.span.of(text) for name in names(text) if name.kind == "post"] == ["党委书记", "副镇长"]


@given(st.text(alphabet="石桥镇村社区县局党委书记王李建国同志我在到的，。\n某医院公司路", max_size=40))
def test_names_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = [name for name in names(text) if name.kind != "post"]
    assert all(0 <= name.span.start < name.span.end <= len(text) for name in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert names(text, Span(0, len(text))) == names(text)
