"""The quote must hold shortcomings, and the cause nothing that would answer why: no motive and no history.

Why: a clause that tells what the writer believed, wanted or feared, or how he came to be so, is an explanation; what
is left when there is none can only be the problem over again.
Bad: 觉得自己干了二十多年，道理都懂，用不着再下笨功夫。
Good: 学习不深，主要是因为平时学习不深入、不系统。
"""

from __future__ import annotations

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Verdict
from service.proofs import Subject
from service.proofs.verdicts._circumstance import history, mind, pleas
from service.proofs.verdicts._ground import NO_QUOTE, NOT_A_CAUSE, clauses_of, sentence_of
from service.text.cut import sentences


def proof(draft: Draft, subject: Subject, verdict: Verdict) -> str | None:
    """None for a quote from a sentence of shortcomings that explains nothing."""
    if not isinstance(subject, Cause):
        return NOT_A_CAUSE
    if verdict.span is None:
        return NO_QUOTE
    sentence = sentence_of(draft, subject.span, verdict.span)
    if not any(clause.shortcoming for clause in clauses_of(draft, sentence)):
        return "引文没有重复问题的说法。"
    if len(pleas(sentence.of(draft.text))) > 1:
        return "这句话说的是客观条件，不是重复问题。"
    explains = any(mind(said) or history(said) for said in _others_left_out(draft, subject.span))
    return "这一条写到了本人的想法或由来。" if explains else None


def _others_left_out(draft: Draft, span: Span) -> list[str]:
    """The sentences of the cause without those that put the blame on circumstances."""
    said = [sentence.of(draft.text) for sentence in sentences(draft.text, span)]
    return [words for words in said if len(pleas(words)) < 2]
