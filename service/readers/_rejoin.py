"""Lines of a PDF -> paragraphs, by indent, line width, gaps and type size.

A paragraph goes on as long as the first word of the next line would not have fitted at the end of the line before it:
that is how the program that set the page broke it. An indent, a wider gap or another type size ends it in any case.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Row(NamedTuple):
    """One line of a page: its ends, top, bottom and type size in points, and its text."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str


# What stays together at a line's start: opening marks, a Latin word or one character, closing marks with a number after
# them, and all around quotation marks, which some programs glue to both neighbours.
_CHUNK = re.compile(
    r"[（“‘《〈「『【(\[]*(?:[!-~]+|.)(?:[，。、；：？！）”’》〉」』】…—％·]+[!-~]*)?(?:[“”‘’]+(?:[!-~]+|.)[，。、；：？！]*)*"
)
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:、|是)|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十]"
)
_STOPS = ("。", "！", "？", "；", "：", "”", "）", "方面")  # lead headings end so, without punctuation
_HANGING = ("，", "。", "、", "；", "：", "！", "？")


@dataclass(frozen=True)
class Layout:
    """What is usual in one document, in points: margins, type size, step from line to line; are paragraphs indented?"""

    left: float
    right: float
    size: float
    step: float
    indented: bool

    def begins(self, row: Row, last: Row) -> bool:
        """Whether `row` opens a paragraph rather than going on with that of `last`."""
        if abs(row.size - last.size) > 0.1 * self.size or row.bottom - last.bottom > 1.25 * self.step * self._big(row):
            return True
        if self._centred(row):
            return last.x1 - last.x0 + _lead(row) <= self.right - self.left
        if row.x0 > self.left + 1.2 * row.size or last.x1 + _lead(row) <= self.right:
            return True
        return not self.indented and last.text.endswith(_STOPS) and _ITEM.match(row.text) is not None

    def _big(self, row: Row) -> float:
        return max(1.0, row.size / self.size)

    def _centred(self, row: Row) -> bool:
        before, after = row.x0 - self.left, self.right - row.x1
        return abs(before - after) < 1.5 * row.size and (before > 3 * row.size or row.size > 1.1 * self.size)


def paragraphs(rows: list[Row]) -> list[str]:
    """The texts of the paragraphs that `rows` (in reading order, furniture removed) make up."""
    if not rows:
        return []
    layout = _layout(rows)
    found = [rows[0].text]
    for last, row in pairwise(rows):
        if layout.begins(row, last):
            found.append(row.text)
        else:
            found[-1] += _blank(last.text, row.text) + row.text
    return found


def _layout(rows: list[Row]) -> Layout:
    size = statistics.median(row.size for row in rows)
    body = [row for row in rows if abs(row.size - size) < 0.1 * size]
    left = min(_shared([row.x0 for row in body], size, 0.08))
    steps = [after.bottom - row.bottom for row, after in pairwise(body) if after.bottom > row.bottom]
    indented = sum(row.x0 > left + 1.2 * size for row in body) >= max(2, 0.05 * len(body))
    right = _shared([row.x1 for row in body], size, 0.3) or _farthest(body)
    return Layout(left, max(right), size, statistics.median(steps or [2 * size]), indented)


def _shared(places: list[float], size: float, share: float) -> list[float]:
    """Those of `places` that at least this share of them (and the most common one) have, within a third of a letter."""
    near = Counter(round(3 * place / size) for place in places)
    return [place for place in places if near[round(3 * place / size)] >= share * len(places)]


def _farthest(rows: list[Row]) -> list[float]:
    """Where ragged lines end at most; a mark at a line's end is not counted, for it may hang over the margin."""
    ends = sorted(row.x1 - row.size * row.text.endswith(_HANGING) for row in rows)
    return [ends[int(0.97 * len(ends))]]


def _lead(row: Row) -> float:
    """How wide the first unbreakable piece of `row` is: a letter is taken for 0.55 of a Chinese character.

    Before a Latin word comes the quarter of a blank that word processors put there.
    """
    piece = _CHUNK.match(row.text)
    widths = [0.55 if character < "\u0100" else 1.0 for character in (piece[0] if piece else "")]
    return (sum(widths) + 0.25 * (row.text[:1] < "\u0100")) * row.size


def _blank(before: str, after: str) -> str:
    return (
        " " if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha() else ""
    )
