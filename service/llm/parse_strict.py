"""JSON as the standard has it: no doubled key, NaN or half character, no more depth or digits than allowed."""

from __future__ import annotations

import json
import math

from service.llm.exchange import JsonValue

DEPTH = 64  # containers inside one another; an answer of ours needs six
DIGITS = 300  # of a whole number; below the range of a float, so no number of ours is infinite

_HOLDERS = frozenset((dict, list))


class Unclean(ValueError):
    """The text is no JSON, or JSON that holds something which needs a repair."""


def strict(text: str) -> JsonValue:
    """The value of the whole text. Raises Unclean.

    Asking for pairs would double the time, so doubled keys show by a count: each member has a colon outside strings.
    Where strings hold colons too, the text is read again, by pairs.
    """
    try:
        value: JsonValue = _PLAIN.decode(text)
        if _members(value) != text.count(":"):
            value = _BY_PAIRS.decode(text)
        _check_characters(value, text)
    except (ValueError, RecursionError) as fault:
        raise Unclean from fault
    return value


def strict_at(text: str, at: int) -> tuple[JsonValue, int]:
    """The value that begins there, and where it ends. Raises Unclean."""
    value: JsonValue
    try:
        value, end = _BY_PAIRS.raw_decode(text, at)
        _members(value)
        _check_characters(value, text[at:end])
    except (ValueError, RecursionError) as fault:
        raise Unclean from fault
    return value, end


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two values are the same JSON: True is not 1, and 1 is not 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def _members(value: JsonValue) -> int:
    """How many members all objects have, counted level by level. Raises Unclean where there may be over DEPTH levels.

    Empty containers are passed over, which saves time, so the last level allowed must hold nothing else.
    """
    level = [value] if type(value) in _HOLDERS else []
    members = 0
    for _ in range(DEPTH - 1):
        children: list[JsonValue] = []
        for holder in level:
            if type(holder) is dict:
                members += len(holder)
                children += holder.values()
            elif type(holder) is list:
                children += holder
        level = [child for child in children if child and type(child) in _HOLDERS]
        if not level:
            return members
    raise Unclean


def _check_characters(value: JsonValue, text: str) -> None:
    """Raises UnicodeEncodeError, a ValueError, on half a character, written as it is or as an escape."""
    text.encode("utf-8")
    if "\\" in text and ("\\ud" in text or "\\uD" in text):
        json.dumps(value, ensure_ascii=False).encode("utf-8")


def _from_pairs(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unclean
    return found


def _whole(digits: str) -> int:
    if len(digits) > DIGITS:
        raise Unclean
    return int(digits)


def _broken(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise Unclean
    return value


def _constant(name: str) -> JsonValue:
    raise Unclean(name)


_PLAIN = json.JSONDecoder(parse_int=_whole, parse_float=_broken, parse_constant=_constant)
_BY_PAIRS = json.JSONDecoder(
    object_pairs_hook=_from_pairs, parse_int=_whole, parse_float=_broken, parse_constant=_constant
)
