"""How long the writer has held a post, told twice and differently: 当书记六年 and 四年; since 2017 and 不满两年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.text.cut import clauses
from service.text.quantity import quantities

_POST = re.compile(
    r"书记(?!员)|主任|局长|校长|院长|所长|镇长|乡长|董事长|经理|场长|馆长|站长|组长|任职|现职|集团|公司|社区"
)
_HELD = re.compile("当|任|做|工作|干|走上|参加|毕业|从[教警医]")
_CAREER = re.compile("走上|参加工作|毕业|踏上|战线|系统|行业|从教|从警|从医|入行|刚当")
_SINCE = re.compile(r"(?P<year>(?:19|20)\d\d)年[^，。；]{0,6}(?:起|开始|刚|才?到|调|考|任|当|走上|参加|毕业|进)")
_SLACK = 1  # years that rounding may take up
_MONTHS = 12


class _Tenure(NamedTuple):
    """`years` held, or under so many; `of` are the words that say what was held."""

    years: int
    under: bool
    of: frozenset[str]


def clash(text: str, one: Span, other: Span, year: int) -> bool:
    """Whether two passages tell two tenures of one post, or of the whole career, that can't both be."""
    return any(_differ(a, b) for a in _tenures(text, one, year) for b in _tenures(text, other, year))


@lru_cache(maxsize=4096)
def _tenures(text: str, span: Span, year: int) -> tuple[_Tenure, ...]:
    return tuple(one for clause in clauses(text, span) for one in _held(text, clause, year))


def _held(text: str, clause: Span, year: int) -> Iterator[_Tenure]:
    said = clause.of(text)
    held = {found.group() for found in _POST.finditer(said)} | ({"career"} if _CAREER.search(said) else set())
    if not held or not _HELD.search(said):
        return
    yield from (_Tenure(year - int(hit["year"]), False, frozenset(held)) for hit in _SINCE.finditer(said))
    for one in quantities(text, clause):
        if one.role == "duration" and one.unit == "月" and one.value >= _MONTHS:
            yield _Tenure(int(one.value / _MONTHS), one.approx == "under", frozenset(held))


def _differ(one: _Tenure, other: _Tenure) -> bool:
    if not one.of & other.of or (one.under and other.under):
        return False
    if one.under or other.under:
        most, told = (one.years, other.years) if one.under else (other.years, one.years)
        return told > most
    return abs(one.years - other.years) > _SLACK
