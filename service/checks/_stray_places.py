"""Names of places that can't be the writer's own: another county told as his, 全县 in the report of a 区's office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.checks._stray_bodies import Stranger, is_quoted
from service.domain.document import Span
from service.text.cut import tagged

_NAME = r"(?P<name>[^我全本各该乡城老新社小这那个上美丽\W]{2,3})(?P<level>县|镇|乡|街道|市|区)"
# What one wishes for one's own place: 推动临江县各项事业, 让临江县群众满意.
_WISHED = re.compile(
    r"(?:推动|建设|助力|促进|打造|加快|服务|振兴|谱写|书写|开创|造福|奉献|带领|团结|为|让)了?"
    r"(?:美丽|幸福|和谐|平安|富裕|富强|文明|现代化|新|法治|健康|书香|数字)*"
    + _NAME
    + r"(?=经济|高质量|发展|改革|各项|乡村|教育|交通|卫生|文化|事业|的?明天|作出|做出|贡献|而|人民|群众|百姓|父老|"
    r"乡亲|新篇章|现代化|振兴)"
)
_ELDER = r"(?:[^\W我全本各该]{2,4}[省市州盟])?"
_ORGAN = r"(?=委|纪委|党委|党工委|政府|人民政府|国资|人大|政协)"
# Whose word one follows, and to whom one reports, is the writer's own superior.
_UNDER = re.compile(
    rf"(?:按照|根据|贯彻落实|贯彻|落实|执行|对照|遵照|报请|提请|报送|上报|报|接受|服从|围绕)(?:好|了)?(?:中共)?{_ELDER}{_NAME}{_ORGAN}"
)
_COUNTY = {"县": "县", "区": "区", "旗": "旗"}
# 县委 counts behind a stop or a preposition only: 清河县委 names another one.
_OFFICE = r"(?:(?<![^\W\da-zA-Z_])|(?<=[在向经对由报请照据彻实受让为和与及、])){level}(?:委|政府|纪委)"
_SAID_OF = {
    "县": r"全县(?!域)|[我本]县(?!城)|" + _OFFICE.format(level="县"),
    "区": r"(?<!自治)(?:我区|全区(?![域间别块分]))|" + _OFFICE.format(level="区"),
    "旗": r"全旗|我旗|" + _OFFICE.format(level="旗"),
    "镇": r"(?:全镇(?!定)|[我本]镇(?![定静住])|镇党委|镇政府)",
    "乡": r"(?:全乡(?!村)|[我本]乡(?!村)|(?<![各家下城])乡(?:党委|政府))",
}
_ENOUGH = 3  # mentions by which a text whose title tells no place shows in which kind of place it was written
_BACK = 30  # characters in which another place's name may explain 全县: 砚溪县的同志提过全县的用地账
_PARKS = re.compile(r"自治区|开发区|高新区|新区|园区|示范区|保税区|度假区|风景区|景区")
_SMALL = re.compile("[了的是在和与及把被对向给到过着]")  # no place is named with these: 报告了县纪委
_PREFIX = re.compile(r"^(?:中共)?([县区旗])(?!域)")


def strange_places(text: str, spans: list[Span], unit: str, places: dict[str, str]) -> Iterator[Stranger]:
    """Places of another name than the writer's, and places of another kind, in these spans."""
    for span in spans:
        yield from _named(text, span, places)
    yield from _levels(text, spans, unit, places)


def could_be_name(name: str) -> bool:
    """Whether these characters may name a place: no verb, adverb or the like of the dictionary, as 谱写 in 谱写县委."""
    if _SMALL.search(name):
        return False
    found = tagged(name)
    return len(found) > 1 or not found or found[0][1][0] not in "vdpacurmqf"


def _named(text: str, span: Span, places: dict[str, str]) -> Iterator[Stranger]:
    """推动某县各项事业 or 报某县委备案 with another place's name of a level that the writer's own unit names."""
    for found in (*_WISHED.finditer(text, *span), *_UNDER.finditer(text, *span)):
        level, name = found.group("level"), found.group("name")
        own = places.get(level)
        if own and could_be_name(name) and not name.endswith(own) and not own.endswith(name):
            yield Stranger(
                Span(found.start("name"), found.end()), f"与题目里的“{own}{level}”不一致，疑似误留了外地的名称"
            )


def _levels(text: str, spans: list[Span], unit: str, places: dict[str, str]) -> Iterator[Stranger]:
    """全县 where the writer's office is a 区's, 全乡 where his place is a 镇."""
    county, town = _home(text, unit, places), next((level for level in ("镇", "乡") if level in places), "")
    rivals = [level for level in ("县", "区", "旗") if county and level != county]
    rivals += [level for level in ("镇", "乡") if town and level != town]
    if "区" in rivals and _PARKS.search(text):
        rivals.remove("区")  # there 全区 may be the region or the park
    for level in rivals:
        if any(sign + level in text for sign in "全我本") or any(level + sign in text for sign in "委政纪党"):
            for span in spans:
                yield from _said(text, span, level, county if level in _COUNTY else town)


def _said(text: str, span: Span, level: str, own: str) -> Iterator[Stranger]:
    """Places of this level that this stretch takes for the writer's own, outside quotes and of no place told nearby."""
    for found in re.compile(_SAID_OF[level]).finditer(text, *span):
        here = Span(*found.span())
        told = re.search(rf"[^，。\W全我本各][^，。\W]{level}", text[max(0, here.start - _BACK) : here.start])
        if not told and not is_quoted(text, here):
            yield Stranger(here, f"与本人所在的{own}对不上")


def _home(text: str, unit: str, places: dict[str, str]) -> str:
    """县, 区 or 旗, by the unit's name, else by what the text says throughout; "" where neither is clear."""
    if own := next((level for level in _COUNTY if level in places), ""):
        return own
    if prefix := _PREFIX.match(unit):
        return prefix.group(1)
    counts = {level: _mentions(text, level) for level in ("县", "区")}
    best, other = sorted(counts, key=lambda level: -counts[level])
    return best if counts[best] >= _ENOUGH and counts[other] <= 1 else ""


def _mentions(text: str, level: str) -> int:
    """How often the text speaks of its own 县 or 区: that letter is found first, then what stands around it."""
    said, told, at = re.compile(_SAID_OF[level]), 0, text.find(level)
    while at >= 0:
        told += bool(said.match(text, max(0, at - 1)) or said.match(text, at))
        at = text.find(level, at + 1)
    return told
