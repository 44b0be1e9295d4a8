"""Shows the passage of a finding in one line and a caret line under its exact words, by cells and not by characters."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from service.domain.document import Span
from service.renderers.views.quotes import tame

CUT = "…"
WORDS_SHARE = 0.7  # words longer than this share of the line are cut, so that some context stays


def passage(text: str, span: Span, width: int, style: str) -> Text:
    """Two lines, none over `width` cells: a window around `span`, and `^` under each cell of its words.

    Words that run over a line break or the window are cut and shown with `…`.
    """
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line_end = len(text) if end < 0 else end
    words = _fit(tame(text[span.start : min(span.end, line_end, span.start + width)]), int(width * WORDS_SHARE))
    cut = span.start + len(words) < span.end
    # More than `width` characters to either side can't be seen, and lines may be long.
    before = tame(text[max(start, span.start - width) : span.start]).lstrip()
    after = tame(text[span.start + len(words) : line_end][:width]).rstrip()
    room = max(width - cell_len(words) - 2 * cell_len(CUT), 0)
    left = _fit(before[::-1], max(room // 2, room - cell_len(after)))[::-1]
    right = "" if cut else _fit(after, room - cell_len(left))
    lead = (CUT if left != before else "") + left
    tail = right + (CUT if cut or right != after else "")
    carets = " " * cell_len(lead) + "^" * max(cell_len(words), 1)
    return Text.assemble(lead, (words, style), tail, "\n", (carets, style), no_wrap=True, overflow="crop")


def _fit(chars: Iterable[str], cells: int) -> str:
    """As many leading characters as fit into `cells`."""
    kept, used = [], 0
    for char in chars:
        used += cell_len(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept)
