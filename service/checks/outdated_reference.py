"""A repealed rule, a past campaign, a finished task or an abolished office named as if it were present.

Why: such words show that an old text was reused; a township was punished for citing repealed party rules.
Source: 公开通报的违纪案例（official）; dates and present names: `dated_terms.tsv`, `.yaml` in `service/lexicons`.
Bad: 严格落实《中国共产党党员领导干部廉洁从政若干准则》；本次“不忘初心、牢记使命”专题民主生活会（2022年度）
Good: 《关于新形势下党内政治生活的若干准则》；三年新冠肺炎疫情；2021年党史学习教育专题民主生活会整改情况；原县国土资源局
Conventions: the year under review is the rubric's; the meeting is held in the January after it. A mention of the past
is right: one with 原, 曾, 以来, 期间 …, or with a year in which the words were still in force.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.text import cut

_YEAR = re.compile(r"(?:19|20)\d{2}(?=年|[)）〕])")
_STOP = re.compile(r"[。！？；\n]")
_MEETING = re.compile(
    r"[本这此开围对按聚][次好绕照焦](?:(?<=本次|这次|此次|开好)(20\d{2})年度?(?:专题)?民主生活会"
    r"|(?<=围绕|对照|按照|聚焦)“([三四五六七八]个带头)”)"
)
_LONGEST = 400  # no sentence is looked at further than this many characters away
_BEFORE = 16  # characters before a term in which a word such as 原 makes it a mention of the past


class Term(NamedTuple):
    """Some words with the days between which they are right, and what is written today."""

    words: str
    kind: str
    until: date
    since: date
    say: str
    doubtful: bool


@dataclass(frozen=True)
class Context:
    """Words by which a sentence tells the past, looks ahead, or speaks of this meeting."""

    history: re.Pattern[str]
    finished: re.Pattern[str]
    ahead: re.Pattern[str]
    now: re.Pattern[str]
    before: re.Pattern[str]
    this_year: re.Pattern[str]


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[Term, ...]]:
    """The first two letters of every term → the terms, longer ones first so that a part of one is not told again."""
    found: dict[str, list[Term]] = defaultdict(list)
    for kind, provenance, until, since, words, *say in lexicons.table("dated_terms"):
        last = date.fromisoformat(until) if until else date.max
        first = date.fromisoformat(since) if since else date.min
        for term in words.split("|"):
            found[term[:2]].append(Term(term, kind, last, first, "".join(say), provenance == "K"))
    return {two: tuple(sorted(terms, key=lambda term: -len(term.words))) for two, terms in found.items()}


@lru_cache(maxsize=1)
def _context() -> Context:
    data = lexicons.tree("dated_terms")
    return Context(*(re.compile(data[name]) for name in ("history", "finished", "ahead", "now", "before", "this_year")))


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every mention that the day of the meeting makes wrong."""
    today = date(draft.rubric.year + 1, 1, 5)
    meetings = list(_other_meetings(draft))
    yield from (_wrong_meeting(draft, span) for span in meetings)
    taken = {at for span in meetings for at in range(*span)}
    for term, span in sorted(_mentions(draft.text, today), key=lambda row: (-row[1].size, row[1])):
        if taken.isdisjoint(range(*span)) and _wrong(draft, term, span, today):
            taken.update(range(*span))
            yield _fault(draft, term, span)


def _mentions(text: str, today: date) -> Iterator[tuple[Term, Span]]:
    """Every term that is not of this day, wherever it stands."""
    terms = _not_of(today)
    for at in cut.places_of(text, frozenset(terms)):
        for term in terms[text[at : at + 2]]:
            if text.startswith(term.words, at):
                yield term, Span(at, at + len(term.words))


@lru_cache(maxsize=4)
def _not_of(today: date) -> dict[str, tuple[Term, ...]]:
    """The terms that are not of this day, by their first two letters."""
    found = {
        two: tuple(term for term in terms if not term.since <= today <= term.until) for two, terms in _terms().items()
    }
    return {two: terms for two, terms in found.items() if terms}


def _other_meetings(draft: Draft) -> Iterator[Span]:
    """Another year's meeting, or another year's 带头, called this one."""
    label, year = draft.rubric.label, draft.rubric.year
    for match in _MEETING.finditer(draft.text):
        span = Span(*match.span())
        number, leads = match.group(1), match.group(2)
        older = int(number) < year if number else leads != label and label.endswith("个带头")
        if older and not _context().before.search(draft.text, *_sentence(draft.text, span)):
            yield span


def _wrong_meeting(draft: Draft, span: Span) -> Fault:
    words = span.of(draft.text)
    message = f"“{words}”不是{draft.rubric.year}年度的民主生活会（“{draft.rubric.label}”）：请核对会议名称和年份。"
    return Fault(message, span)


def _wrong(draft: Draft, term: Term, span: Span, today: date) -> bool:
    """Whether this mention stands as present, by the kind of its term."""
    sentence = _sentence(draft.text, span)
    if term.kind == "early":
        return today < term.since
    if today < term.since or _told_as_past(draft.text, term, span, sentence):
        return False
    if term.kind == "meeting":
        return bool(_context().now.search(draft.text, sentence.start, span.end))
    if term.kind == "plan":
        studied = "学习" in term.words and _in(draft, span, "preparation")
        ahead = _in(draft, span, "measures") or _ahead(draft, span, sentence)
        return studied or ahead or _this_year(draft, term, sentence)
    return not (term.kind == "institution" and _longer_name(draft.text, span))


def _this_year(draft: Draft, term: Term, sentence: Span) -> bool:
    """Told of the year under review, although it was over before that year began."""
    named = f"{draft.rubric.year}年" in sentence.of(draft.text)
    over = term.until < date(draft.rubric.year, 1, 1)
    return over and (named or _context().this_year.search(draft.text, *sentence) is not None)


def _ahead(draft: Draft, span: Span, sentence: Span) -> bool:
    """A look ahead outside the measures; the problems and causes tell what has been."""
    told = _in(draft, span, "problems") or _in(draft, span, "causes") or _in(draft, span, "last_year")
    return not told and bool(_context().ahead.search(draft.text, sentence.start, span.start))


def _in(draft: Draft, span: Span, part: str) -> bool:
    return any(section.span.holds(span) for section in draft.parts if section.name == part)


def _told_as_past(text: str, term: Term, span: Span, sentence: Span) -> bool:
    """A year of its own time in the sentence, or a word of the past close by."""
    if any(int(year) <= term.until.year for year in _YEAR.findall(text, sentence.start, span.start)):
        return term.kind != "plan" or term.until.year < int(max(_YEAR.findall(text, *sentence)))
    if term.kind == "meeting":
        return bool(_context().before.search(text, *sentence))
    sides = (max(sentence.start, span.start - _BEFORE), span.start), (span.end, min(sentence.end, span.end + 6))
    told = [_context().history, _context().finished] if term.kind == "plan" else [_context().history]
    return any(words.search(text, *side) for words in told for side in sides)


def _longer_name(text: str, span: Span) -> bool:
    """自然资源和规划局 is another office than 规划局, and 环保部门 is none."""
    words = span.of(text)
    for name in _present():
        before = name.find(words)
        if before >= 0 and text.startswith(name, span.start - before):
            return True
    return text[span.end : span.end + 1] in set("级面限部门")


@lru_cache(maxsize=1)
def _present() -> tuple[str, ...]:
    return tuple(lexicons.tree("dated_terms")["present"])


def _sentence(text: str, span: Span) -> Span:
    first, last = max(0, span.start - _LONGEST), min(len(text), span.end + _LONGEST)
    start = max((stop.end() for stop in _STOP.finditer(text, first, span.start)), default=first)
    stop = _STOP.search(text, span.end, last)
    return cut.trim(text, Span(start, stop.start() if stop else last))


def _fault(draft: Draft, term: Term, span: Span) -> Fault:
    words = span.of(draft.text)
    if term.kind == "early":
        since = f"{term.since.year}年{term.since.month}月"
        message = f"“{words}”{since}以后才有，不属于{draft.rubric.year}年度：请核对是否用错了年份的材料。"
        return Fault(message, span, doubtful=term.doubtful)
    advice = term.say if term.say.startswith("删去") else f"请改为{term.say}"
    when = (
        f"{term.until.year}年{term.until.month}月以后已不再使用" if term.kind != "meeting" else "不是本年度的民主生活会"
    )
    message = f"“{words}”{when}：{advice}；如果说的是当年的事，请写明年份。"
    return Fault(message, span, doubtful=term.doubtful)
