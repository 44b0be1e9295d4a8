"""Answers that were escaped once more than they should: as a string, or for HTML."""

from __future__ import annotations

import html
import json
import re

from service.llm.exchange import JsonValue
from service.llm.parse_strict import Unclean, strict

# Escaped is the outermost bracket's first key. Further in, it may be a string's own matter.
_OUTERMOST = re.compile(r"""[^{\[｛［]*+[{\[]\s*+(?:[{\[]\s*+)*+(?:(?P<string>\\")|(?P<html>&(?:quot|\#34|\#x22);))""")


def unwrapped(text: str) -> JsonValue:
    """The object or array that a string holds; None where it holds none."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return strict(text)
    except Unclean:
        return None


def undisguised(text: str) -> tuple[JsonValue, str, int] | None:
    """The value of a text with escaped brackets and marks, the repair's name and its place; None for any other text."""
    found = _OUTERMOST.match(text)
    if found is None:
        return None
    start = min(at for at in map(text.find, "{[") if at >= 0)
    inside = text[start : max(map(text.rfind, "}]")) + 1]
    value = unwrapped(_unescaped(inside) if found["string"] else html.unescape(inside))
    return None if value is None else (value, "string-unwrapped" if found["string"] else "entity-decoded", start)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""
