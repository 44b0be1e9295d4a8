"""Reads 某县财政局副局长 into a place, a kind of body and posts, and compares two such descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.lexicons import lines
from service.text.cut import any_of

# The ladder of places, from the widest: a name goes down it and never up again, so 县城市建设集团 names no city.
_RANK = {"自治区": 0, "省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_RANK |= {"镇": 3, "乡": 3, "街道": 3, "村": 4, "社区": 4}
_LEVEL = r"自治区|街道(?!办)|社区|省|市(?!场|政(?!府|协|法)|容)|州|盟|县|区(?!域|划)|旗|镇|乡(?!村)|村(?!镇)"
_PLACE = re.compile(rf"([^\W\da-zA-Z_]{{1,6}}?)({_LEVEL})")
_NO_PLACE = re.compile(r"[农乡]村|城市|都市|超市|门市|农业|委|局")  # inside what only looks like a place: 农业农村
# 全县 and 乡村 name no place, 开发区 and 辖区 none of the ladder of 省市县乡.
_NO_NAME = re.compile(r"^(?:[全本我各该省市州县区镇乡村]|开发|新|高新|园|景|校|辖|片|社|上级|所在|这个|整个)$")
_PARTY = ("书记", "委员")
# Bodies led by two people, one for the party and one for the administration: there 书记 and 主任 are not one person.
_TWO_HEADED = re.compile(
    r"街道|办事处|[镇乡县市区](?:委|(?:人民)?政府)?$|(?<![农乡])村|社区|学院|大学|学校|医院|公司|集团"
)
_TOP = re.compile(r"(?<!副)(?:党委|党组|党工委)书记")
_NOT_HAN = re.compile(r"[\W\da-zA-Z_]")
_PRONOUN = re.compile(r"^(?:[省市州县区镇乡村]|上级|本|我|全|该|这个|一家|整个|机关)")
_BODY = re.compile(
    r"(?:局|院|公司|学校|中学|小学|大学|办事处|派出所|中心|馆|集团|银行|厂|场|监狱|党校|处|站|所|队|矿|港|园|联社|台)$"
)
# What tells a body's kind or rank and not which one it is.
_GENERIC = re.compile(
    r"国有|[省市县区镇乡]属|[省市县区镇乡]级|企业|单位|部门|有限|责任|股份|公司|集团|人民|基层|一线|公立|公办|直属|事业|机关|中心|"
    r"[局院校馆所厂站]$|办公室"
)
_KINDS = {
    "court": ("法院", "法庭"),
    "procuratorate": ("检察院",),
    "medical": ("医院", "卫生院", "保健院"),
    "school": ("学校", "大学", "中学", "小学", "幼儿园"),
    "firm": ("公司", "集团", "银行"),
}
_HEADS = (
    "书记", "主任", "局长", "院长", "校长", "所长", "站长", "馆长", "台长", "行长", "厂长", "矿长", "队长", "县长",
    "市长", "区长", "镇长", "乡长", "村长", "部长", "处长", "科长", "股长", "厅长", "司长", "董事长", "总经理", "经理",
    "检察长", "庭长", "主席", "会长", "理事长", "园长", "社长", "秘书长", "政委", "教导员", "指导员", "场长", "段长",
    "关长", "监狱长", "总编辑", "总编", "主编",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """Who somebody is by his own words: `places` by level (县 → 临江), `body` without place, `posts` without body."""

    places: tuple[tuple[str, str], ...]
    body: str
    posts: frozenset[str]
    top: bool = False  # first in the party body, which no deputy is


def read_office(unit: str, posts: str) -> Office:
    """The office of a unit's name and a run of posts such as 党委副书记、经理."""
    unit, start = _NOT_HAN.sub("", unit).removeprefix("中共"), 0
    places: list[tuple[str, str]] = []
    while found := _PLACE.match(unit, start):
        name, level = found.groups()
        climbs = bool(places) and _RANK[level] <= _RANK[places[-1][0]]
        if _NO_NAME.match(name) or climbs or _NO_PLACE.search(name + level):
            break
        places.append((level, name))
        start = found.end()
    body = _PRONOUN.sub("", unit[start:])
    heads = frozenset(map(head_of, re.split(r"[、，兼]", posts))) - {""}
    return Office(tuple(places), body, heads, bool(_TOP.search(posts)))


def split_office(words: str) -> tuple[str, str]:
    """What `words` begin with, cut into a unit and a run of posts; both "" where no post stands there.

    作为街道的办事处主任要带头 gives 街道 and 办事处主任; 局长办公会 is no post.
    """
    found = _run().search(words)
    return (words[: found.start()].rstrip("的"), found.group().strip("、，兼")) if found else ("", "")


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    posts = any_of(*lines("posts")).pattern
    return re.compile(rf"(?:(?:{posts})[、兼]?(?:兼任?)?)+(?=$|[我要应必没对在却不未带身负有能也就竟只时期那，])")


def head_of(post: str) -> str:
    """A post by its last word: 街道办事处主任 → 主任, 党委副书记 → 副书记, 常务副局长 → 副局长."""
    found = re.search(rf"副?(?:{any_of(*_HEADS).pattern})$", post)
    return found.group() if found else ""


def posts_clash(one: Office, other: Office, two_headed: bool) -> bool:
    """Whether nobody would hold both: no post shared, and not one for the party beside one for the administration.

    `two_headed`: in a body of this kind the two heads are two people, so that they clash as well.
    """
    if not one.posts or not other.posts or one.posts & other.posts:
        return False
    mine, theirs = _administrative(one), _administrative(other)
    if mine and theirs:
        return True
    if mine == theirs:  # both of the party only: 书记 against 副书记
        return True
    if _deputy(one) or _deputy(other):
        return one.top or other.top
    return two_headed


def _administrative(office: Office) -> frozenset[str]:
    return frozenset(post for post in office.posts if not post.endswith(_PARTY))


def _deputy(office: Office) -> bool:
    return any(post.startswith("副") for post in office.posts)


def is_two_headed(unit: str) -> bool:
    """Whether the body has a party head and an administrative head who are two people."""
    return bool(_TWO_HEADED.search(unit))


def places_clash(one: Office, other: Office) -> bool:
    """Whether both name a place of one level, and not the same."""
    mine, theirs = dict(one.places), dict(other.places)
    return any(theirs.get(level, name) != name for level, name in mine.items())


def bodies_clash(one: Office, other: Office) -> bool:
    """Whether the bodies are of different kinds, or neither's name is, in order, contained in the other's.

    文旅局 is 文化和旅游局, 教育局 is not; a 国有企业 is every company, a 法院 is no 医院.
    """
    if (mine := _kind(one.body)) and (theirs := _kind(other.body)) and mine != theirs:
        return True
    if len(one.body) < 3 or len(other.body) < 3 or not _BODY.search(one.body) or not _BODY.search(other.body):
        return False
    return not names_agree(one.body, other.body)


def names_agree(one: str, other: str) -> bool:
    """Whether one body's name holds the other's in order, or tells nothing but its kind: 国有企业集团."""
    if _inside(one, other) or _inside(other, one):
        return True
    mine, theirs = _GENERIC.sub("", one), _GENERIC.sub("", other)
    return len(mine) < 2 or len(theirs) < 2 or _inside(mine, theirs) or _inside(theirs, mine)


def _kind(body: str) -> str:
    """The kind of an institution that nobody takes for another; "" for any other body."""
    return next((kind for kind, words in _KINDS.items() if body.endswith(words)), "")


def _inside(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
