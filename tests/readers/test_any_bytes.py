"""Whatever the bytes: a document whose blocks lie in its text, or an error raised on purpose; never anything else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ReviewError
from service.readers import read
from tests.readers.bad_files import BODY, TEXT, paged_pdf, repacked, sound_docx, with_body

XML = BODY.format(
    "<w:p><w:r><w:t>学习不够深入</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
).encode()
WHOLE = {
    "gbk.txt": TEXT.encode("gbk"),
    "utf8.md": TEXT.encode(),
    "utf16.txt": TEXT.encode("utf-16-le"),
    "word.docx": sound_docx(),
    "-": with_body(XML.decode()),
}
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=6)


def damaged(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """`data` with some bytes taken out and others put in their place."""
    for share, length, instead in cuts:
        start = int(share * len(data))
        data = data[:start] + instead + data[start + length :]
    return data


def check(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
    except ReviewError:
        return
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(before.end < after.start for before, after in pairwise(spans))
    document.text.encode("utf-8")


@given(st.sampled_from(sorted(WHOLE)), CUTS)
@settings(max_examples=150, deadline=None)
def test_damaged_files(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    check(damaged(WHOLE[name], cuts), name)


@given(CUTS)
@settings(max_examples=60, deadline=None)
def test_damaged_bodies_of_word_files(cuts: list[tuple[float, int, bytes]]) -> None:
    check(repacked({"word/document.xml": damaged(XML, cuts)}), "word.docx")


@given(CUTS)
@settings(max_examples=6, deadline=None)
def test_damaged_pdfs(cuts: list[tuple[float, int, bytes]]) -> None:
    check(damaged(paged_pdf(2), cuts), "report.pdf")


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_noise(data: bytes) -> None:
    check(data, "-")
