"""Asks for a missing fact in plain words that fit the point: 哪个社区？涉及多少户？"""

from __future__ import annotations

import re

from service.domain.point import SlotKind
from service.lexicons import tree

OPENING = 40  # characters: a point's first sentence says what it is about


def ask(kind: SlotKind, words: str, event: str | None) -> str:
    """The question for the slot `kind` of a point with these words; `event` are the words of its event, if it has one.

    Where an event is told, the question about just that event goes first. Else the row of `questions.yaml` whose
    pattern stands most often in the point decides, its opening (what the point is about) before the rest; each slot has
    a plain question that fits every point.
    """
    rows: list[dict[str, str]] = tree("questions")[kind]
    if event is not None and (told := next((row["ask"] for row in rows if row.get("needs") == "event"), None)):
        return told
    fitting = [row for row in rows if "needs" not in row]
    for said in (words[:OPENING], words):
        hits = {row["ask"]: len(re.findall(row["when"], said)) for row in fitting if "when" in row}
        best = max(hits, key=lambda question: hits[question], default="")
        if hits.get(best):
            return best
    return next(row["ask"] for row in fitting if "when" not in row)
