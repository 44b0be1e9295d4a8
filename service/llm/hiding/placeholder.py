"""What stands in the text for something hidden: 〔地点1〕, in a form that the text itself never uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import count
from typing import get_args

from service.llm.hiding.secret import SecretKind, Shape

_KINDS = "|".join(get_args(SecretKind))
_OPEN, _CLOSE = r"[〔\[［（(【｛{〈《<＜⟦「『]", r"[〕\]］）)】｝}〉》>＞⟧」』]"
_BLANK = r"[ \t\u3000\u200b]{0,3}"


class Given:
    """The placeholders given out so far: `stems` leads back from each."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.stems: dict[str, str] = {}
        self._signs: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()

    def sign(self, shape: Shape) -> None:
        """Gives the stem of this shape a placeholder, numbered within its kind, unless it has one or needs none."""
        key = (shape.stem, shape.use)
        if shape.kind and key not in self._signs:
            self._counts[shape.kind] += 1
            self._signs[key] = written(shape.kind, self.mark, self._counts[shape.kind])
            self.stems[self._signs[key]] = shape.stem

    def has(self, shape: Shape) -> bool:
        """Whether this shape can be shown."""
        return shape.kind is None or (shape.stem, shape.use) in self._signs

    def shown(self, shape: Shape) -> str:
        """The placeholder of the stem with what stands in front of it; words that are kept as they are."""
        return shape.before + (self._signs[shape.stem, shape.use] if shape.kind else "")


def unused_mark(text: str) -> str:
    """A word that makes placeholders differ from all that `text` holds; mostly "", else 代号, 代号代号 …"""
    return next(mark for mark in ("代号" * times for times in count()) if not _pattern(mark).search(text))


def written(kind: str, mark: str, number: int) -> str:
    """〔地点1〕, or 〔地点代号1〕 with a mark."""
    return f"〔{kind}{mark}{number}〕"


def taken_back(answer: str, mark: str, stems: Mapping[str, str]) -> str:
    """The answer with placeholders replaced by their stems, also in other brackets or with blanks and wide digits.

    A number that was never given out stays as it is.
    """

    def stem(match: re.Match[str]) -> str:
        return stems.get(written(match["kind"], mark, int(match["number"])), match.group())

    return _pattern(mark).sub(stem, answer)


def _pattern(mark: str) -> re.Pattern[str]:
    return re.compile(rf"{_OPEN}{_BLANK}(?P<kind>{_KINDS}){_BLANK}{mark}{_BLANK}(?P<number>\d{{1,6}}){_BLANK}{_CLOSE}")
