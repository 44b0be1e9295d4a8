"""A flat denial beside the very thing denied: 全年没有带队检查 and 我带队检查; 没有违纪 and 收人家茶叶."""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.text.cut import clauses, sentences
from service.text.person import selves

_DENIED = re.compile(r"没有?|未(?!来)|不曾|零")
# Without exception: for a whole time, or of any kind. Anything less leaves room for the other remark.
_WHOLLY = re.compile("全年|一年来?|一年到头|年来|从来|从未|历来|任何|以来")
_CLEAN = re.compile("清清白白|风清气正|两袖清风|一尘不染|干干净净")
_SIN = re.compile("违纪|违法|腐败")
_AIM = re.compile("营造|努力|确保|做到|争取|要(?!求)")
# What only somebody who broke the rules has done, or only those who watch the rules find.
_BROKEN = re.compile(
    r"收(?:了)?(?:人家|下|受)?[^，。；]{0,6}(?:茶|烟|酒|毛巾|礼|红包|卡|钱|土特产)|吃请|挪用|侵占|套取|虚报|把举报人|泄露"
    r"|(?:巡察|审计|纪委|纪检)[^，。；]{0,8}(?:翻出|查出|发现|查处)|违规[领发收占]"
)
_EMPTY = frozenset(
    "的了过一次件个起回例任何没有未不也都就在到对把被是我自己本人全年月日来从这那其中上下里外和与同及或二〇"
)
_SHARED, _HERE = 3, 1  # letters of the denial that the other passage has: in all, and in the clause itself


def clash(draft: Draft, one: Span, other: Span) -> bool:
    """Whether either passage flatly denies what the other tells of the past."""
    return _denies(draft, one, other) or _denies(draft, other, one)


def _denies(draft: Draft, denial: Span, told: Span) -> bool:
    text = draft.text
    if _ahead(draft, denial) or _ahead(draft, told):
        return False
    for clause in _denials(text, denial):
        said = clause.of(text)
        if _CLEAN.search(said) or _SIN.search(said):
            return bool(_BROKEN.search(text, *told))
        if selves(text, clause):
            return any(_tells(draft, said, one) for one in clauses(text, told))
    return False


def _ahead(draft: Draft, span: Span) -> bool:
    """Whether the words stand in a measure: what is to be done contradicts nothing that was not."""
    return any(measure.span.holds(span) for measure in draft.measures)


@lru_cache(maxsize=8192)
def _denials(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of the passage that deny without exception; 全年 may stand earlier in the sentence."""
    found = [one for one in clauses(text, span) if _CLEAN.search(one.of(text)) and not _AIM.search(one.of(text))]
    for clause in clauses(text, span):
        if _DENIED.search(text, *clause):
            start = max((one.start for one in sentences(text) if one.start <= clause.start), default=clause.start)
            found += [clause] if _WHOLLY.search(text, start, clause.end) else []
    return tuple(found)


def _tells(draft: Draft, denied: str, clause: Span) -> bool:
    """Whether the clause tells that the writer did what was denied; the point's heading may name the matter."""
    text, said = draft.text, clause.of(draft.text)
    if not selves(text, clause) or _DENIED.search(said):
        return False
    letters = set(denied) - _EMPTY
    holder = draft.holder(clause)
    heading = text[holder.span.start : text.find("。", *holder.span)] if holder else ""
    return len(letters & set(said)) >= _HERE and len(letters & set(said + heading)) >= _SHARED
