"""Finds time expressions in Chinese prose and says what each can stand for: one date, a stretch, a habit, a limit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from service.domain.document import Span

TimeKind = Literal["date", "season", "stretch", "recurring", "within"]
Bound = Literal["before", "since", "after", ""]

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20|’)\d\d年度?|[二一][〇○零O九]..年|今年|去年|前年|当年|本年度|上年|明年)"
_MONTH = rf"(?:{_N}月份?)(?!会|报|度)"
_DAY = rf"(?:{_N}[日号])"
_THIRD = r"(?:上旬|中旬|下旬|初|底|末)"
_FEAST = (
    r"(?:春节|元旦|国庆(?:节|假期|长假|期间)?|五一(?:假期|期间|节)?|中秋(?:节)?|端午(?:节)?|清明(?:节)?|元宵(?:节)?|"
    r"正月(?:初.|十五|里)?|除夕|腊月(?:二十.|.{1,2})?|小年|七一|八一|重阳(?:节)?|教师节|六一|冬至)"
)
_SEASON = (
    r"(?:主汛期|汛期|暑假|寒假|暑期|春耕|秋收|双抢|迎峰度夏|年初|年中|年底|岁末|年末|开春|入冬|入夏|入秋|入汛|春季|夏季|秋季|冬季|"
    r"夏天|冬天|春天|秋天|高考|中考|开学|(?:第?[一二三四1-4]季度)|上半年|下半年|夏粮|春运|三季度)"
)
_CLOCK = r"(?:上午|下午|中午|晚上|夜里|夜间|深夜|凌晨|傍晚|清晨|早上|早晨|午后|半夜)"
_ONE = rf"(?:的?(?:某|一)(?:个|天)?(?:{_CLOCK}|周[一二三四五六日末]|星期[一二三四五六日天]|早上|雨天|雨夜)?)"
_RANGE = rf"(?:[至到—\-－~～](?:{_MONTH})?(?:{_DAY}|{_N}[日号]?(?=[，。、])))"
_EDGE = r"(?:之?前后|底前|末前|之?前|以前|之?后|以后|以来|起|开始|至今|期间|间|以内|之内|内)?"

_DATED = re.compile(
    rf"(?:{_YEAR}[，的]?)?(?:{_MONTH}(?:{_DAY}{_RANGE}?|{_RANGE}|{_THIRD}(?=[^级共央心])|{_ONE})?|{_FEAST})(?:{_CLOCK})?{_EDGE}"
    rf"|{_YEAR}(?:{_DAY})?{_EDGE}(?={_CLOCK})"
    rf"|(?<![月\d一二三四五六七八九十]){_N}日(?:{_RANGE})?(?:{_CLOCK})?{_EDGE}(?![常均益报])"
)
_ONCE = re.compile(
    r"(?<!第)(?:有一次|有一回|有一天|有一年|那天|那次|当天(?:夜里|晚上|下午|上午)?|当晚|次日|第二天|前不久|不久前|上个?月|上周|上个?星期|"
    r"某天|一天(?:晚上|夜里|下午|上午|傍晚|清晨)|一个(?:雨夜|周末|周[一二三四五六日]|晚上|下午|上午|傍晚|清晨|星期[一二三四五六日天])|"
    r"最近一次|上一次|上次|头一次)"
)
_SEASONED = re.compile(rf"(?:{_YEAR}[，的]?)?{_SEASON}{_EDGE}")
_STRETCH = re.compile(
    rf"(?:近年来?|近[一二两三四五六七八九十几\d]+(?:年|个月)来?|[一二两三四五六七八九十几多\d]+年来|一年来|多年来|长期以来|一直以来|"
    rf"任职以来|上任以来|任期内|{_YEAR}(?:以来|至今|全年|度)?|全年|平时|日常|过去|以往|这几年|前些年|几年)"
)
_RECURRING = re.compile(
    r"每(?:一|个|半|两|三|四|五|六|十|隔|\d+|逢)?(?:个)?(?:工作日|年度?|半年|季度?|月|周|星期|旬|半月|天|日|晚|早|夜|学期|班次|次(?:会|例会|党组会|党委会))"
    r"(?:度)?(?:第?[一二三四五六七八九十最后\d]{1,3}个?(?:周|星期|工作日|礼拜)[一二三四五六日天]?|底|初|末|中旬|[一二三四五六日天](?=[、，上下晚至\s]|早)|"
    r"\d{1,2}[日号](?:前)?)?|(?:逐月|逐季|按月|按季|按周|按季度|按年|月月|季季|年年|周周|天天|日日|常年|逢年过节)"
)
_WITHIN = re.compile(
    r"(?:[\d一二两三四五六七八九十半]+(?:个)?(?:工作日|小时|月|天|日|周|分钟|年|季度)(?:之|以)?内|(?:当[天日月周]|次日|翌日|隔日)(?=[由内完上汇核处录交报反调联登回办公通签])|"
    r"会前[\d一二两三四五六七八九十半]+(?:天|日|个工作日)|提前[\d一二两三四五六七八九十半]+(?:天|日|个?工作日|小时|周)|"
    r"第一季度(?:前|内|末)|(?:上半年|下半年|年内|年底|本年度内|年度内)(?:之?前|内|完成)|即日起|(?:从|自)?(?:今年|明年|现在)起)"
)
_BEFORE: Bound = "before"
_SINCE: Bound = "since"
_AFTER: Bound = "after"
_EDGES: dict[str, Bound] = {
    **dict.fromkeys(("底前", "末前", "前", "之前", "以前", "内", "以内", "之内"), _BEFORE),
    **dict.fromkeys(("以来", "起", "开始", "至今"), _SINCE),
    **dict.fromkeys(("后", "之后", "以后"), _AFTER),
}


class TimeExpr(NamedTuple):
    """One time expression. `date` is one identifiable time, `season` a rough one, `stretch` a long or open one.

    `recurring` is a habit or a frequency, `within` a limit such as 三日内. `bound` says that the time is the edge of a
    stretch (2023年3月底前, 2023年起); `year` is the calendar year where four digits or 二〇二二 state it.
    """

    span: Span
    kind: TimeKind
    bound: Bound = ""
    year: int | None = None


# Characters that an expression can begin with: only there are the patterns tried, which is most of their speed.
_FIRST = re.compile(
    r"[0-9’〇○零二两三四五六七八九十今去本明春元国端清正除腊重教冬汛暑寒双迎岁夏秋每逐按季周逢翌隔几]"
    r"|一(?!些|定|样|切|起|致|旦|面|般|贯|再|味|直(?!以来)|向)|前(?=[年不些])|当(?=[年天日晚月周])|上(?=[个半周月旬午次一年任]|星)|中(?=[秋考])|小(?=年)"
    r"|主(?=汛)|年(?=[初中底末年内度])|开(?=[春学])|入(?=[冬夏秋汛])|高(?=考)|第[一二三四1-4两]?(?=季|次|天|二天|日)|下(?=半年)|月(?=月)|天(?=天)|日(?=[日常])|常(?=年)"
    r"|半(?=[年个天月夜日小])|会(?=前)|提(?=前)|次(?=日)|即(?=日)|现(?=在)|从(?=今|明|现)|自(?=今|明|现)|有(?=[一天])|那(?=[天次])|不(?=久)|某(?=天)"
    r"|最(?=近一次)|头(?=一次)|近(?=[年一两二三四五六七八九十几\d])|多(?=年)|长(?=期)|任(?=[职期])|全(?=年)|平(?=时)|过(?=去)|以(?=[往来])|这(?=几)"
)
_PATTERNS: tuple[tuple[TimeKind, re.Pattern[str]], ...] = (
    ("recurring", _RECURRING), ("within", _WITHIN), ("date", _DATED), ("date", _ONCE), ("season", _SEASONED),
    ("stretch", _STRETCH),
)  # fmt: skip


@lru_cache(maxsize=8)
def _all(text: str) -> tuple[TimeExpr, ...]:
    found: list[TimeExpr] = []
    end = 0
    for first in _FIRST.finditer(text):
        start = first.start()
        if start < end:
            continue
        for kind, pattern in _PATTERNS:
            match = pattern.match(text, start)
            if match and match.end() > start:
                end = match.end()
                words = match.group()
                found.append(TimeExpr(Span(start, end), kind, _bound(words), _year(words)))
                break
    return tuple(found)


def _bound(words: str) -> Bound:
    """Which edge of a stretch the last characters make of the time."""
    return next((bound for edge, bound in _EDGES.items() if words.endswith(edge)), "")


def _year(words: str) -> int | None:
    digits = words[:4].translate(str.maketrans("〇○零O一二三四五六七八九", "0000123456789"))
    return int(digits) if re.fullmatch(r"(?:19|20)\d\d", digits) else None


def times(text: str, span: Span | None = None) -> list[TimeExpr]:
    """Time expressions inside `span` (default: all), in reading order, never overlapping."""
    found = _all(text)
    if span is None:
        return list(found)
    kept = []
    for expr in found[_first(found, span.start) :]:
        if expr.span.start >= span.end:
            break
        if expr.span.end <= span.end:
            kept.append(expr)
    return kept


def _first(found: tuple[TimeExpr, ...], start: int) -> int:
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found[middle].span.start < start else (low, middle)
    return low
