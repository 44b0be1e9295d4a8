"""The quote must hold a word of credit, given to the writer or the unit, and not as a step in finding the fault.

Why: without such a word there is nothing to take back; and 听惯了“局长懂行”，渐渐…… tells where the fault came from.
Bad: 听惯了“局长懂行”，渐渐觉得集体讨论耽误工夫；努力让群众满意
Good: 党建考核连续三年名列前茅，得到了师生的一致好评
"""

from __future__ import annotations

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Point, Verdict
from service.proofs import Subject
from service.proofs.verdicts._credit import contrasts, credit, traces
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_POINT, clauses_of
from service.text.cut import clauses, sentences

_AHEAD = 2  # clauses in which the credit may still turn out to be a step in finding the fault
STRONG = 2


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote of credit: a strong word, or a weak one where nothing is admitted."""
    if not isinstance(subject, Point | Cause):
        return NOT_A_POINT
    if verdict.span is None:
        return NO_QUOTE
    pieces = clauses(draft.text, subject.span)
    met = [n for n, piece in enumerate(pieces) if piece.meets(verdict.span)]
    given = [(n, weight) for n in met if (weight := credit(pieces[n].of(draft.text)))]
    if not given:
        return "引文里没有成绩和评价。"
    if all(traces(_context(draft, subject.span, pieces, n)) for n, _ in given):
        return "这里写成绩是为了说明问题的由来。"
    told = {clause.span: clause for clause in clauses_of(draft, subject.span)}
    plain = [n for n, _ in given if (own := told.get(pieces[n])) and not own.aspiration and not own.shortcoming]
    strong = any(weight == STRONG for _, weight in given) or any(contrasts(pieces[n].of(draft.text)) for n in met)
    return None if plain or strong else "引文还算不上表扬自己。"


def _context(draft: Draft, whole: Span, pieces: list[Span], n: int) -> str:
    held = [one.start for one in sentences(draft.text, whole) if one.start <= pieces[n].start]
    return draft.text[max(held, default=whole.start) : pieces[min(n + _AHEAD, len(pieces) - 1)].end]
