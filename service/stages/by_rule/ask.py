"""Asks for a missing fact in plain words that fit the point: 哪个社区？涉及多少户？"""

from __future__ import annotations

import re
from functools import cache

from service.domain.point import SlotKind
from service.lexicons import tree

OPENING = 40  # characters: a point's first sentence says what it is about


def ask(kind: SlotKind, words: str, event: str | None) -> str:
    """The question for the slot `kind` of a point with these words; `event` are the words of its event, if it has one.

    Where an event is told, the question about just that event goes first. Else the row of `questions.yaml` whose
    pattern stands most often in the point decides, its opening (what the point is about) before the rest; each slot has
    a plain question that fits every point.
    """
    just_that, fitting, plain = _rows(kind)
    if event is not None and just_that:
        return just_that
    for said in (words[:OPENING], words):
        hits = {question: len(pattern.findall(said)) for question, pattern in fitting}
        best = max(hits, key=lambda question: hits[question], default="")
        if hits.get(best):
            return best
    return plain


@cache
def _rows(kind: SlotKind) -> tuple[str | None, tuple[tuple[str, re.Pattern[str]], ...], str]:
    """The question about the event that is told, those with a pattern, and the plain one."""
    rows: list[dict[str, str]] = tree("questions")[kind]
    just_that = next((row["ask"] for row in rows if row.get("needs") == "event"), None)
    fitting = tuple((row["ask"], re.compile(row["when"])) for row in rows if "when" in row)
    return just_that, fitting, next(row["ask"] for row in rows if "when" not in row and "needs" not in row)
