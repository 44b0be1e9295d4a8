"""A clause of the quote must open with a collective that does something, where the writer admits nothing of his own.

Why: others may stand in a self-criticism beside the writer's own act; only in his place are they a fault. In a cause
the unit's circumstances are another fault (external-blame), so only 有的同志 and the like count there.
Bad: 班子里有人提过不同意见，我用“工期等不起”挡了回去；对班子成员管得不严
Good: 医院对此没有深究，部分同志碍于情面
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Point, Verdict
from service.lexicons import tree
from service.proofs import Subject
from service.proofs.verdicts._circumstance import pleas
from service.proofs.verdicts._credit import credit
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_POINT, fills, sentence_of
from service.text.cut import any_of, clauses, words
from service.text.person import selves

_DOES = re.compile(r"v(?!n)|d|p|zg|c|z|u|r")  # tags of the word behind a subject: verb, adverb, preposition …
_NOUN_LEADS = re.compile(
    r"(?:的\w{1,4}|作用|职能|功能|优势)(?:发挥|没有|不|未|还|得|有待|有所|存在|亟待|流于|停留)"
)  # 班子的作用发挥得不够
_OPENING = (
    r"^(?:比如|例如|但是?|同时|而且|特别是|由于|因为|导致|致使|结果|事后|后来|最后|当时|平时|目前|对此|我们?)?[，：]?"
)


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote in which a collective does something, and where the writer admits nothing."""
    if not isinstance(subject, Point | Cause):
        return NOT_A_POINT
    if verdict.span is None:
        return NO_QUOTE
    sentence = sentence_of(draft, subject.span, verdict.span)
    if _recital(draft, verdict.span):
        return None
    admitted = isinstance(subject, Point) and fills(draft, subject, "own_act")
    if selves(draft.text, sentence) or (admitted and selves(draft.text, subject.span)):
        return "这里写到了本人的责任。"
    said = sentence.of(draft.text)
    if not _list("fault").search(said) or len(pleas(said)) > 1:
        return "引文没有说出谁的差错。"
    met = [clause.of(draft.text) for clause in clauses(draft.text, sentence) if clause.meets(verdict.span)]
    led = any(_collective(draft.writer.unit or "", one, isinstance(subject, Cause)) for one in met)
    return None if led else "引文的主语不是单位、班子或“有的同志”。"


def _recital(draft: Draft, quote: Span) -> bool:
    """Whether the quote tells two clauses of what the unit did, and of no one in it: 街道牵头制定方案，积极协调各方."""
    met = [piece.of(draft.text) for piece in clauses(draft.text, quote)]
    works = [said for said in met if _list("recital").search(said) and not _list("short").search(said)]
    led = any(_collective(draft.writer.unit or "", said, False) for said in met)
    return led and len(works) > 1 and not selves(draft.text, quote)


def _collective(unit: str, said: str, some_only: bool) -> bool:
    found = _subjects(unit).match(said)
    if not found or (some_only and not found.group("some")) or credit(said):
        return False
    behind = words(said[found.end() :])
    acts = behind and _DOES.match(behind[0].tag) and not _NOUN_LEADS.search(said)
    return bool(found.group("some") or acts)


@lru_cache(maxsize=2)
def _list(key: str) -> re.Pattern[str]:
    return re.compile(tree("collectives")[key])


@lru_cache(maxsize=32)
def _subjects(unit: str) -> re.Pattern[str]:
    """Bodies, groups, and 有的 or 部分 with persons behind it; bodies with 的 or a post behind them are no subject."""
    rows = tree("collectives")
    bodies = {name for row in rows["units"] for name in row["are"]} | {*rows["always"], unit or "单位"}
    near = r"[^，。；对把向与和同给在从让被抓管带使按以为于当没不了的\s]{0,8}?"
    heads = rf"{near}(?:{any_of(*rows['heads']).pattern})(?:成员)?"
    named = rf"(?:{any_of(*bodies).pattern}|{heads})(?:上下|内部|之间|里面?|中)?"
    persons = any_of(*rows["persons"]).pattern
    quantified = rf"(?:{any_of(*rows['some']).pattern}|几名)[^，。；]{{0,4}}?(?:{persons})"
    some = rf"{near}(?:{quantified}|有人|没有?人|无人|谁[也都])"
    plural = rf"(?:分管|全体|广大|一线|村)?(?:{any_of(*rows['plurals'], '领导').pattern})(?:和[^，。；]{{1,6}})?"
    return re.compile(rf"{_OPENING}(?:(?P<some>{some})|{named}(?!{rows['compound']})|{plural})(?!，)")
