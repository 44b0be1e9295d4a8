"""The shapes in which Chinese prose writes numbers, and the names and headings whose numerals count nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from service.text.unit import pattern, units

CHINESE = "零〇○一二两三四五六七八九十百千万亿几俩仨壹贰叁肆伍陆柒捌玖拾佰仟"
START = re.compile(f"[0-9０-９数半翻{CHINESE}]")
_DIGIT = "[零〇○一二两三四五六七八九]"
_MAGNITUDE = r"(?:[十百万亿]|千(?![瓦伏克米]))"
_ARABIC = rf"[0-9０-９]+(?:,[0-9]{{3}}(?![0-9]))*(?:[.．][0-9０-９]+)?{_MAGNITUDE}{{0,3}}"
_HAN = (
    rf"数?(?:[零〇○一二两三四五六七八九几俩仨壹贰叁肆伍陆柒捌玖拾佰仟]|{_MAGNITUDE})+(?:点{_DIGIT}+{_MAGNITUDE}*)?"
    r"|数(?=[次名月日年天户家人起件个位])"
)
_NUMBER = f"(?:{_ARABIC}|{_HAN})"
_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_MORE_UNIT = "月|小时|星期|礼拜|钟头|学期|百分点|工作日"
_HALF_UNIT = "年|天|个月|个小时|小时|个钟头|个学期|学期|公里|亩|斤|吨|月|日"

DATE = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}}|(?:１９|２０)[０-９]{{2}}|[二一][零〇○O九][零〇○O一二三四五六七八九]{{2}})"
    rf"(?:年度?(?:的?(?P<m1>{_N})月份?(?:(?P<d1>{_N})[日号])?)?|[.\-/．](?P<m2>[01]?[0-9])(?:[.\-/．](?P<d2>[0-3]?[0-9]))?(?![0-9年万亿%]))"
    rf"|(?P<m3>{_N})月份?(?:(?P<d3>{_N})[日号])?(?![度份])"
    rf"|(?P<d4>{_N})[日号](?=[前起至到上下中晚清早凌，。、；之当晨夜后）]|$)"
)
CLOCK = re.compile(rf"(?P<hour>{_N})(?:[:：](?P<colon>[0-5][0-9])|[点时](?:(?P<half>半)|(?P<minute>{_N})分?|整|钟)?)")


@lru_cache(maxsize=1)
def may_follow() -> frozenset[str]:
    """Every character that can stand second in a number written in Chinese: without one of these there is none."""
    return frozenset(CHINESE) | {written[0] for written in units()} | set("多余来点时分半番了至到—-–~～－")


@lru_cache(maxsize=1)
def form() -> re.Pattern[str]:
    """Percentages, fractions, multiples, halves and plain numbers with range, approximation and unit."""
    unit = pattern()
    return re.compile(
        r"(?P<moiety>一半|半数)"
        rf"|(?P<per>百分之|千分之|万分之)(?P<part>{_NUMBER})(?:[到至\-—~～](?P=per)?(?P<part2>{_NUMBER}))?"
        rf"|(?P<below>{_NUMBER})分之(?P<above>{_NUMBER})"
        r"|(?P<over>[0-9]+)/(?P<under>[0-9]+)(?![0-9/年月])"
        rf"|翻了?(?P<doubled>{_NUMBER})?番"
        rf"|半(?P<half>{_HALF_UNIT})(?!轻)"
        rf"|(?P<low>{_NUMBER})(?:(?P<unit1>{unit})?(?:[\-—–~～－]{{1,2}}|[至到])(?P<high>{_NUMBER}))?"
        rf"(?P<more>[多余来])?(?P<scale>[百万亿]|千(?![瓦伏克米]))?(?P<more2>[多余])?"
        rf"(?:个(?P<mixed>[多半余])(?P<unit2>{_MORE_UNIT})|(?P<unit>{unit})(?P<tail>[多半余](?![次人数名个户件]))?)?"
    )


# Titles, names in quotes that begin with a numeral, numbers of documents and of meetings, and numbers of paragraphs.
NAMED = re.compile(
    rf"(?=[《“‘〔\[（(第其 \t\u3000\d{CHINESE}])(?:"
    r"《[^》\n]{0,80}》"
    rf"|“[{CHINESE}][^”\n]{{1,7}}”|‘[{CHINESE}][^’\n]{{1,7}}’"
    r"|[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d*号?"
    rf"|(?:第?[{CHINESE}\d]+届)(?:第?[{CHINESE}\d]+(?:中全会|次全[体会]|次会议|次党代会))?"
    rf"|第?[{CHINESE}]{{1,3}}(?:中全会|大(?=[报精以召会对党，、]))"
    r"|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]"
    r"|(?:(?<=\n)|(?<=\A))[ \t\u3000]*(?:\d{1,2}(?:[、）)]|[.．](?!\d)|[.．](?=\d{4}年)))"
    r"|(?:(?<=\n)|(?<=\A))[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?:(?<=[\n。；：，:;,、“])|(?<=\A))(?:[一二三四五六七八九十]|其[一二三四五六])(?:是|要|则|者|靠|抓)"
    r")"
)
