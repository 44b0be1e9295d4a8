"""Old Word, WPS, OpenDocument and RTF files, made by LibreOffice and read by way of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.errors import UnreadableDocument
from service.readers import office, read
from tests.readers.office_files import convert, make_docx, paragraphs_of

SAMPLE = "seed-street-office"


@pytest.mark.parametrize("suffix", office.SUFFIXES)
def test_reads(suffix: str, tmp_path: Path) -> None:
    # A WPS file of the older kind is a Word binary under another suffix.
    made = make_docx(paragraphs_of(SAMPLE), tmp_path / "in.docx", "official")
    path = convert([made], {".wps": "doc"}.get(suffix, suffix[1:]), tmp_path)[0]
    document = read(path.read_bytes(), f"对照检查材料{suffix}")
    assert [block.span.of(document.text).strip() for block in document.blocks] == paragraphs_of(SAMPLE)
    assert document.source == suffix
    assert "LibreOffice" in document.notes[0]


def test_a_machine_without_libreoffice_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_office", lambda: None)
    with pytest.raises(UnreadableDocument, match="apt-get install libreoffice") as caught:
        office.convert(b"{\\rtf1 x}", "报告.rtf")
    assert caught.value.exit_code == 3


def test_an_office_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text(f"#!/bin/sh\nexec {shutil.which('sleep')} 30\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(office, "_office", lambda: str(sleeper))
    monkeypatch.setattr(office, "SECONDS", 0.3)
    with pytest.raises(UnreadableDocument, match="已停止"):
        office.convert(b"{\\rtf1 x}", "报告.rtf")
