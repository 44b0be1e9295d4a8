"""Another unit's or post's name where the writer's should stand, or a role that changes within the report.

Why: it shows that the text was taken from somebody else's report; discipline cases name exactly this.
Source: 内蒙古某镇民主生活会材料通报“留有外地单位名称”（official）.
Bad: 题目是青屏县供电公司，措施里写“作为临江县供电公司的主要负责人”；文化局局长写“贯穿到立德树人全过程”
Good: 作为局党组书记、局长（一人兼任）；县民政局两次来函催拨（外单位的事实）
Granularity: one fault a place; a title that the whole body contradicts is one fault on the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.checks._stray_bodies import Stranger
from service.checks._stray_places import could_be_name, strange_places
from service.checks._trade_words import strangers
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.text.office import (
    Office,
    bodies_clash,
    is_two_headed,
    names_agree,
    places_clash,
    posts_clash,
    read_office,
    split_office,
)

_AS = re.compile(
    r"[作身我](?<!看.)(?<!视.)(?:(?<=[作身])为|(?<=我)(?:这个|(?:是|现任|任)(?=[^，。；,]{0,20}[长记任理席][，。；,])))(?:一名|一个|一位)?"
    r"(?P<words>[^，。；：,;:\n]{1,40})"
)
_HEAD = re.compile(
    r"(?P<unit>[^\W\da-zA-Z_]{2,20}?)的?[“\"]?(?:主要负责同志|主要负责人|主要领导|党政主要领导|负责人|负责同志|一把手|主官|第一责任人|班长|带头人|领头人|"
    r"领头雁|掌舵人|当家人|掌门人|主心骨|领路人|领导班子成员|班子成员|领导成员|党员领导干部|领导干部|一员)[”\"]?(?:$|(?=[我要应必没对在却不未就更理也]))"
)
# Duties beside the post, which clash with nothing.
_BESIDE = re.compile(r"委员会|小组|指挥部|专班|协会|学会|商会|工会|项目|网格|片区|[河林田路链楼组]$")
_PAST = re.compile(r"曾|原来?|过去|以前|当时|那时|前任")
# 配合街道做好: what a unit is called by others; the first row whose pattern is in the unit's name.
_WITH = (
    r"(?:配合|协助)好?(?P<unit>{own})(?:党工委|党委|办事处|政府)?"
    r"(?:做好|开展|完成|抓好|落实|推进|搞好|处理|开好|进行|组织|实施)"
)
_OWN = {
    r"街道(?:办事处|党工委)?$": "街道",
    r"镇(?:人民政府|政府|党委)?$": "镇里|镇政府|镇党委",
    r"乡(?:人民政府|政府|党委)?$": "乡里|乡政府|乡党委",
    r"村(?:党支部|党委|党总支|委会)?$": "村里|村委会|村党支部",
    r"社区(?:党委|党总支|居委会)?$": "社区",
    r"公司|集团": "公司|集团",
    r"疾病预防|疾控": "中心|疾控中心|疾控部门|疾控机构",
    r"卫生院|医院": "医院|卫生院|院里",
    r"法院": "法院|审判机关|院里",
    r"检察院": "检察院|检察机关|院里",
    r"学院|大学|学校|中学|小学": "学院|学校|院里|校里",
    r"图书馆": "图书馆|馆里",
    r"公安|派出所": "公安机关|公安部门|派出所|所里",
    r"交通": "交通部门|交通局|局里",
    r"财政": "财政部门|财政局|局里",
    r"农业": "农业部门|农业农村部门|农业局|局里",
    r"教育": "教育部门|教育局|局里",
    r"文化|旅游": "文化部门|文旅部门|文旅局|局里",
    r"水利": "水利部门|水利局|局里",
    r"民政": "民政部门|民政局|局里",
    r"税务": "税务部门|税务局|局里",
}
_BODY_OF = {
    "校长": "学校",
    "院长": "院",
    "局长": "局",
    "镇长": "镇",
    "乡长": "乡",
    "行长": "行",
    "厂长": "厂",
    "矿长": "矿",
}
_SINCE = re.compile(r"(?:担任|任|当)了?(?P<words>[^，。；：\n]{2,16}?)以来")
_POSTED = re.compile(r"(?:派驻|驻)(?P<body>[^\W\da-zA-Z_]{2,14}?)(?:的)?(?:纪检监察组|纪检组|监察组)")
_VAGUE = re.compile(r"^(?:在|各|本|该|县直|区直|市直|省直|我)|单位|部门|机构")


class _Claim(NamedTuple):
    """What the writer says he is, and where."""

    span: Span
    office: Office


def check(draft: Draft) -> Iterator[Fault]:
    """Faults for clashing posts, units and places, for a unit that helps itself, and for another trade's words."""
    writer = draft.writer
    own = read_office(writer.unit or "", writer.post or "")
    claims = sorted([*_claims(draft), *_since(draft)], key=lambda claim: claim.span)
    yield from _roles(draft, own, claims)
    yield from _units(draft, own, claims)
    yield from _helping_itself(draft, writer.unit or "")
    yield from _namesakes(draft, own)
    yield from _posted_elsewhere(draft, writer.unit or "")
    # 校长 of a 教育中心 may well say 我校.
    unit, spans = (writer.unit or "") + _BODY_OF.get((writer.post or "")[-2:], ""), _body(draft)
    strange = (*strangers(draft.text, spans, unit), *strange_places(draft.text, spans, unit, dict(own.places)))
    for span, why in _largest(strange):
        yield Fault(f"“{span.of(draft.text)}”{why}：请核对这段是否抄自别的单位。", span)


def _body(draft: Draft) -> list[Span]:
    """All that stands behind the title, in runs of paragraphs that follow each other."""
    start = draft.title.end if draft.title else 0
    runs: list[Span] = []
    for block in draft.document.blocks:
        if block.span.start < start or block.kind == "directive":
            continue
        if runs and block.span.start - runs[-1].end <= 1:  # only the line break between them
            runs[-1] = Span(runs[-1].start, block.span.end)
        else:
            runs.append(block.span)
    return runs


def _claims(draft: Draft) -> Iterator[_Claim]:
    start = draft.title.end if draft.title else 0
    for found in _AS.finditer(draft.text, start):
        words, before = found.group("words"), draft.text[max(0, found.start() - 4) : found.start()]
        unit, posts = split_office(words)
        headed = None if posts else _HEAD.match(words)
        said = headed.group() if headed else unit + posts
        if (
            (posts or headed)
            and not _BESIDE.search(unit)
            and not _PAST.search(before)
            and not words[len(said) :].startswith(("时", "期间", "那"))
        ):
            office = read_office(headed.group("unit") if headed else unit, posts)
            yield _Claim(Span(found.start(), found.start("words") + len(said)), office)


def _since(draft: Draft) -> Iterator[_Claim]:
    """担任局长以来 says what the writer is now."""
    for found in _SINCE.finditer(draft.text, draft.title.end if draft.title else 0):
        unit, posts = split_office(found.group("words"))
        if posts and len(unit + posts) == len(found.group("words")) and not _BESIDE.search(unit):
            yield _Claim(Span(found.start(), found.end()), read_office(unit, posts))


def _roles(draft: Draft, own: Office, claims: list[_Claim]) -> Iterator[Fault]:
    """Posts that clash with the title's; where the body keeps to one post, it is the title that is wrong."""
    two_headed = is_two_headed(draft.writer.unit or "")
    held = Office((), "", own.posts.union(*(c.office.posts for c in claims if c.office.posts & own.posts)))
    clashing = [claim for claim in claims if posts_clash(held, claim.office, two_headed)]
    agreeing = [claim for claim in claims if claim.office.posts & held.posts]
    if len(clashing) > 1 and not agreeing and len(frozenset(claim.office.posts for claim in clashing)) == 1:
        if draft.writer.span:
            said = clashing[0].span.of(draft.text)
            message = f"题目里的职务与正文“{said}”（共{len(clashing)}处）不一致：请核对，题目和正文写同一个职务。"
            yield Fault(message, draft.writer.span, versus=clashing[0].span)
        return
    for claim in clashing:
        message = (
            f"“{claim.span.of(draft.text)}”与题目里的职务“{draft.writer.post}”不一致：请核对是否误留了他人的职务。"
        )
        yield Fault(message, claim.span, versus=draft.writer.span)


def _units(draft: Draft, own: Office, claims: list[_Claim]) -> Iterator[Fault]:
    for claim in claims:
        if places_clash(own, claim.office) or bodies_clash(own, claim.office):
            said = claim.span.of(draft.text)
            message = f"“{said}”与题目里的单位“{draft.writer.unit}”不一致：请核对是否误留了外单位的名称。"
            yield Fault(message, claim.span, versus=draft.writer.span)


def _helping_itself(draft: Draft, unit: str) -> Iterator[Fault]:
    """配合街道做好 in the report of the 街道 itself: only another body would write so."""
    own = next((names for kind, names in _OWN.items() if re.search(kind, unit)), None)
    if not own:
        return
    pattern = re.compile(_WITH.format(own=own))
    for span in _body(draft):
        for found in pattern.finditer(draft.text, *span):
            message = f"“{found.group()}”是外单位的口气，而本人就在{found.group('unit')}：请核对这段是否抄自别的单位。"
            yield Fault(message, Span(*found.span()))


def _namesakes(draft: Draft, own: Office) -> Iterator[Fault]:
    """The writer's kind of body, of another place, told as his own: 推动临江县供电公司各项工作 in 青屏's report."""
    if not own.places or len(own.body) < 2:
        return
    level, name = own.places[-1]
    # 到, 向, 同 … some other unit tells a fact; 作为 is judged with the posts.
    pattern = re.compile(
        rf"(?P<way>作为|身为|[到赴向与和同跟比为对在把由])?(?P<name>[^\W\da-zA-Z_]{{2,3}}?){level}{own.body}"
        r"(?!学习|考察|交流|来函|来人|的经验|的做法)"
    )
    for span in _body(draft):
        for found in pattern.finditer(draft.text, *span):
            fact = found.group("way") in {"作为", "身为", *"到赴向与和同跟比"}
            other = found.group("name")
            if not fact and not other.endswith(name) and other[-1] not in "全本我各该" and could_be_name(other):
                said = Span(found.start("name"), found.end())
                message = (
                    f"“{said.of(draft.text)}”与题目里的单位“{draft.writer.unit}”不一致：请核对是否误留了外单位的名称。"
                )
                yield Fault(message, said, versus=draft.writer.span)


def _posted_elsewhere(draft: Draft, unit: str) -> Iterator[Fault]:
    """驻县水利局纪检监察组 in the report of the group that is posted to another bureau."""
    own = _POSTED.search(unit + "纪检监察组")
    for found in _POSTED.finditer(draft.text, draft.title.end if draft.title else 0) if own else ():
        body = found.group("body")
        if not _VAGUE.search(body) and not names_agree(body, own.group("body") if own else ""):
            message = f"“{found.group()}”与题目里的单位“{unit}”不一致：请核对是否误留了外单位的名称。"
            yield Fault(message, Span(*found.span()), versus=draft.writer.span)


def _largest(found: tuple[Stranger, ...]) -> list[Stranger]:
    """One of those that meet: the longest, in reading order."""
    kept: list[Stranger] = []
    for stranger in sorted(found, key=lambda stranger: -stranger.span.size):
        if not any(stranger.span.meets(other.span) for other in kept):
            kept.append(stranger)
    return sorted(kept, key=lambda stranger: stranger.span)
