"""What several verdicts stand on: the clauses of a passage, its level, and whether the writer stands in it."""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, SlotKind
from service.proofs.verdicts._circumstance import mind
from service.stages.by_rule.clause import Clause, cues, read_clauses
from service.text.cut import sentences

NOT_A_POINT = "这个问题只问问题条目。"
NOT_A_CAUSE = "这个问题只问原因。"
NOT_A_MEASURE = "这个问题只问措施。"
NO_QUOTE = "没有引出原文。"
HEADING = 24  # a first sentence of so few characters only names what follows


# A plain word of failure, where no named shortcoming stands: something was late, lacking, stopped, asked for or blamed.
_FAILED = re.compile(
    r"(?<![从毫])不(?![断仅但同少])|没有?|(?<!从)未(?!来)|漏|误|迟|拖|晚了|积压|超期|超过|滞后|停(?:了|水|电|产|工|课|留|摆|办)|催|投诉|通报|批评|指出|只(?!要)"
)
# Somebody with a mind of his own: speech, an end in view, one who looked on.
_PERSONS = re.compile('[说讲答问][：，]?[“"]|为了|谁也|你推我|有人|没有?人|同志|碍于|明知|看到了|知道|反正')


@lru_cache(maxsize=256)
def _clauses(text: str, span: Span) -> tuple[Clause, ...]:
    return tuple(read_clauses(text, span))


def clauses_of(draft: Draft, span: Span) -> tuple[Clause, ...]:
    """The clauses of a passage as the rules read them."""
    return _clauses(draft.text, span)


def failed(clause: Clause) -> bool:
    """Whether the clause tells that something went wrong; harm that was averted is none."""
    if cues()["averted"].search(clause.words):
        return False
    return clause.shortcoming or bool(_FAILED.search(clause.words))


def minds(words: str) -> bool:
    """Whether somebody in the words thinks, wants, speaks or looks on."""
    return mind(words) or bool(_PERSONS.search(words))


def sentence_of(draft: Draft, whole: Span, quote: Span) -> Span:
    """The sentence of the passage that holds the quote, with its neighbours where the quote runs across them.

    A first sentence that is only a little heading goes with the one behind it.
    """
    pieces = sentences(draft.text, whole)
    if len(pieces) > 1 and pieces[0].size <= HEADING:
        pieces = [Span(pieces[0].start, pieces[1].end), *pieces[2:]]
    met = [piece for piece in pieces if piece.meets(quote)] or [quote]
    return Span(met[0].start, met[-1].end)


def level_of(draft: Draft, point: Point) -> int | None:
    """The point's level, None where nothing scored it."""
    score = draft.score(point.id)
    return score.level if score else None


def fills(draft: Draft, point: Point, *kinds: SlotKind) -> bool:
    """Whether the point's score has words for any of these slots."""
    score = draft.score(point.id)
    return bool(score and score.filled(*kinds))


def event_of(draft: Draft, point: Point) -> Span | None:
    """The words of the event that the point's score holds."""
    score = draft.score(point.id)
    return next((slot.span for slot in score.slots if slot.kind == "event"), None) if score else None
