"""PDFs that LibreOffice made of the samples: their lines rejoined are the paragraphs of the original."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.domain.document import Document
from service.errors import UnreadableDocument
from service.readers import pdf, read
from service.readers._rejoin import Row
from tests.readers.bad_files import paged_pdf
from tests.readers.office_files import LAYOUTS, SAMPLES, convert, make_docx, paragraphs_of

NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back_whole(layout: str, tmp_path: Path) -> None:
    names = NAMES if layout == "official" else NAMES[::3]
    made = [make_docx(paragraphs_of(name), tmp_path / f"{name}.docx", layout) for name in names]
    right = 0
    for name, path in zip(names, convert(made, "pdf", tmp_path), strict=True):
        document = read(path.read_bytes(), path.name)
        assert any("页码" in note for note in document.notes)
        right += _same_paragraphs(document, name)
    # Where nothing but a full line tells paragraphs apart, some breaks can not be known; the words must be right.
    assert right == len(names) if layout != "bare" else right >= 1


def test_plain_text_with_ragged_lines_comes_back_whole(tmp_path: Path) -> None:
    made = convert([SAMPLES / f"{name}.txt" for name in NAMES], "pdf", tmp_path)
    wrong = [
        name
        for name, path in zip(NAMES, made, strict=True)
        if not _same_paragraphs(read(path.read_bytes(), "报告.pdf"), name)
    ]
    assert wrong == []


def _same_paragraphs(document: Document, name: str) -> bool:
    """Whether the paragraphs are those of the sample; that the words are is asserted."""
    found = [_bare(block.span.of(document.text)) for block in document.blocks]
    wanted = [_bare(paragraph) for paragraph in paragraphs_of(name)]
    assert "".join(found) == "".join(wanted), name
    return found == wanted


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "text", ["1", "- 1 -", "—12—", "— 12 —", "第3页", "第 3 页 共 9 页", "3/9", "第3页/共9页", "·7·"]
)
def test_page_numbers_are_known(text: str) -> None:
    assert pdf._numbers(_row(text))


@pytest.mark.parametrize("text", ["2022", "2023年1月5日", "1.", "一", "3人", "共9页纸", "第3季度"])
def test_other_short_lines_are_no_page_numbers(text: str) -> None:
    assert not pdf._numbers(_row(text))


def _row(text: str) -> Row:
    return Row(100, 110, 800, 810, 10, text)


def test_a_pdf_that_takes_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.01)
    with pytest.raises(UnreadableDocument, match="限定时间"):
        pdf.read(paged_pdf(1), "报告.pdf")
