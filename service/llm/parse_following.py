"""Whether what follows a quotation mark continues the answer, so that the mark may close a string.

The following is looked at up to the mark after next, never further, so that looking after every mark stays linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.llm.parse_marks import (
    BARE_KEY,
    CLOSERS,
    COLONS,
    COMMAS,
    ELLIPSIS,
    FENCE,
    OPENERS,
    QUOTES,
    UNLIKELY_IN_KEYS,
    run_of,
    sign,
    skip,
)

NO, WEAK, STRONG = 0, 1, 2
_CODE_KEY = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_ITEM_STARTS = OPENERS | QUOTES.keys() | frozenset("-+.…0123456789０１２３４５６７８９tfnTFNI")
_REMARK = re.compile(r"//|/\*|#\s")
_LINE = re.compile(r"[^\S\n]*+(?P<sign>.?)")
_AFTER_ALL = frozenset("`<);]}'｝］*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a string stands: which of the containers around it, outermost first, are objects; how its key is quoted."""

    objects: tuple[bool, ...]
    key_mark: str  # the mark that opens the member's key, or that of its object; "" where keys are bare


def follows(text: str, at: int, place: Place, closing: str) -> tuple[int, int]:
    """How surely the answer goes on at `at`, just after a mark, and how many containers close there first.

    STRONG: a member with its key, or the end of everything; WEAK: what could also stand in an author's sentence.
    """
    if sign(text, at).isalnum():
        return NO, 0
    depth, passed, comma, begin = len(place.objects), 0, False, at
    while (mark := sign(text, at := skip(text, at))) in COMMAS or mark in CLOSERS:
        at += 1
        comma = mark in COMMAS
        passed += not comma
        if passed == depth:
            return _after_all(text, at, closing), passed
    if not mark or text.startswith(FENCE, at) or _remark(text, at, comma):
        return WEAK, passed
    apart = comma or "\n" in text[begin:at]
    if place.objects[depth - 1 - passed]:
        return _member(text, at, apart, place.key_mark), passed
    return _item(text, at, comma, apart, passed), passed


def _remark(text: str, at: int, comma: bool) -> bool:
    """Whether a comment or an ellipsis stands there."""
    if _REMARK.match(text, at):
        return comma or text[at - 1].isspace()
    return comma and ELLIPSIS.match(text, at) is not None


def _member(text: str, at: int, apart: bool, key_mark: str) -> int:
    """Whether a member's key stands there, with its colon."""
    mark = text[at]
    if mark in QUOTES and mark in ('"', "'", key_mark):
        found = run_of(text, at)
        if found is None:
            return NO
        if found[1] is None:
            return WEAK
    else:
        found = (_CODE_KEY if key_mark else BARE_KEY).match(text, at) if apart else None
        if found is None:
            return NO
    after = sign(text, skip(text, found.end()))
    if after in COLONS:
        return WEAK if UNLIKELY_IN_KEYS.search(found[0][1:-1]) else STRONG
    return NO if after else WEAK


def _item(text: str, at: int, comma: bool, apart: bool, passed: int) -> int:
    """Whether an array's next item stands there."""
    mark = text[at]
    if passed and mark in OPENERS:
        return STRONG
    if comma:
        return WEAK if mark in _ITEM_STARTS else NO
    if apart:
        return WEAK if mark in QUOTES or mark in OPENERS else NO
    if mark not in QUOTES or not text[at - 1].isspace():
        return NO
    found = run_of(text, at)
    after = sign(text, skip(text, found.end())) if found else ""
    return WEAK if after in COMMAS or after in CLOSERS else NO


def _after_all(text: str, at: int, closing: str) -> int:
    """Whether the whole value may end there: on the rest of the line no string can close any more."""
    found = _LINE.match(text, at)
    mark = found["sign"] if found else ""
    if not mark or mark in _AFTER_ALL:
        return STRONG
    if mark in OPENERS:
        return WEAK
    other = text.find(closing, at)
    return NO if other >= 0 and "\n" not in text[at:other] else WEAK
