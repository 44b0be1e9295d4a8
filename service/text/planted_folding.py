"""Makes letters alike for the search: one case, one width, simplified ones, with nothing slipped between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span

# What no reader sees: joiners, marks of direction, fillers, variation selectors, tag characters.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_HAN = "\u4e00-\u9fff"
_BETWEEN = " \u3000.·*_|/~-"
# 忽 略 以 上, 忽*略*以*上, i g n o r e: single letters held apart.
_APART = re.compile(
    rf"(?:[{_HAN}][{_BETWEEN}]{{1,3}}){{3,}}[{_HAN}]|(?<![a-z])(?:[a-z][{_BETWEEN}]){{4,}}[a-z](?![a-z])"
)
_HELD = re.compile(f"[{_BETWEEN}][{_HAN}a-z][{_BETWEEN}]")  # quick to look for: most texts have none
_DROPPED = re.compile(f"[{UNSEEN}]+")


class Folded(NamedTuple):
    """Letters made alike; `places` gives each letter's place in the text, None where it is the same place."""

    text: str
    places: tuple[int, ...] | None

    def span(self, span: Span) -> Span:
        """A span of the folded text, which is not empty, as a span of the text."""
        if self.places is None:
            return span
        return Span(self.places[span.start], self.places[span.end - 1] + 1)

    def inside(self, span: Span) -> Span:
        """A span of the text as a span of the folded text."""
        if self.places is None:
            return span
        return Span(bisect_left(self.places, span.start), bisect_left(self.places, span.end))


@lru_cache(maxsize=1)
def _alike() -> dict[int, int]:
    """Capitals to small letters, full width to half (but for ，！？；), traditional characters to simplified ones."""
    capitals = (*range(65, 91), *range(0xC0, 0x556), *range(0x1E00, 0x1F00))
    table = {code: ord(chr(code).lower()) for code in capitals if len(chr(code).lower()) == 1}
    for code in range(0xFF01, 0xFF5F):
        half = chr(code - 0xFEE0)
        if half not in ",!?;()":
            table[code] = ord(half.lower())
    data = lexicons.tree("planted")
    table |= dict(zip(map(ord, data["traditional"]), map(ord, data["simplified"]), strict=True))
    return table


def folded(text: str) -> Folded:
    """`text` with letters made alike, unseen characters dropped and letters held apart drawn together. O(n)."""
    alike = text.translate(_alike())
    dropped = [Span(*match.span()) for match in _DROPPED.finditer(alike)]
    for match in _APART.finditer(alike) if _HELD.search(alike) else ():
        dropped += [Span(gap.start() + match.start(), gap.end() + match.start()) for gap in _GAP.finditer(match[0])]
    if not dropped:
        return Folded(alike, None)
    kept = bytearray(b"\x01") * len(alike)
    for span in dropped:
        kept[span.start : span.end] = bytes(span.size)
    places = tuple(at for at, keep in enumerate(kept) if keep)
    return Folded("".join([alike[at] for at in places]), places)


_GAP = re.compile(f"[{_BETWEEN}]+")
