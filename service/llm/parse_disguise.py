"""Answers that were escaped once more than they should: as a string, or for HTML."""

from __future__ import annotations

import html
import json
import re

from service.llm.exchange import JsonValue
from service.llm.parse_strict import Unclean, strict

_AS_STRING = re.compile(r'[{\[]\s*\\"')
_AS_HTML = re.compile(r"[{\[]\s*&(?:quot|#34|#x22);")


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
    for disguise, name in ((_AS_STRING, "string-unwrapped"), (_AS_HTML, "entity-decoded")):
        found = disguise.search(text)
        if found is None:
            continue
        inside = text[found.start() : max(text.rfind("}"), text.rfind("]")) + 1]
        value = unwrapped(_unescaped(inside) if name == "string-unwrapped" else html.unescape(inside))
        if value is not None:
            return value, name, found.start()
    return None


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""
