"""What several verdicts stand on: the clauses of a passage, its level, and whether the writer stands in it."""

from __future__ import annotations

from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, SlotKind
from service.stages.by_rule.clause import Clause, read_clauses

NOT_A_POINT = "这个问题只问问题条目。"
NOT_A_CAUSE = "这个问题只问原因。"
NOT_A_MEASURE = "这个问题只问措施。"
NO_QUOTE = "没有引出原文。"


@lru_cache(maxsize=256)
def _clauses(text: str, span: Span) -> tuple[Clause, ...]:
    return tuple(read_clauses(text, span))


def clauses_of(draft: Draft, span: Span) -> tuple[Clause, ...]:
    """The clauses of a passage as the rules read them."""
    return _clauses(draft.text, span)


def level_of(draft: Draft, point: Point) -> int | None:
    """The point's level, None where nothing scored it."""
    score = draft.score(point.id)
    return score.level if score else None


def fills(draft: Draft, point: Point, *kinds: SlotKind) -> bool:
    """Whether the point's score has words for any of these slots."""
    score = draft.score(point.id)
    return bool(score and score.filled(*kinds))
