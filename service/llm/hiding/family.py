"""Reads the whole name of a person where one may begin: a family name and one or two letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import lines, tree
from service.llm.hiding.secret import Words, han
from service.text.cut import any_of

_PREPOSITIONS = "给由被把让请叫找陪替向对跟与同和"
# The last letter of what a person is called by his role: 居民, 抄表员, 副镇长, 妻弟.
ROLE_ENDS = frozenset("员长人户者师士工民生记任理友事妇女子弟妻夫儿孙婿嫂哥姐妹叔伯舅姨官警医客商主")
CALLS = re.compile("同志|老师|师傅|先生|女士|大爷|大娘|大妈|老人|医生|律师")


@dataclass(frozen=True)
class Rows:
    """The word lists of persons: `clear` family names are hardly another word, `callable` are all but verbs."""

    family: re.Pattern[str]
    clear: frozenset[str]
    callable: frozenset[str]
    given: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]
    public: frozenset[str]
    told: frozenset[str]
    speech: re.Pattern[str]
    calls: re.Pattern[str]
    bodies: frozenset[str]
    private: re.Pattern[str]
    lone: re.Pattern[str]
    foreign: re.Pattern[str]
    far_end: re.Pattern[str]


@lru_cache(maxsize=1)
def rows() -> Rows:
    """The lists, read once."""
    mine: dict[str, str] = tree("masking")
    data: dict[str, str] = tree("third_parties")
    roles = {re.sub(".[?]", "", row) for row in f"{data['outsiders']}|{data['colleagues']}".split("|")}
    families = "".join(sorted({*data["surnames"], *mine["families"]} - {*mine["compound_only"]}))
    family = f"(?:{data['compound']}|[{families}])"
    every = frozenset(families) | frozenset(data["compound"].split("|"))
    far = "".join(sorted(set(mine["transcribed"])))
    letter = r"[^\W\da-zA-Z_]"
    return Rows(
        family=re.compile(family),
        clear=every - frozenset(mine["particles"]) - frozenset(mine["doubtful"]),
        callable=every - frozenset(mine["particles"]),
        given=frozenset(mine["given"]),
        behind=frozenset(mine["behind"]),
        before=frozenset(mine["before"].split("|")),
        public=frozenset(lines("public_figures")),
        speech=re.compile(mine["speech"]),
        calls=re.compile(mine["calls"]),
        told=frozenset(mine["persons_behind"].split("|")),
        bodies=frozenset(data["bodies"]) | frozenset("段渠长村镇乡"),
        private=any_of(*roles),
        foreign=re.compile(rf"[{far}]{{2,6}}(?:[·•・][{far}]{{1,8}})+|[{far}]{{3,6}}"),
        far_end=re.compile(rf"[{far}]{{3,8}}\Z"),
        lone=re.compile(rf"(?m)^[ \u3000（(]*({family}(?:[ \u3000]{{0,4}}{letter}){{1,2}})(?=[ \u3000]*(?:[）)\d]|$))"),
    )


def left_open(words: Words, number: int) -> bool:
    """Whether a name may begin with this piece: behind a stop, a preposition, or a role."""
    before = words.pieces[number - 1].text if number else "。"
    ends = ROLE_ENDS | frozenset(_PREPOSITIONS)
    return not before[-1].isalnum() or before in rows().before or before[-1] in ends


def ends_there(words: Words, end: int) -> bool:
    """Whether a name may end here: in front of a stop, a verb, a particle or a title."""
    after = words.text[end : end + 1] or "。"
    if not han(after) or after in rows().behind or CALLS.match(words.text, end):
        return True
    number = words.at(end)
    return words.pieces[number].start == end and words.pieces[number].tag[0] in "vpcdu"


def name_at(words: Words, at: int, *, told: bool = False) -> Span | None:
    """The whole name that begins there: a family name and one or two letters, as the dictionary's words fall.

    `told`: a role or a list says that a person is named here, so that a rarer name is believed.
    """
    span = _name_at(words, at, told=told)
    if (
        span is None
        or words.text[span.end - 1] in rows().bodies
        or rows().calls.fullmatch(words.text[at + 1 : span.end])
    ):
        return None
    village = words.text[span.start + 1] in "家各" and words.text[span.end - 1] in tree("masking")["small"]
    return None if village else span


def _name_at(words: Words, at: int, *, told: bool) -> Span | None:
    number = words.at(at)
    family = rows().family.match(words.text, at)
    if not family or number >= len(words.pieces) or words.pieces[number].start != at:
        return None
    first, clear = words.pieces[number], family.group() in rows().clear
    if first.text == family.group():
        end = _given(words, number + 1, clear=clear, told=told)
        particle = family.group() not in rows().callable and (end - at < 3 or not ends_there(words, end))
        return Span(at, end) if end and not particle else None
    rest = first.text[len(family.group()) :]
    if len(first.text) > 4 or not set(rest) <= rows().given:
        return None
    longer = _letter(words, number + 1, clear=clear) if len(first.text) == 2 else 0
    if first.tag.startswith("nr"):
        end = longer or first.end
        return Span(at, end) if longer or len(first.text) > 2 or ends_there(words, end) else None
    surely = told and longer and words.text[longer - 1] in rows().given and family.group() in rows().callable
    return Span(at, longer) if surely else None  # 武大|勇


def _given(words: Words, number: int, *, clear: bool, told: bool) -> int:
    """Where the given name that begins with this piece ends, 0 where none does."""
    if number >= len(words.pieces):
        return 0
    piece = words.pieces[number]
    if not han(piece.text) or piece.text[0] in rows().behind or len(piece.text) > 2:
        return 0
    usual = set(piece.text) <= rows().given
    longer = piece.end if len(piece.text) == 2 else _letter(words, number + 1, clear=clear)
    end = longer or piece.end
    if usual and (clear or (told and longer) or ends_there(words, end)):
        return end
    if not clear:
        return 0
    if told:
        return end if len(piece.text) == 1 or piece.tag[0] not in "vdpcrumq" else 0
    odd = len(piece.text) == 1 or piece.tag.startswith(("nr", "ns", "nz"))
    return end if odd and ends_there(words, end) else 0


def _letter(words: Words, number: int, *, clear: bool) -> int:
    """The end of this piece where it is a second letter of a given name, else 0."""
    if number >= len(words.pieces):
        return 0
    piece = words.pieces[number]
    if len(piece.text) != 1 or not han(piece.text) or piece.text in rows().behind:
        return 0
    if piece.text == "家" and words.text[piece.end : piece.end + 1] in tuple("的里人住门院中"):
        return 0  # 王伟家的房子
    return piece.end if piece.text in rows().given or (clear and ends_there(words, piece.end)) else 0
