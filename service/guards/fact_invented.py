"""A fact that neither the report nor its writer gave: a number, date, place, name, body, happening or quotation.

Why: a writer signs this text; a fact that a tool made up is a false statement to the Party organisation.
Bad: 涉及多户居民 → 涉及86户居民; 1.36万元 → 1.36亿元; 12个县区 → 12月; 走访3名群众 → 走访3名党员
Good: 13600万元 → 1.36亿元; 涉及多户居民 → 涉及【请补充：多少户】
Source: numbers, dates and happenings must stand in the same point, cause or measure, or in the answers to it, with the
same unit, role, exactness and counted noun; names anywhere in the report. A blank asks, so it holds no fact either.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.draft import Draft
from service.domain.edit import BLANK, Edit
from service.guards._moved import moved
from service.guards._number import untold
from service.guards._source import Changed, answered, changed, told
from service.lexicons import lines
from service.text.cut import any_of
from service.text.name import names
from service.text.name_body import likely
from service.text.name_person import maybe_persons
from service.text.number_form import START
from service.text.quantity import quantities

# Their words come from the rubric or a word list, not from a wish to tell more.
_FROM_LISTS = {"heading-drift", "set-phrase-altered", "outdated-reference"}


@lru_cache(maxsize=1)
def _time_words() -> re.Pattern[str]:
    return re.compile("|".join(lines("time_words")))


@lru_cache(maxsize=1)
def _event_words() -> re.Pattern[str]:
    """A rule or a yardstick for a proceeding (检查标准, 考核办法) is no happening."""
    return re.compile(f"(?:{any_of(*lines('event_words')).pattern})(?!标准|办法|制度|清单)")


def guard(draft: Draft, edit: Edit) -> str | None:
    """The first fact without a source, named in the reason; None where every fact has one."""
    if edit.code in _FROM_LISTS and edit.origin == "rule":
        return None
    source, after = told(draft, edit), changed(draft, edit)
    number = _counts(after) and (_number(draft, source, after) or _moved(draft, edit))
    if number or (edit.code == "typo" and edit.origin == "rule"):  # 年低 → 年底 tells nothing new
        return number or None
    return (
        _name(draft, edit, after)
        or _word(source, after, _time_words(), "时间")
        or _word(source, after, _event_words(), "事项")
        or _blank(draft, edit)
    )


def _counts(after: Changed) -> bool:
    """Whether a numeral stands in the new words or right beside them."""
    return bool(START.search(after.text, max(0, after.span.start - 1), after.span.end + 1))


def _number(draft: Draft, source: str, after: Changed) -> str | None:
    found = untold(after.text, after.span, source, draft.text)
    if found is None:
        return None
    words = found.span.of(after.text)
    return f"“{words}”这个数（连同单位、对象和时间）不在这一条原文和补充材料中，不能采用。"


def _moved(draft: Draft, edit: Edit) -> str | None:
    words = moved(draft, edit)
    return f"“{words}”换了地方，说的已不是原来那件事，不能采用。" if words else None


def _name(draft: Draft, edit: Edit, after: Changed) -> str | None:
    found = [name.span for name in names(after.text) if name.kind != "post"]
    for span in (*found, *likely(after.text), *maybe_persons(after.text)):
        words = span.of(after.text)
        new = after.span.meets(span) and not _veiled(words, edit.span.of(draft.text))
        if new and words not in draft.text and words not in answered(draft):
            return f"“{words}”这个名称不在原文和补充材料中，不能采用。"
    return None


def _veiled(words: str, original: str) -> bool:
    """冯某 for a 冯 of the original: it tells less, not more."""
    return "某" in words and words[0] in original


def _word(source: str, after: Changed, pattern: re.Pattern[str], kind: str) -> str | None:
    for match in pattern.finditer(after.text):
        inside = match.start() < after.span.end and match.end() > after.span.start
        if inside and match.group() not in source:
            return f"“{match.group()}”这个{kind}不在这一条原文和补充材料中，不能采用。"
    return None


def _blank(draft: Draft, edit: Edit) -> str | None:
    for match in BLANK.finditer(edit.replacement):
        asked = match[1]
        facts = [row.span.of(asked) for row in quantities(asked) if row.definite]
        facts += [row.span.of(asked) for row in names(asked) if row.kind != "post"]
        if strange := next((fact for fact in facts if fact not in draft.text), None):
            return f"空白处写进了“{strange}”：空白里只能是问题，不能是事实。"
    return None
