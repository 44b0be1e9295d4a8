"""Asks for a missing fact in plain words that fit the point: 哪个社区？涉及多少户？"""

from __future__ import annotations

import re

from service.domain.point import SlotKind
from service.lexicons import tree


def ask(kind: SlotKind, words: str, event: str | None) -> str:
    """The question for the slot `kind` of a point with these words; `event` are the words of its event, if it has one.

    The first row of `questions.yaml` whose pattern stands in the point decides; each slot ends with a plain question.
    """
    rows: dict[str, list[dict[str, str]]] = tree("questions")
    for row in rows[kind]:
        if event is None and row.get("needs") == "event":
            continue
        if re.search(row.get("when", ""), words):
            return row["ask"]
    return rows[kind][-1]["ask"]
