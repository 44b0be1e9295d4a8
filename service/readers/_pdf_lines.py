"""Run as a process of its own: a PDF on standard input -> its lines with their places, as JSON on standard output.

A PDF can ask for any amount of memory or time, so it is taken apart where both are capped and nothing else can break.
Standard library and pdfplumber alone: this file is started by its path and knows nothing of the rest of the house.
The arguments are the most pages and the most characters that are read. The answer is a list of pages, each
[height, [row, …]] and each row [x0, x1, top, bottom, size, text] in points from the upper left corner; or
{"refused": "locked" | "broken" | "pages" | "characters"}.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
import statistics
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

MEMORY = 800_000_000  # bytes of address space; the libraries alone take some 250 MB of it
SECONDS = 120  # of processor time; 400,000 characters take some 40
_LATIN = re.compile(r"[!-~]")


class Glyph(NamedTuple):
    """One character and its place on the page, in points."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str


def cap() -> None:
    """Caps this process's memory and time; Windows has no such caps, there the caller's time limit alone holds."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def rows(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Glyphs on one height are a row; within it they are ordered by x, for a PDF may write them in any order."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.bottom):
        if row and glyph.bottom - row[0].bottom > 0.4 * max(row[0].size, 1.0):
            yield joined(row)
            row = []
        row.append(glyph)
    if row:
        yield joined(row)


def joined(row: list[Glyph]) -> Glyph:
    """One row as one long glyph; a glyph set twice on one place (false bold) counts once.

    Blanks are kept between Latin words alone: Chinese has none, and PDFs make them up.
    """
    row = sorted(row)
    text = row[0].text
    for last, glyph in pairwise(row):
        if glyph.text == last.text and glyph.x0 - last.x0 < 0.2 * glyph.size:
            continue
        apart = glyph.x0 - last.x1 > 0.2 * glyph.size
        text += " " if apart and _LATIN.match(last.text[-1:]) and _LATIN.match(glyph.text) else ""
        text += glyph.text
    size = statistics.median(glyph.size for glyph in row)
    return Glyph(row[0].x0, row[-1].x1, min(glyph.top for glyph in row), row[0].bottom, size, text)


def take_apart(data: bytes, most_pages: int, most_characters: int) -> object:
    """The answer, as the head of this file tells it."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > most_pages:
                return {"refused": "pages"}
            pages = []
            for page in pdf.pages:
                pages.append(page_of(page))
                most_characters -= sum(len(row.text) for row in pages[-1][1])
                if most_characters < 0:
                    return {"refused": "characters"}
            return pages
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        chain = f"{error!r} {error.__cause__!r} {error.__context__!r}"
        return {"refused": "locked" if "Password" in chain or "Encrypt" in chain else "broken"}


def page_of(page: object) -> tuple[float, list[Glyph]]:
    """Height and rows of one page; slanted characters (watermarks) are left out."""
    upright = [char for char in page.chars if char["upright"] and char["text"].strip()]  # type: ignore[attr-defined]
    glyphs = [Glyph(*(char[key] for key in Glyph._fields)) for char in upright]
    page.close()  # type: ignore[attr-defined]
    return float(page.height), list(rows(glyphs))  # type: ignore[attr-defined]


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    cap()
    json.dump(take_apart(sys.stdin.buffer.read(), *map(int, sys.argv[1:])), sys.stdout)
