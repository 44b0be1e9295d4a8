"""What stands between a string's marks: escapes undone, bad ones kept as they are, half characters replaced."""

from __future__ import annotations

import re

from service.llm.parse_marks import QUOTES

_PLAIN = {"/": "/", "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CLOSING_MARKS = frozenset(QUOTES) | frozenset(QUOTES.values())
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.|\Z)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")
_HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def content(raw: str) -> tuple[str, list[str]]:
    """The string meant by what stands between its marks, and the names of the repairs that it took."""
    repairs = ["control-escaped"] if _CONTROL.search(raw) else []
    text = raw
    if "\\" in raw:
        text = _ESCAPE.sub(_undone, raw)
        if any(_bad(found[1]) for found in _ESCAPE.finditer(raw)):
            repairs.append("bad-escape")
    if _HALF.search(text):
        text = _PAIR.sub(_joined, text)
        text, halves = _HALF.subn("\ufffd", text)
        repairs += ["surrogate-replaced"] * (halves > 0)
    return text, repairs


def _undone(found: re.Match[str]) -> str:
    escape = found[1]
    if len(escape) > 1:
        return chr(int(escape[1:], 16))
    return escape if escape in _CLOSING_MARKS else _PLAIN.get(escape, found[0])


def _bad(escape: str) -> bool:
    return len(escape) <= 1 and escape != '"' and escape not in _PLAIN


def _joined(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
