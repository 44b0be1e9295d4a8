"""Finds words written in characters that no reader sees: tag characters, zero-width codes, overridden direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.domain.document import Span
from service.text.planted_folding import UNSEEN

_ANY = re.compile(f"[{UNSEEN}]")
_ONLY = re.compile(rf"[{UNSEEN}\s]*")
# The emoji of three British flags are honest uses of tag characters: at most six letters and an end.
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_FLAG = re.compile("(?<=\U0001f3f4)[\U000e0061-\U000e007a]{1,6}\U000e007f")
# A code needs two signs. A long run of one sign is what editors of web pages leave behind.
_JOINERS = re.compile("[\u034f\u115f\u1160\u180b-\u180e\u200b-\u200f\u2060-\u206f\u3164\ufeff\uffa0]{8,}")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
# A telephone's address book wraps numbers in U+202D … U+202C; letters are never wrapped so in Chinese.
_TURNED = re.compile("[\u202b\u202e\u2067][^\n\u202c\u2069]*[\u202c\u2069]?|\u202d[^\n\u202c\u2069]*[\u202c\u2069]?")
_LETTER = re.compile(r"[^\W\d_]")


def hidden(words: str) -> bool:
    """Whether there is nothing in `words` that a reader sees."""
    return _ONLY.fullmatch(words) is not None


def unseen(text: str) -> Iterator[Span]:
    """Spans of characters that carry words past the eye; in no order, and they may meet."""
    if not _ANY.search(text):
        return
    for match in _TAGS.finditer(text):
        if not _FLAG.fullmatch(text, *match.span()) or text[match.start() - 1 : match.start()] != "\U0001f3f4":
            yield Span(*match.span())
    for match in _JOINERS.finditer(text):
        if len(set(match[0])) > 1:
            yield Span(*match.span())
    for match in _SELECTORS.finditer(text):
        yield Span(*match.span())
    for match in _TURNED.finditer(text):
        if match[0][0] != "\u202d" or _LETTER.search(match[0]):
            yield Span(*match.span())
