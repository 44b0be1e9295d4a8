"""Asks for a missing fact in plain words that fit the point: 哪个社区？涉及多少户？"""

from __future__ import annotations

import re

from service.domain.point import SlotKind
from service.lexicons import tree

OPENING = 40  # characters: a point's first sentence says what it is about


def ask(kind: SlotKind, words: str, event: str | None) -> str:
    """The question for the slot `kind` of a point with these words; `event` are the words of its event, if it has one.

    The first row of `questions.yaml` whose pattern stands in the point decides, its opening (what the point is about)
    before the rest; each slot ends with a plain question that fits every point.
    """
    rows: list[dict[str, str]] = tree("questions")[kind]
    fitting = [row for row in rows if event is not None or row.get("needs") != "event"]
    for said in (words[:OPENING], words):
        for row in fitting[:-1]:
            if re.search(row.get("when", ""), said):
                return row["ask"]
    return fitting[-1]["ask"]
