"""Finds bodies that are named by what they do or by a number: 民政局 of 县民政局, 第十四 of 第十四中学."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import tree
from service.llm.hiding.secret import Secret

_LEVEL = "省市州县区旗镇乡道"  # 街道 ends with the last
_DIGITS = "一二三四五六七八九十百0-9"
_NO_SCHOOL = "心型学期队组时间小午旬央全部段步块批半"  # 三中 is a school, 三中全会 and 一小时 are none
_FACULTY = re.compile(
    r"(?<=大学|学院|学校)(?P<stem>(?!二级|各|下属|所属|继续教育)[^\W\da-zA-Z_的了在是里内外每本各该我全对把被由从到向同]{2,8}?)(?:学院|系(?![统列数])|研究院|研究所|研究中心)"
)
_NUMBERED = re.compile(
    rf"(?P<stem>第[{_DIGITS}]{{1,4}})(?:[^\W\da-zA-Z_]{{2}})?(?:(?P<kind>[中小])学|医院|学校|幼儿园|职高)"
)
_SHORT = re.compile(rf"[{_LEVEL}](?P<stem>[一二三四五六七八九十]{{1,3}})(?:[中小](?![{_NO_SCHOOL}])|院(?![落子内里]))")


def offices(text: str) -> Iterator[Secret]:
    """Government departments, faculties and numbered schools; party and state organs (县纪委, 人民法院) are none."""
    for match in _department().finditer(text):
        yield Secret("单位", Span(*match.span()), Span(*match.span()))
    for number, kind in {(match["stem"][1:], match["kind"]) for match in _NUMBERED.finditer(text) if match["kind"]}:
        for match in re.finditer(rf"(?<![第{_DIGITS}]){number}{kind}(?![{_NO_SCHOOL}])", text):
            yield Secret("单位", Span(*match.span()), Span(*match.span()), bare=True)
    for pattern in (_FACULTY, _NUMBERED, _SHORT):
        for match in pattern.finditer(text):
            yield Secret("单位", Span(*match.span("stem")), Span(*match.span()))


@lru_cache(maxsize=1)
def _department() -> re.Pattern[str]:
    """A department ending as a bureau does (财政局), or a smaller one behind a level (街道民政办, 镇财政所)."""
    what = f"{tree('masking')['departments']}|{tree('name_parts')['departments']}"
    what = "|".join(sorted(what.split("|"), key=len, reverse=True))  # alternatives of regular expressions, no literals
    bureau = "委员会|局(?![限面部势长域促])|厅(?![级局长])|委(?![员托派屈任以婉])"
    office = "办公室|服务中心|中心|办(?![事公理好法案学])|[大中支总]队|[站所股科](?!长)"
    return re.compile(
        rf"(?<!国家)(?<!全国)(?<!中央)(?:{what})(?:{bureau})|(?<=[{_LEVEL}])(?<!乡镇)(?<!市县)(?<!县区)(?<!县乡)(?:{what})(?:{office})"
    )
