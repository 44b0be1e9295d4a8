"""A plain text laid out anew keeps its words and takes the form of an official document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.ooxml.layout import lay_out
from service.ooxml.word import open_word
from tests.ooxml import resolved
from tests.tools import faults_of

TEXT = """某镇镇长对照检查材料

　　会前，我学习了有关文件。
　　一、存在的突出问题
一、存在的突出问题。学得不深。
（一）学习方面。学得不深不透。
学得不深不透。"""


def rows(text: str) -> list[str]:
    """Each paragraph without namespaces."""
    body = resolved.body(lay_out(text))
    bare = (etree.tostring(row, encoding="unicode") for row in body.iter(resolved.W + "p"))
    return [re.sub(r' xmlns:\w+="[^"]*"| xml:space="preserve"|(?<=[</ ])w:', "", row) for row in bare]


def test_each_kind_of_line() -> None:
    title, blank, indented, first, run_in, second, plain = rows(TEXT)
    flush = '<ind firstLineChars="0" firstLine="0"/>'
    assert 'pStyle val="GongwenTitle"' in title
    assert "<t>" not in blank
    assert flush in indented
    assert "pStyle" not in indented
    assert 'pStyle val="GongwenHeading1"' in first
    assert flush in first
    assert "pStyle" not in run_in
    assert '<rStyle val="GongwenHeading2"/></rPr><t>（一）学习方面。</t></r><r><t>学得不深不透。</t>' in second
    assert flush not in plain


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert not any("GongwenTitle" in row for row in rows("会前，我学习了有关文件。\n一、问题"))
    assert not any("GongwenTitle" in row for row in rows("一、问题"))


def test_the_page_is_that_of_an_official_document() -> None:
    section = resolved.body(lay_out(TEXT)).find(resolved.W + "sectPr")
    margins = section.find(resolved.W + "pgMar")
    millimetres = {side: round(int(margins.get(resolved.W + side)) * 25.4 / 1440) for side in ("top", "bottom")}
    across = {side: round(int(margins.get(resolved.W + side)) * 25.4 / 1440) for side in ("left", "right")}
    assert (millimetres, across) == ({"top": 37, "bottom": 35}, {"left": 28, "right": 26})


def test_the_same_text_gives_the_same_file(tmp_path: Path) -> None:
    assert lay_out(TEXT) == lay_out(TEXT)
    assert faults_of(lay_out(TEXT), tmp_path) == []


@pytest.mark.parametrize("text", [TEXT, "", "\n", "甲\t乙", " 甲  乙 ", "𠮷\n\n𪚥"])
def test_the_words_are_kept(text: str) -> None:
    assert open_word(lay_out(text)).text == text


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_every_character_keeps_its_place(text: str) -> None:
    found = open_word(lay_out(text)).text
    assert len(found) == len(text)
    assert all(a == b or not a.isprintable() or ord(a) > 0xFFFD for a, b in zip(text, found, strict=True))
