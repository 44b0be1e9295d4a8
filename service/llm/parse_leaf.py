"""Reads what has no parts: a string, a number, a word, and the key of a member."""

from __future__ import annotations

import re

from service.llm.parse_cursor import Cursor, Cut
from service.llm.parse_ending import ending
from service.llm.parse_following import Place
from service.llm.parse_marks import BARE_KEY, COLONS, QUOTES, UNLIKELY_IN_KEYS, narrow, run_of, skip
from service.llm.parse_nest import Unreadable
from service.llm.parse_scalar import bare_end, scalar
from service.llm.parse_string import content


def read_string(cursor: Cursor) -> None:
    """Read the string that opens here. Raises Cut if it is not certain to be whole."""
    nest, text, start = cursor.nest, cursor.text, cursor.at
    found = ending(text, start, Place(tuple(frame.is_object for frame in nest.frames), nest.top.key_mark))
    if found.at < 0 or (cursor.finish != "stop" and skip(text, found.at + 1) == len(text)):
        raise Cut  # a mark at the very end of a text that was cut may be one of the string's own
    cursor.note_style(text[start])
    if found.doubt is not None:
        cursor.note("quote-guessed", nest.here()[: max(0, len(nest.frames) - found.doubt)])
    elif found.inner:
        cursor.note("quote-escaped", nest.here())
    value, repairs = content(text[start + 1 : found.at])
    for repair in repairs:
        cursor.note(repair, nest.here())
    cursor.at = found.at + 1
    nest.place(value, cursor.at)


def read_scalar(cursor: Cursor) -> None:
    """Read a number or a literal; other words are left out. Raises Cut where more of it may have come."""
    nest, text = cursor.nest, cursor.text
    found = scalar(text, cursor.at)
    end = found.end if found else bare_end(text, cursor.at)
    if end == len(text) and not (found and found.whole):
        raise Cut
    if found:
        for repair in found.repairs:
            cursor.note(repair, nest.here())
        nest.place(found.value, end)
    elif end == cursor.at or nest.untouched or text[end] in QUOTES:  # [注] in a sentence is no array
        raise Unreadable(f"第 {cursor.at + 1} 个字符处读不下去。", cursor.at)
    else:
        cursor.note("bare-value")
        nest.leave_out(end)
    cursor.at = end


def read_key(cursor: Cursor, mark: str) -> None:
    """Read a member's key and its colon. Raises Unreadable if there is none, Cut if the text ends first."""
    text, top = cursor.text, cursor.nest.top
    found = run_of(text, cursor.at) if mark in QUOTES else BARE_KEY.match(text, cursor.at)
    if found is None:
        raise Unreadable(f"第 {cursor.at + 1} 个字符处应是成员名。", cursor.at)
    if found.end() == len(text):
        raise Cut
    top.key_mark = mark if mark in QUOTES else ""
    top.key = _quoted(cursor, found) if mark in QUOTES else _bare(cursor, found[0])
    cursor.at = found.end()
    colon = cursor.skip()
    if colon not in COLONS:
        raise Unreadable(f"第 {cursor.at + 1} 个字符处应是冒号。", cursor.at)
    if not colon.isascii():
        cursor.note("full-width-mark")
    cursor.at += 1


def _quoted(cursor: Cursor, found: re.Match[str]) -> str:
    cursor.note_style(found[0][0])
    key, repairs = content(found[0][1:-1])
    if UNLIKELY_IN_KEYS.search(key):  # a mark was lost or set too early
        raise Unreadable(f"第 {cursor.at + 1} 个字符处的成员名里有标点或换行。", cursor.at)
    for repair in repairs:
        cursor.note(repair, (*cursor.nest.path(), key))
    return key


def _bare(cursor: Cursor, word: str) -> str:
    key = narrow(word)
    cursor.note("bare-key")
    if key != word:
        cursor.note("full-width-letter")
    return key
