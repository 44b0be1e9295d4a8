"""The walk reads each kind of content as walk.yaml says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from service.ooxml.word import open_word
from tests.ooxml.making import docx

CASES = yaml.safe_load(Path(__file__).with_name("walk.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_walk(case: dict[str, Any]) -> None:
    word = open_word(docx(case["body"]))
    assert word.text == case["text"]
    assert word.seen.unread == set(case.get("unread", ()))
    assert word.seen.pending == case.get("pending", False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_piece_lies_where_it_says(case: dict[str, Any]) -> None:
    seen = open_word(docx(case["body"])).seen
    for paragraph in seen.paragraphs:
        at = paragraph.start
        for piece in paragraph.pieces:
            assert piece.start == at
            if piece.node.text:
                assert piece.node.text == seen.text[piece.start : piece.end]
            at = piece.end
        assert at == paragraph.end
