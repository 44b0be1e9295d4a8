"""The units that a number may carry, read from a table: 公里 is 1000 米, 起 is 件, and 三成员 is no tenth."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from service.lexicons import table


class Unit(NamedTuple):
    """`written` means `factor` times `canonical`; `role` says what a number with it does (count, money, share …)."""

    written: str
    canonical: str
    factor: Fraction
    role: str
    arabic_only: bool


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Every unit by the way it is written."""
    rows = (row + ("",) * (5 - len(row)) for row in table("units"))
    return {row[0]: Unit(row[0], row[1], Fraction(row[2]), row[3], "A" in row[4]) for row in rows}


@lru_cache(maxsize=1)
def pattern() -> str:
    """A regular expression for any unit, the longest first, each with the characters that may not follow it."""
    rows = sorted(table("units"), key=lambda row: -len(row[0]))
    return "|".join(re.escape(row[0]) + _not_before(row[4].replace("A", "") if len(row) > 4 else "") for row in rows)


def _not_before(characters: str) -> str:
    return f"(?![{re.escape(characters)}])" if characters else ""
