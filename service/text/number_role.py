"""Says what a number does where it stands (an ordinal, a rise, an article) and how exact it claims to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from service.text.number_reading import Reading

Approx = Literal["", "about", "over", "under"]

_BEFORE: tuple[tuple[Approx, re.Pattern[str]], ...] = (
    ("over", re.compile(r"(?:超过|超|逾|突破|高达|多达|至少|不少于|不低于|最少|不下|大于|高于|多于)(?:了)?$")),
    ("under", re.compile(r"(?:不到|不足|不超过|不多于|至多|最多|未满|不满|少于|低于|小于|未达到?|控制在)$")),
    ("about", re.compile(r"(?:近|约|大约|大概|将近|接近|差不多|估计)$")),
)
_AFTER: tuple[tuple[Approx, re.Pattern[str]], ...] = (
    ("over", re.compile(r"以上|之多|有余|往上|多")),
    ("under", re.compile(r"以下|以内|之内|内(?![部容心外])|不到")),
    ("about", re.compile(r"左右|上下|上下浮动")),
)
_RISE = "(?:增长|增加|上升|提高|提升|上涨|增|涨|升|扩大|反弹|多出|新增|高出?|多)"
_FALL = "(?:下降|减少|降低|回落|下跌|下滑|压减|缩减|减|降|少|低)"
_CHANGE = re.compile(rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:幅度?|率)?了?(?P<to>到|至|为)?(?:近|约|超过?)?$")
_SINCE = re.compile(
    r"(?:(同比|较上年同期|比上年同期|比去年同期|较去年|比上年|较上年)|(环比|较上月|比上月|较上季度))[^，。；]{0,10}$"
)
_ARTICLE = set("人名位个件项条处份张本篇场期轮批套间家次种类点句面段片笔张支只部门组块页字节户起票针款堂")


def role_of(text: str, start: int, at: int, reading: Reading) -> str:
    """The role of the reading at `at`; `start` lies before 第 where that leads it."""
    if start < at:
        return "ordinal"
    if reading.role in ("date", "clock", "code", "ordinal", "some"):
        return reading.role
    if reading.value == 1 and text[at] == "一" and reading.role == "count" and text[at + 1] in _ARTICLE:
        return "article"
    return _trend(text, at) + (reading.role or "count")


def _trend(text: str, at: int) -> str:
    change = _CHANGE.search(text, max(0, at - 8), at)
    if not change:
        return ""
    since = _SINCE.search(text, max(0, at - 24), at)
    lead = "" if not since else "yoy-" if since[1] else "mom-"
    return lead + ("rise" if change["rise"] else "fall") + ("-to:" if change["to"] else ":")


def approximation(text: str, start: int, end: int) -> Approx:
    """How exact the words around a number say that it is; empty where they say nothing."""
    for approx, pattern in _AFTER:
        if pattern.match(text, end):
            return approx
    if text[start - 1 : start] == "上" and text[start] in "百千万":
        return "about"
    return next((approx for approx, pattern in _BEFORE if pattern.search(text, max(0, start - 5), start)), "")
