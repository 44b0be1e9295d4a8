"""Numbers and words that stand without quotation marks: 4, ４, 98%, 4分, +3, True, NaN."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from service.llm.exchange import JsonValue
from service.llm.parse_marks import narrow
from service.llm.parse_strict import DIGITS

_NUMBER = re.compile(r"[+＋\-－−]?(?:D++[.．]?D*+|[.．]D++)(?:[eEｅＥ][+＋\-－−]?D++)?".replace("D", "[0-9０-９]"))
_STANDARD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_LEADING_ZERO = re.compile(r"[+-]?0\d", re.ASCII)
_WORD = re.compile(r"[+\-]?[A-Za-zＡ-Ｚａ-ｚ]{2,9}")
# A unit follows a number and leaves its amount alone; 万, 成, 多 and their like change it, so they are none.
_UNIT = re.compile(r"\s?(?:[%％‰℃]|(?![万亿千百十成半多余几来])[\u4e00-\u9fff]{1,4})")
_END = re.compile(r"[^\S\n]*+(?:[,，、}｝\]］{｛\[［\"＂'＇“‘「『\n\ufeff\u200b]|//|/\*|#|```|\Z)")
_ANOTHER = re.compile(r"[^\S\n]++" + _NUMBER.pattern)
_BARE = re.compile(r"[^,，、}｝\]］{｛\[［\"＂“「『\n]*+")
_LITERALS: dict[str, JsonValue] = {"true": True, "false": False, "null": None, "none": None}
_STANDARD_WORDS = frozenset(("true", "false", "null"))
_NO_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)")


class Scalar(NamedTuple):
    """A value, where its words end, and the names of its repairs; `whole` is False if more may have come."""

    value: JsonValue
    end: int
    repairs: tuple[str, ...] = ()
    whole: bool = True


def scalar(text: str, at: int) -> Scalar | None:
    """The number or word that stands there; None where it is neither, or not all of what stands there."""
    found = _NUMBER.match(text, at)
    return _counted(text, found) if found else _literal(text, at)


def bare_end(text: str, at: int) -> int:
    """Where words without quotation marks end: at the next sign of the answer's structure, or with the line."""
    found = _BARE.match(text, at)
    return found.end() if found else at


def _counted(text: str, found: re.Match[str]) -> Scalar | None:
    value, repairs = _number(found[0])
    end = found.end()
    if not _END.match(text, end):
        unit = _UNIT.match(text, end)
        if unit and _END.match(text, unit.end()):
            repairs, end = (*repairs, "unit-dropped"), unit.end()
        elif not _ANOTHER.match(text, end):
            return None
    return Scalar(value, end, repairs, whole=end < len(text))


def _number(written: str) -> tuple[JsonValue, tuple[str, ...]]:
    if len(written) > DIGITS:
        return None, ("number-too-large",)
    digits = narrow(written)
    repairs = ("full-width-digit",) * (digits != written)
    if _LEADING_ZERO.match(digits):
        repairs += ("leading-zero",)
    elif not _STANDARD.fullmatch(digits):
        repairs += ("number-form",)
    if digits.strip("+-").isdecimal():
        return int(digits), repairs
    value = float(digits)
    return (None, ("number-too-large",)) if math.isinf(value) else (value, repairs)


def _literal(text: str, at: int) -> Scalar | None:
    found = _WORD.match(text, at)
    if not found or not _END.match(text, found.end()):
        return None
    plain = narrow(found[0])
    repairs = ("full-width-letter",) * (plain != found[0])
    if _NO_NUMBER.fullmatch(plain.lower()):
        return Scalar(None, found.end(), (*repairs, "not-a-number"))
    if plain.lower() not in _LITERALS:
        return None
    repairs += ("python-literal",) * (plain not in _STANDARD_WORDS)
    return Scalar(_LITERALS[plain.lower()], found.end(), repairs)
