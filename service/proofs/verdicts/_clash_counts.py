"""Two counts of the same thing that differ: 全县12个乡镇文化站 and 14个乡镇文化站; 68户 and 86户."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.text.quantity import Quantity, quantities

_WHOLE = re.compile(
    r"(?:全[^\W\d，。；]{1,8}|[^\W\d]里[^，。；]{0,6}只?有|共有?|总共|辖|现有|在岗|在职|实有|在册[^，。；]{0,6})$"
)
_PART = re.compile(r"(?:其中|每|另有?|以上|第|有的|近|约)$")
_BEFORE = re.compile(r"(?P<noun>[^\W\d_a-zA-Z一二三四五六七八九十]{2,}?)(?:只有|仅有|共有|有|共|为|达)?$")
_NOUN = re.compile(r"[^\W\d_a-zA-Z]+")
_DIGITS = "零〇一二两三四五六七八九十百千万"
_NEAR = 8  # letters on each side of a number in which its noun may stand
_NAMED = 4  # letters that two nouns share where neither number is said to be the whole
_HEAD = 2


class _Count(NamedTuple):
    """A counted thing: how many, of which unit, whether it is all there are, and the words around."""

    value: Fraction
    unit: str
    whole: bool
    before: str
    after: str


def clash(text: str, one: Span, other: Span) -> bool:
    """Whether a count in the one passage can't stand beside a count in the other."""
    return any(_differ(a, b) for a in _counts(text, one) for b in _counts(text, other))


@lru_cache(maxsize=4096)
def _counts(text: str, span: Span) -> tuple[_Count, ...]:
    found = (one for one in quantities(text, span) if one.definite and one.role == "count" and not one.approx)
    read = (_read(text, span, one) for one in found if one.high is None and one.value > 1)
    return tuple(one for one in read if one)


def _read(text: str, span: Span, one: Quantity) -> _Count | None:
    before = text[max(span.start, one.span.start - _NEAR) : one.span.start]
    if _PART.search(before):
        return None
    unit = _NOUN.search(text, *one.span)
    noun = (unit.group().lstrip(_DIGITS + "个名位户") if unit else "") + text[one.span.end : one.span.end + _NEAR]
    return _Count(one.value, one.unit, bool(_WHOLE.search(before)), _last(before), _first(noun))


def _first(words: str) -> str:
    found = _NOUN.match(words)
    return found.group() if found else ""


def _last(words: str) -> str:
    """The noun right before the number, 只有 and the like left out: 执法人员只有9人."""
    found = _BEFORE.search(words)
    return found.group("noun") if found else ""


def _differ(one: _Count, other: _Count) -> bool:
    if one.unit != other.unit or one.value == other.value:
        return False
    if one.value >= 10 and sorted(str(one.value)) == sorted(str(other.value)):  # 68 and 86: figures in another order
        return True
    if one.whole != other.whole and (one.value > other.value) == one.whole:
        return False  # a part may be smaller than the whole
    shared = max(_shared(a, b) for a in (one.before, one.after) for b in (other.before, other.after))
    return shared >= (_HEAD if one.whole and other.whole else _NAMED)


def _shared(one: str, other: str) -> int:
    """The longest run of letters that stands in both."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
