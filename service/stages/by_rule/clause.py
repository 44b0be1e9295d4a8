"""Reads a problem point clause by clause: who acts, is it a deed, a thought, an aim or praise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import lines, tree
from service.text.cut import clauses, sentences, tagged

# 我 alone is the writer; 我们, 我国, 自我, 我为群众办实事 are not.
ME = re.compile(
    r"(?<![自忘给向对让请叫跟替找等问陪])我(?!们|国|党|省|市|县|区|镇|乡|局|院(?!里)|校|所在|司|单位|街道|为群众|军)|本人"
)
# 自己 or nothing at all in front of a verb: in a self-criticism the writer is meant, unless somebody else was named.
_SELF = re.compile(r"^[^，。]{0,6}?自己(?=[没未不只仅就也却竟便在对把跟先又还从很直图躲绕签批拍定去听看说])")
_BARE = re.compile(
    r"^(?:但|而|却|于是|便|当时|当即|随后|事后|之后|接到.{0,12}后)?(?:也|都|就|只是|只|仅|仅仅)?(?:没有|没|未|不再|只|仅)(?!有.{0,2}[人名位])"
)
# Somebody or something else opens the clause: a group, an office, he or they, a counted party.
_SUBJECT = re.compile(
    r"^(?:[^，。]{0,10}(?:同志|单位|公司|医院|学校|学院|机关|班子|支部|科室|部门|群众|村民|居民|企业|院里|所里|局里|大家|有人|对方)"
    r"|直到|结果|后来|最后|最终|导致|致使|造成|[他她它](?:们|的)?|(?:其中|有|另|另外|这|那|该|才|等到?|直到)*[\d一二两三四五六七八九十几百多余]+(?:多|余)?(?:户|名|位|家|个|人|家人|口)"
    r"|[^，。我]{0,8}(?:户|老人|学生|家长|患者|病人|工人|商户|业主|客户|老师|孩子|员工|职工|干部|农民)(?!.{0,6}我))"
)
_MENTAL = re.compile(
    r"(?:我|本人|自己)(?:也|总|都|就|却|还|当时|那时|心里|内心|从|一直|当时|始终|曾|常常?|第一反应)*(?:觉得|认为|以为|想|感到|怕|担心|知道|明白|清楚|意识|信奉|自认|是|当过|今年|干了)"
)
_TURNED = re.compile(r"没有?能|不能|未能|但")
# A clause that opens like this tells a deed again, also behind 我想着….
_DOES = re.compile(
    r"(?:就|便|于是|所以|只|却|也|又|还是)*(?:没有|没|未|批|签|说|答|回|让|把|只|直接|转|拖|压|躲|绕|当场)"
)


@lru_cache(maxsize=1)
def cues() -> dict[str, re.Pattern[str]]:
    """The cue lists of `lexicons/cues.yaml`, each as one pattern."""
    raw: dict[str, list[str] | str] = tree("cues")
    return {name: re.compile("|".join(rows) if isinstance(rows, list) else rows) for name, rows in raw.items()}


@lru_cache(maxsize=1)
def stock() -> frozenset[str]:
    """Words that any report of the genre may hold: they make nothing concrete."""
    return frozenset(word for row in lines("stock_words") for word in row.split())


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with what the cues tell of it. `sentence` numbers its sentence inside the point."""

    span: Span
    words: str
    sentence: int
    me: bool  # the writer stands in it as 我 or 本人
    actor: bool  # the writer acts in it, named or meant
    thought: bool  # it happens in the writer's head, or only might happen
    praise: bool
    aspiration: bool
    shortcoming: bool
    concrete: tuple[str, ...]


def read_clauses(text: str, point: Span) -> list[Clause]:
    """The clauses of a problem point, in reading order."""
    found: list[Clause] = []
    for n, sentence in enumerate(sentences(text, point)):
        thinking = acting = named = False
        for span in clauses(text, sentence):
            said = span.of(text)
            if "【请补充" in said:  # a blank of ours tells nothing yet
                continue
            first = _first_person(said)
            if text[span.start - 1] in "；;":
                thinking = acting = named = False
            thinking = _thinks(said, thinking)
            other = bool(_SUBJECT.search(said)) and not _BARE.search(said)
            named = named or other
            acting = first or (acting and not other) or (bool(_BARE.search(said)) and not named)
            found.append(_clause(text, span, n, first, acting and not thinking, thinking))
    return found


def _first_person(said: str) -> bool:
    return bool(ME.search(said) or _SELF.search(said))


def _thinks(said: str, before: bool) -> bool:
    """Whether a clause is thought: a cue opens a thought, a new deed of the writer's or an outcome closes it."""
    known = cues()
    if known["thought"].search(said) or known["hypothetical"].search(said) or _MENTAL.search(said):
        return not re.search(r"^[^，]{0,12}(?:没有|不)(?:觉得|想过)", said) or before
    return before and not _DOES.match(said) and not (ME.search(said) and known["act"].search(said))


def _clause(text: str, span: Span, n: int, me: bool, actor: bool, thought: bool) -> Clause:
    known, said = cues(), span.of(text)
    aspiration = bool(known["aspiration"].search(said))
    praise = bool(known["praise"].search(said)) and not _TURNED.search(said)
    return Clause(
        span=span,
        words=said,
        sentence=n,
        me=me,
        actor=actor,
        thought=thought,
        praise=praise,
        aspiration=aspiration,
        shortcoming=not aspiration and bool(known["shortcoming"].search(said)),
        concrete=() if praise or aspiration else _concrete(text, span),  # nobody asks what praise is made of
    )


def _concrete(text: str, span: Span) -> tuple[str, ...]:
    """The content words (nouns, verbs, idioms of two characters or more) that are not stock."""
    known = stock()
    return tuple(
        word for word, tag in tagged(text, span) if len(word) > 1 and tag[0] in "nvsjilt" and word not in known
    )
