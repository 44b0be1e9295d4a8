"""A measure that names no act, object or standard: 做…模范, 筑牢…之基, 不断提升……

Why: a checker could never say whether it was done; 2023 feedback on the meetings of 2022 names this first.
Source: 2023年对2022年度民主生活会的反馈“措施不够精准细化”（practice）.
Bad: 始终把学习作为一种政治责任、一种精神追求，筑牢信仰之基，以学习实效推动各项事业迈上新台阶。
Good: 把民生资金的审核环节由5个减为3个，停留超期的逐笔写明理由。
Granularity: one fault a measure; a measure that the links found checkable is none, unless it is slogans throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Blank, Edit
from service.domain.finding import Fault
from service.domain.point import Measure
from service.lexicons import tree
from service.text.cut import clauses
from service.text.date import times

_ACTS = 2  # so many concrete words make a measure more than a slogan, and one more for every _LONG clauses
_LONG = 6
_HEAP = 4  # slogans that outweigh a measure's looking checkable
_COUNTED = re.compile(
    r"\d+(?!大)|[二两三四五六七八九十百]+(?:次|个|名|户|场|篇|天|小时|件|份|条|人|家|处|万元|成|项)(?!意识|自信|维护|确立|方面|样|心|建设)|一(?:次|遍|场|期)"
)
_BLANKS = (Blank("event", "做哪一件事"), Blank("party", "对谁做、范围多大"), Blank("quantity", "做到什么标准"))


@lru_cache(maxsize=2)
def _pattern(kind: str) -> re.Pattern[str]:
    rows = tree("slogans")
    words, letters = "|".join(rows[kind]), rows["begins"].get(kind)
    # Most letters begin no word: one look at the letter is cheaper than to try a hundred words.
    return re.compile(f"(?=[{letters}])(?:{words})" if letters else words)


def check(draft: Draft) -> Iterator[Fault]:
    """Faults for measures judged by their words; each asks for act, object and standard by blanks."""
    for measure in draft.measures or _unlinked(draft):
        pieces = clauses(draft.text, measure.span)
        if _hollow(draft.text, measure.span, pieces, measure.checkable):
            yield _fault(draft.text, measure, pieces)


def _unlinked(draft: Draft) -> tuple[Measure, ...]:
    """The items of the measures part, where nothing has linked them yet."""
    items = [item for section in draft.part("measures") for item in section.items]
    return tuple(Measure(f"M{number + 1}", item) for number, item in enumerate(items))


def _hollow(text: str, span: Span, pieces: list[Span], checkable: bool) -> bool:
    """Too few acts, counts and dates for the measure's length; a single one is enough where nothing sounds hollow.

    A measure that the links found checkable is hollow only where it has none at all and slogan upon slogan.
    """
    words = span.of(text)
    dated = [time.span for time in times(text, span)]
    counted = [Span(*found.span()) for found in _COUNTED.finditer(text, *span)]
    counted = [here for here in counted if not any(time.meets(here) for time in dated)]
    concrete, enough = len(counted) + len(dated), 1 if checkable else max(_ACTS, len(pieces) // _LONG)
    if concrete < enough:
        concrete += len({found.group() for found in _pattern("doing").finditer(words)})
    # Slogans are the dearest to count, so they are counted last.
    return concrete < enough and len(_pattern("slogan").findall(words)) >= (_HEAP if checkable else max(1, concrete))


def _fault(text: str, measure: Measure, pieces: list[Span]) -> Fault:
    empty = [piece for piece in pieces if _pattern("slogan").search(piece.of(text))]
    end = measure.span.end
    words = "具体做法：" + "，".join(f"【请补充：{blank.question}】" for blank in _BLANKS) + "。"
    reason = "口号后面须有看得见的做法，由本人填写"
    edit = Edit(Span(end, end), words, reason, "slogan-measure", "needs-facts", _BLANKS)
    message = "这条措施只有口号，查不出做没做：请写明做哪一件事、对谁做、做到什么标准、何时由谁完成。"
    return Fault(message, empty[0], measure=measure.id, edits=(edit,))
