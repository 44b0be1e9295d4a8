"""Whether a number of an edit is one that its source tells: same amount, unit, role, exactness and counted noun."""

from __future__ import annotations

from fractions import Fraction

import rjieba

from service.domain.document import Span
from service.text.quantity import Quantity, quantities

_NEAR = 18  # characters between a number and the noun that it counts, at most


def untold(text: str, span: Span, source: str, report: str) -> Quantity | None:
    """The first number of `text` that touches `span` and that `source` does not tell; None if it tells all.

    A year alone may stand anywhere in `report`.
    """
    known = quantities(source)
    for quantity in quantities(text):
        if quantity.span.end < span.start or quantity.span.start > span.end or not span.meets(_widened(quantity.span)):
            continue
        if quantity.role == "date":
            if not (_dated(quantity, known) or _year_of(quantity, report)):
                return quantity
        elif quantity.definite and not any(_same(text, quantity, source, other) for other in known):
            return quantity
    return None


def _widened(span: Span) -> Span:
    return Span(max(0, span.start - 1), span.end + 1)


def _same(text: str, quantity: Quantity, source: str, other: Quantity) -> bool:
    agree = quantity.equals(other) and quantity.approx == other.approx and _one_role(quantity.role, other.role)
    return agree and _one_noun(text, quantity, source, other)


def _one_role(role: str, other: str) -> bool:
    """A rise may be told without its 同比, and its share without the rise; never the other way."""
    trend, _, base = role.rpartition(":")
    known, _, whole = other.rpartition(":")
    return base == whole and (not trend or trend == known or known.removeprefix("yoy-").removeprefix("mom-") == trend)


def _one_noun(text: str, quantity: Quantity, source: str, other: Quantity) -> bool:
    """The noun right behind a count must stand near the same count in the source: 3名党员 is not 3名群众."""
    noun = _noun_behind(text, quantity) if quantity.role.endswith("count") else ""
    near = source[max(0, other.span.start - _NEAR) : other.span.end + _NEAR]
    return not noun or noun in near


def _noun_behind(text: str, quantity: Quantity) -> str:
    pieces = rjieba.tag(text[quantity.span.end : quantity.span.end + 8].lstrip("的"))
    for piece, tag in pieces[:2]:  # a word before the noun may say of what kind: 低保老人, 困难党员
        if tag.startswith("n") and len(piece) > 1:
            return piece
        if tag[:1] not in "vab":
            break
    return ""


def _parts(value: Fraction) -> tuple[int, int, int]:
    return int(value) // 10000, int(value) // 100 % 100, int(value) % 100


def _dated(quantity: Quantity, known: list[Quantity]) -> bool:
    """Whether some date of the source holds all that this one says; a month without year takes the last year named."""
    wanted = _parts(quantity.value)
    year = month = 0
    for other in known:
        if other.role != "date":
            continue
        year, month, day = _carried(_parts(other.value), year, month)
        if all(want in (0, have) for want, have in zip(wanted, (year, month, day), strict=True)):
            return True
    return False


def _carried(parts: tuple[int, int, int], year: int, month: int) -> tuple[int, int, int]:
    own_year, own_month, day = parts
    return own_year or year, own_month or (month if not own_year else 0), day


def _year_of(quantity: Quantity, report: str) -> bool:
    year, month, day = _parts(quantity.value)
    return not month and not day and f"{year}年" in report
