"""Finds every number with its unit and role in Chinese prose, and makes equal amounts equal: 1260万元 is 12600000元."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from service.domain.document import Span
from service.text.number_form import NAMED, START
from service.text.number_phrase import phrase_end
from service.text.number_reading import Reading, read_at
from service.text.number_role import Approx, approximation, role_of

_INDEFINITE = {"article", "some"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number. `value` is in the canonical `unit` (元, 米, 天, 1 for shares); `high` is the end of a range.

    `role`: count, money, share, points, multiple, duration, measure, age, ordinal, code, date (yyyymmdd with 00 for
    what is not said), clock (minutes after midnight), article (一个, 一次) or some (几个). After a word of change it is
    led by rise, fall, rise-to or fall-to, and that by yoy (同比) or mom (环比): `yoy-rise:share`.
    `approx`: about (近, 约), over (余, 以上, 不少于), under (不到, 以内), or empty.
    """

    span: Span
    value: Fraction
    high: Fraction | None
    unit: str
    role: str
    approx: Approx = ""

    @property
    def definite(self) -> bool:
        """Whether a reader could check it: 三户 is, 一个 and 几次 are not."""
        return self.role not in _INDEFINITE

    def equals(self, other: Quantity) -> bool:
        """The same amount of the same unit, whatever the writing; a missing unit (30万) agrees with any."""
        same = self.value == other.value and self.high == other.high
        return same and (self.unit == other.unit or not (self.unit and other.unit))


def quantities(text: str, span: Span | None = None) -> list[Quantity]:
    """Numbers inside `span` (default: all), in reading order; set phrases and idioms are left out."""
    found = _all(text)
    if span is None:
        return list(found)
    first = bisect_right(found, (span.start, -1), key=lambda one: one.span)
    last = bisect_right(found, (span.end, -1), key=lambda one: one.span)
    return [one for one in found[first:last] if one.span.end <= span.end]


@lru_cache(maxsize=64)
def _all(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    named = deque(match.span() for match in NAMED.finditer(text))
    here = START.search(text)
    while here:
        at = here.start()
        while named and named[0][1] <= at:
            named.popleft()
        reading = read_at(text, at)
        end = reading.end if reading else at + 1
        if named and named[0][0] <= at:
            end = named[0][1]
        elif reading and reading.value is not None:
            hidden = phrase_end(text, at, end)
            end = hidden or end
            found += [] if hidden else [_quantity(text, at, reading)]
        here = START.search(text, end)
    return tuple(found)


def _quantity(text: str, at: int, reading: Reading) -> Quantity:
    start = at - 1 if at and text[at - 1] == "第" else at
    role = role_of(text, start, at, reading)
    approx = reading.approx or approximation(text, start, reading.end)
    value = reading.value if reading.value is not None else Fraction(0)
    return Quantity(Span(start, reading.end), value, reading.high, reading.unit, role, approx)
