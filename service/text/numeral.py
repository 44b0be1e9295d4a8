"""Reads written numbers, Arabic or Chinese, as exact values: 1.36亿, 两千六, 三五 (from 3 to 5), 十几, 二〇二二."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# Full-width digits and points, and the banker's numerals, are folded into plain ones, one character for one.
_FOLD = str.maketrans(
    "０１２３４５６７８９．，壹贰叁肆伍陆柒捌玖拾佰仟萬億○俩仨", "0123456789.,一二三四五六七八九十百千万亿〇两三"
)
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_PAIR = re.compile("([一二两三四五六七八九])([一二两三四五六七八九])")
_ARABIC = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([十百千万亿]*)")


class Numeral(NamedTuple):
    """What a numeral says: `high` is the other end where it names two (三五, 七八百) or is open (十几, 数百)."""

    low: Fraction
    high: Fraction | None = None


def fold(text: str) -> str:
    """`text` with full-width digits and banker's numerals made plain; the length does not change."""
    return text.translate(_FOLD)


# A longer run is a line of signs and no number that anybody counts with: its first signs stand for it, since Python
# refuses to read thousands of digits.
_LONGEST = 100


@lru_cache(maxsize=4096)
def read(token: str) -> Numeral | None:
    """The value of a numeral without unit, or None where the characters are no number (万, 十百, 几)."""
    token = fold(token[:_LONGEST])
    match = _ARABIC.fullmatch(token)
    if match:
        return Numeral(Fraction(match[1].replace(",", "")) * _product(match[2]))
    if "几" in token or "数" in token:
        return _open(token)
    pair = _PAIR.search(token)
    if pair and (len(token) == 2 or _scaled(token)):
        return _between(token, pair)
    value = _chinese(token)
    return None if value is None else Numeral(value)


def _scaled(token: str) -> bool:
    return any(char in _SMALL or char in _LARGE for char in token)


def _product(magnitudes: str) -> int:
    value = 1
    for char in magnitudes:
        value *= _SMALL.get(char) or _LARGE[char]
    return value


def _open(token: str) -> Numeral | None:
    """十几 is 11 to 19, 几十 and 数十 are 20 to 90, a bare 几 or 数 is 2 to 9."""
    least = "一" if "十几" in token else "二"
    low, high = (_chinese(re.sub("[几数]", digit, token)) for digit in (least, "九"))
    return None if low is None or high is None else Numeral(low, high)


def _between(token: str, pair: re.Match[str]) -> Numeral | None:
    """三五, 十五六, 七八百: two neighbouring digits where one belongs are the two ends of a range."""
    head, tail = token[: pair.start()], token[pair.end() :]
    low, high = _chinese(head + pair[1] + tail), _chinese(head + pair[2] + tail)
    if low is None or high is None or low >= high:
        plain = _chinese(token)
        return None if plain is None else Numeral(plain)
    return Numeral(low, high)


def _chinese(token: str) -> Fraction | None:
    whole, _, decimals = token.partition("点")
    magnitude = ""
    while decimals and decimals[-1] in "十百千万亿":
        decimals, magnitude = decimals[:-1], decimals[-1] + magnitude
    value = _whole(whole)
    if value is None or any(char not in _DIGITS for char in decimals):
        return None
    part = Fraction(int("".join(str(_DIGITS[char]) for char in decimals) or "0"), 10 ** len(decimals))
    return (value + part) * _product(magnitude)


def _whole(token: str) -> int | None:
    if not token or any(char not in _DIGITS and char not in _SMALL and char not in _LARGE for char in token):
        return None
    if not _scaled(token):
        return int("".join(str(_DIGITS[char]) for char in token))
    return _placed(token)


def _placed(token: str) -> int:
    """Place-value reading; a last digit right after 百, 千, 万 or 亿 counts in the next place down: 两千六 is 2600."""
    total = section = digit = 0
    last, zero = 1, False
    for char in token:
        if char in _DIGITS:
            digit, zero = _DIGITS[char], zero or char in "零〇"
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit, last, zero = 0, _SMALL[char], False
        else:
            total = (total if char == "万" else 0) + _lifted(total if char == "亿" else 0, section + digit, char)
            section, digit, last, zero = 0, 0, _LARGE[char], False
    return total + section + (digit * last // 10 if last >= 100 and not zero else digit)


def _lifted(total: int, section: int, char: str) -> int:
    return ((total + section) or 1) * _LARGE[char]
