"""The right words must be given ("原词→改正后的词"), be nearly the wrong ones, and make a word where none stood.

Why: a model "corrects" what it would merely write otherwise; a slip of the pen leaves letters that make no word, stand
twice, or are Traditional, and the right letters mend just that. What the check of slips finds too needs no more proof.
Bad: 深入→深刻；抓得不紧→抓得不够紧；记录→纪录
Good: 部暑→部署；的的→的；孤光老人→孤寡老人；保護→保护
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import opencc
import rjieba

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Verdict
from service.lexicons import tree
from service.proofs import Subject
from service.proofs.verdicts._ground import NO_QUOTE
from service.proofs.verdicts._seen import faults
from service.text.name import names

_GIVEN = re.compile(
    r"[“\"]?(?P<wrong>[^“”\"→]+?)[”\"]?\s*(?:→|->|=>|应为|应改为|改为|改成)\s*[“\"]?(?P<right>[^“”\"。]*)[”\"]?。?$"
)
_COMMON = 500  # how often the segmenter's corpus holds a word that may be meant
_SMALL = 30000  # a letter that the corpus holds so often is a word by itself
_HAN = re.compile("[一-鿿]+")
_AROUND = 6  # letters on each side that are segmented with the changed one


class Change(NamedTuple):
    """Where letters change, the letters that stand there, and the ones proposed."""

    at: int
    was: str
    now: str


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a small change that mends what is no word, or for a quote that the check finds at fault."""
    span = verdict.span
    if span is None:
        return NO_QUOTE
    change = _change(draft.text, span, verdict.reason)
    place = Span(change.at, change.at + max(1, len(change.was))) if change else span
    if any(fault.span and fault.span.meets(place) for fault in faults(draft, "typo")):
        return None
    if change is None:
        return "没有写明“原词→改正后的词”，或者改动超出一两个字。"
    return None if _mends(draft.text, change) else "原词本身说得通，改法不能说明它写错了。"


def _change(text: str, span: Span, reason: str) -> Change | None:
    """The one or two letters that the correction changes, the equal ones at both ends left out."""
    given = _GIVEN.search(reason)
    start = text.find(given["wrong"], span.start, span.end) if given else -1
    if not given or start < 0 or given["wrong"] == given["right"]:
        return None
    wrong, right = given["wrong"], given["right"]
    head = next((n for n in range(min(len(wrong), len(right))) if wrong[n] != right[n]), min(len(wrong), len(right)))
    rest = min(len(wrong), len(right)) - head
    tail = next((n for n in range(rest) if wrong[-1 - n] != right[-1 - n]), rest)
    was, now = wrong[head : len(wrong) - tail], right[head : len(right) - tail]
    return Change(start + head, was, now) if max(len(was), len(now)) <= 2 else None


def _mends(text: str, change: Change) -> bool:
    if len(change.was) != len(change.now) or not _HAN.fullmatch(change.was + change.now):
        return False
    return _plain(change.was) == change.now or _makes_word(text, change) or _elsewhere(text, change)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=4096)
def _plain(letters: str) -> str:
    """The letters as simplified ones."""
    return str(_converter().convert(letters))


def _makes_word(text: str, change: Change) -> bool:
    """Whether a letter of no word becomes part of a common one, taking no letter from another word.

    Two letters that the report writes so again are its own word, and no slip.
    """
    at = change.at
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    lone, here = set(), start
    for piece in rjieba.cut(text[start:end], False):
        lone |= {here} if len(piece) == 1 and rjieba.suggest_freq(piece) < _SMALL else set()
        here += len(piece)
    if at not in lone or len(change.was) > 1:
        return False
    if _longer(text, change):
        return True
    if _coined(text, at):
        return False
    pairs = [(text[at - 1] + change.now, at - 1), (change.now + text[at + 1 : at + 2], at + 1)]
    return any(
        other in lone and rjieba.has_word(pair) and rjieba.suggest_freq(pair) >= _COMMON for pair, other in pairs
    )


def _coined(text: str, at: int) -> bool:
    """Whether the letter stands in a word that offices coin, or in a name: no segmenter knows these."""
    around = text[max(0, at - 2) : at + 3]
    known: list[str] = tree("typo_patterns")["known"]
    return any(text[at] in word and word in around for word in known) or any(
        name.span.start <= at < name.span.end for name in names(text, Span(max(0, at - _AROUND), at + _AROUND))
    )


def _longer(text: str, change: Change) -> bool:
    """Whether three or four letters with the changed one are a known word: chance makes none of these."""
    mended = text[: change.at] + change.now + text[change.at + 1 :]
    starts = [(n, size) for size in (4,) for n in range(change.at - size + 1, change.at + 1) if n >= 0]
    return any(rjieba.has_word(mended[n : n + size]) and not rjieba.has_word(text[n : n + size]) for n, size in starts)


def _elsewhere(text: str, change: Change) -> bool:
    """Whether the mended phrase, with its neighbours, stands elsewhere in the report, and the other nowhere else."""
    for before, after in ((1, 2), (2, 1), (2, 2)):
        head, tail = text[change.at - before : change.at], text[change.at + len(change.was) :][:after]
        if len(head) == before and text.count(head + change.now + tail) and text.count(head + change.was + tail) == 1:
            return True
    return False
