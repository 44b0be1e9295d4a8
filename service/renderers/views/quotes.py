"""Cuts short quotes out of a report, safe to show in one line: no control characters, no runs of blanks."""

from __future__ import annotations

import re

from service.domain.document import Span

_BLANKS = re.compile(r"\s+")
# Characters that turn the direction of what follows, or that no screen should be sent.
_TRICKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# All that Unicode calls control, format or surrogate (Cc, Cf, Cs), of which nothing is to be seen.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_NUMERALS = "〇一二三四五六七八九十"


def numeral(number: int) -> str:
    """The Chinese numeral of a lead's number; Arabic digits above ten."""
    return _NUMERALS[number] if 0 <= number <= 10 else str(number)


def tame(text: str) -> str:
    """`text` at the same length, control and direction characters made `·` (they could forge a screen)."""
    return _UNSEEN.sub("·", text)


def disarm(text: str) -> str:
    """`text` at the same length, with direction characters and controls other than line breaks and tabs made `·`."""
    return _TRICKS.sub("·", text)


def tricks(text: str) -> list[str]:
    """`text` cut so that each such character stands alone: odd places hold them."""
    return re.split(f"({_TRICKS.pattern})", text)


def clip(text: str, limit: int) -> str:
    """`text` in one line, at most `limit` characters, the rest told by `…`."""
    line = tame(_BLANKS.sub(" ", text).strip())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def lead_in(text: str, offset: int, limit: int = 14) -> str:
    """The words of the line that stand right before `offset`, after `…`: they tell where something is inserted."""
    line = text[:offset].rpartition("\n")[2].lstrip()
    return tame(line if len(line) <= limit else f"…{line[-limit:]}")


def quote(text: str, span: Span | None, limit: int = 40) -> str:
    """The words at `span`, cut in the middle where they are long; empty for no span."""
    if span is None:
        return ""
    line = tame(_BLANKS.sub(" ", text[span.start : span.end]).strip())
    if len(line) <= limit:
        return line
    tail = limit // 3
    return f"{line[: limit - tail - 1]}…{line[-tail:]}"


def around(text: str, span: Span | None, reach: int) -> tuple[str, str, str]:
    """The words at `span` in full between up to `reach` characters of their line to either side, cut with `…`."""
    if span is None:
        return "", "", ""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    before, after = text[start : span.start].lstrip(), text[span.end : len(text) if end < 0 else end].rstrip()
    left = before if len(before) <= reach else f"…{before[-reach:]}"
    right = after if len(after) <= reach else f"{after[:reach]}…"
    return tame(left), tame(_BLANKS.sub(" ", text[span.start : span.end]).strip()), tame(right)
