"""Words by which a text betrays that it was written for a body of another kind than the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.lexicons import tree
from service.text.cut import any_of, sentences

# 我校, 我们医院, 全校各项工作, 校党委: the body that such words name is of the class that stands in brackets.
_OURS = re.compile(
    r"(?:我们?|咱们?)(?P<we>学校|医院|法院|街道|公司|村|校|院|局|所|镇|乡|社区|馆|站|厂)(?![里长外区])"
    r"|全(?P<all>校|院|局|所|镇|乡|街道|村|社区|公司|馆|厂)(?=干部|职工|上下|党员|教职工|师生|医护|员工|干警|民警|各项|工作|发展|党建|事业)"
    r"|(?:结合|立足|紧扣|围绕)我?(?P<fit>街道|学校|学院|医院|公司|法院|社区|镇|乡|村|局|院|校|馆)的?(?=实际|优势|特点|工作)"
    r"|(?:推动|促进|推进|做好|抓好)(?P<work>街道|学校|学院|医院|公司|法院|社区|全校|全院|全局|全镇|全乡|全村)的?(?=各项|事业|工作(?:再|迈|上))"
    r"|(?P<meet>校|院|局|镇|乡|馆|所|经理|董事)(?:长办公会|长办公会议|务会|办公会)|(?P<board>董事会|经理层)"
    r"|(?:(?<![一-鿿])|(?<=[在向经对由把交报请]))(?P<organ>校|院|公司)(?:党委|党组|党总支|领导班子|务会)"
)
# A class is at home in a unit whose name holds one of these.
_CLASSES = {
    "校": "校|学院|大学|中学|小学|幼儿园",
    "学校": "校|学院|大学|中学|小学|幼儿园",
    "医院": "医院|卫生院|保健院",
    "法院": "法院",
    "公司": "公司|集团|厂|供电",
    "厂": "厂|公司",
    "村": "村",
    "社区": "社区|街道|镇|乡",
    "街道": "街道|社区",
    "学院": "学院|大学|学校",
    "经理": "公司|集团|厂",
    "董事": "公司|集团|厂",
    "董事会": "公司|集团|厂",
    "经理层": "公司|集团|厂",
}
_SECTOR = re.compile(
    r"全[省市县区州](?P<of>[一-鿿]{2,4})系统|(?:作为|身为)(?:一名)?[老新]?(?P<man>[一-鿿]{2,4})人(?=[，。；]|要|应|我)"
)
_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")
_PERSON = r"(?:作为|身为)(?:一名|一个|一位)?(?:[党老新合格的优秀]{{0,4}})?(?:{names})(?!出身|时)"


class Stranger(NamedTuple):
    """A word out of place; `why` ends the sentence that begins with the word itself, in Chinese."""

    span: Span
    why: str


def strangers(text: str, spans: list[Span], unit: str) -> Iterator[Stranger]:
    """Words of another body's, another trade's or another profession's own, in these spans of the writer's report."""
    if len(unit) < 3:
        return
    trades = tree("trades")
    mine = {name for name, trade in trades.items() if any(word in unit for word in trade["units"])}
    others = tuple(name for name in trades if name not in mine)
    for span in spans:
        yield from _bodies(text, span, unit)
        for name in others:
            yield from _terms(text, span, name, "terms" if mine else "creed")
            yield from _persons(text, span, name)
        yield from _sectors(text, span, unit, mine) if mine else ()


def _bodies(text: str, span: Span, unit: str) -> Iterator[Stranger]:
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text, *span)]
    for found in _OURS.finditer(text, *span):
        here = Span(*found.span())
        kind = str(next(filter(None, found.groups()))).removeprefix("全")
        if not re.search(_CLASSES.get(kind, kind), unit) and not any(quote.holds(here) for quote in quoted):
            yield Stranger(here, f"与题目里的单位“{unit}”对不上")


def _terms(text: str, span: Span, trade: str, key: str) -> Iterator[Stranger]:
    """Terms of the trade, in sentences that do not speak of that trade's bodies."""
    pattern, near = _pattern(trade, key), _pattern(trade, "near")
    if not pattern.search(text, *span):
        return
    for sentence in sentences(text, span):
        if not near.search(pattern.sub("", sentence.of(text))):
            for found in pattern.finditer(text, *sentence):
                yield Stranger(Span(*found.span()), "是别的行业的用语，与本单位的职责对不上")


def _persons(text: str, span: Span, trade: str) -> Iterator[Stranger]:
    names = _pattern(trade, "persons").pattern
    for found in re.compile(_PERSON.format(names=names)).finditer(text, *span):
        yield Stranger(Span(*found.span()), "说的是别的行业的身份，与题目里的职务对不上")


def _sectors(text: str, span: Span, unit: str, mine: set[str]) -> Iterator[Stranger]:
    """全县水利系统 or 作为一名交通人: a sector of other trades of the table only, not in the unit's name."""
    for found in _SECTOR.finditer(text, *span):
        sector = str(found.group("of") or found.group("man"))
        home = {name for name, trade in tree("trades").items() if any(word in sector for word in trade["units"])}
        if home and not home & mine and not any(char in unit for char in sector):
            yield Stranger(Span(*found.span()), f"与题目里的单位“{unit}”对不上")


@lru_cache(maxsize=64)
def _pattern(trade: str, key: str) -> re.Pattern[str]:
    """The trade's words under `key`; a pattern that finds nothing where it has none."""
    return any_of(*tree("trades")[trade].get(key, ()))
