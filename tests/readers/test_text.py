"""Plain text and Markdown: every encoding that the writers use, and spans into the author's own lines."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from service.readers import read

CASES = yaml.safe_load(Path(__file__).with_name("text.yaml").read_text("utf-8"))
HAN = st.text(st.sampled_from("我们一开最学习不够深入，。；（）“”2022年3月Ab \u3000"), min_size=1, max_size=60)
LINES = st.lists(HAN.filter(lambda line: any(map(str.isalnum, line))), min_size=1, max_size=8)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_reads(case: dict[str, Any]) -> None:
    document = read(case["text"].encode(case["encoding"]), "报告.txt", case.get("override"))
    assert document.text == case["want"]
    if "blocks" in case:
        found = [[block.kind, block.level, block.span.of(document.text)] for block in document.blocks]
        assert found == case["blocks"]
    assert any(case["note"] in note for note in document.notes) if "note" in case else not document.notes


@given(LINES, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=150, deadline=None)
def test_text_survives_any_encoding_and_blocks_tile_it(lines: list[str], encoding: str, end: str) -> None:
    document = read(end.join(lines).encode(encoding), "-")
    assert document.text == "\n".join(lines)
    spans = [block.span for block in document.blocks]
    assert [span.of(document.text) for span in spans] == [line for line in lines if line.strip()]
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert [block.id for block in document.blocks] == list(range(len(spans)))


@pytest.mark.parametrize("name", ["-", "无扩展名", "报告.TXT", "报告.md", "/some/where/报告.Markdown"])
def test_picks_the_reader_by_suffix_or_content(name: str) -> None:
    assert read("对照检查材料".encode(), name).text == "对照检查材料"
