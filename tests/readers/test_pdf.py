"""PDFs that LibreOffice made of the samples: their lines rejoined are the paragraphs of the original."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.readers import read
from tests.readers.office_files import LAYOUTS, SAMPLES, convert, make_docx, paragraphs_of

NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back_whole(layout: str, tmp_path: Path) -> None:
    names = NAMES if layout == "official" else NAMES[::2] if layout != "bare" else NAMES[::-2]
    made = [make_docx(paragraphs_of(name), tmp_path / f"{name}.docx", layout) for name in names]
    right = 0
    for name, path in zip(names, convert(made, "pdf", tmp_path), strict=True):
        document = read(path.read_bytes(), path.name)
        found = [_bare(block.span.of(document.text)) for block in document.blocks]
        wanted = [_bare(paragraph) for paragraph in paragraphs_of(name)]
        assert "".join(found) == "".join(wanted), name
        assert any("页码" in note for note in document.notes)
        right += found == wanted
    # Where nothing but a full line tells paragraphs apart, some breaks can not be known.
    assert right == len(names) if layout != "bare" else right >= len(names) - 3


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
