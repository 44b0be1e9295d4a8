"""Tracked changes come out as marks.yaml says, and marking is fast and numbered on."""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from service.domain.document import Span
from service.ooxml.word import Change, Note, open_word
from tests.ooxml import resolved
from tests.ooxml.making import OTHER, Chance, docx, p, r

CASES = yaml.safe_load(Path(__file__).with_name("marks.yaml").read_text(encoding="utf-8"))
WHEN = datetime(2024, 5, 6, 7, 8, 9)


def bare(data: bytes) -> str:
    """The inside of the first paragraph without namespaces, numbers, dates, our own name and the like."""
    text = etree.tostring(next(resolved.body(data).iter(resolved.W + "p")), encoding="unicode")
    text = re.sub(r' (xmlns:\w+|w:id|w:date|xml:space)="[^"]*"| w:author="六带头审改"', "", text)
    return re.sub(r"(</?| )w:", r"\1", text).removeprefix("<p>").removesuffix("</p>")


def change_of(case: dict[str, Any]) -> Change:
    start, end = case["text"].index("【"), case["text"].index("】") - 1
    return Change(Span(start, end), case["words"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_marks(case: dict[str, Any]) -> None:
    word = open_word(docx(case["body"]))
    assert word.text == case["text"].replace("【", "").replace("】", "")
    change = change_of(case)
    refused = word.refusal(change)
    if "refused" in case:
        assert refused and case["refused"] in refused
        return
    assert refused is None
    assert bare(word.marked([change], [], WHEN)) == case["xml"]


def test_author_date_and_numbers_that_run_on() -> None:
    body = p(r("甲乙"), f'<w:ins w:id="41" {OTHER}>{r("丙")}</w:ins>')
    marked = open_word(docx(body)).marked([Change(Span(0, 1), "新")], [], WHEN)
    ours = [node for node in resolved.body(marked).iter() if node.get(resolved.W + "author") == "六带头审改"]
    assert [node.get(resolved.W + "id") for node in ours] == ["42", "43"]
    assert {node.get(resolved.W + "date") for node in ours} == {"2024-05-06T07:08:09Z"}


def test_numbers_stay_small_where_the_highest_is_at_the_limit() -> None:
    body = p("甲", f'<w:ins w:id="2147483647" {OTHER}>{r("乙")}</w:ins>')
    marked = open_word(docx(body)).marked([Change(Span(0, 1), "新")], [], WHEN)
    numbers = resolved.revision_numbers(resolved.body(marked))
    assert len(set(numbers)) == 3
    assert all(int(number) < 2**31 for number in numbers)


def test_blanks_at_new_edges_are_kept() -> None:
    body = "<w:p><w:r><w:t>甲 乙 丙</w:t></w:r></w:p>"
    marked = open_word(docx(body)).marked([Change(Span(2, 3), "丁")], [])
    assert open_word(marked).text == "甲 丁 丙"


def test_characters_that_xml_cannot_hold_do_no_harm() -> None:
    marked = open_word(docx(p("甲"))).marked([Change(Span(0, 1), "a\x00b\ud800c\x0b")], [Note(Span(0, 1), "\x01")])
    assert open_word(marked).text == "a\ufffdb\ufffdc\ufffd"


def test_parts_that_are_not_marked_keep_their_bytes() -> None:
    source = open_word(docx(p("甲")))
    before = {name: source.archive.read(name) for name in source.archive.entries}
    after = open_word(source.marked([Change(Span(0, 1), "新")], [])).archive
    changed = [name for name in before if after.read(name) != before[name]]
    assert changed == ["word/document.xml"]


def test_400_marks_in_35000_characters_take_well_under_a_second() -> None:
    chance = Chance(1)
    source = docx("".join(p(*(r(chance.words(4, 10), chance.looks()) for _ in range(30))) for _ in range(170)))
    began = time.perf_counter()
    word = open_word(source)
    step = len(word.text) // 200
    changes = [Change(Span(n * step + 3, n * step + 9), "新的说法") for n in range(200)]
    tracked = [change for change in changes if word.refusal(change) is None]
    word.marked(tracked, [Note(change.span, "理由") for change in changes])
    assert len(word.text) > 34_000
    assert len(tracked) > 180
    assert time.perf_counter() - began < 1
