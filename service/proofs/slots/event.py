"""The words must tell one thing that happened, with something beside it by which it could be found again.

Why: a campaign's name, a habit or an aim is no event; an event that nothing singles out can't be looked up. What
singles it out (a day, one party, a crowd, a place) may stand in the sentence before.
Bad: 疫情防控工作中；平时检查不严；还需进一步提高
Good: 2022年3月召开协调会；一名法官助理把卷宗带回家；沿河有一处钢棚。执法队两次来请示拆除
"""

from __future__ import annotations

from dataclasses import replace

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.proofs.slots._told import clauses_of, happened
from service.stages.by_rule.event import find_event


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote whose sentence, with the one before, tells a finished thing that something singles out."""
    span = slot.span
    assert span is not None
    if not happened(draft, point, span):
        return "引文说的是想法或打算，没有发生过的事。"
    clauses = clauses_of(draft, point)
    here = {clause.sentence for clause in clauses if clause.span.meets(span)}
    inside = [clause for clause in clauses if min(here) - 1 <= clause.sentence <= max(here)]
    sentence = Span(inside[0].span.start, inside[-1].span.end)
    as_one = [replace(clause, sentence=0) for clause in inside]
    told = find_event(draft.text, sentence, as_one, draft.rubric.year)
    return None if told else "引文所在的句子认不出是哪一件事。"
