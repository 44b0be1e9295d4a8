"""How much of each lead's own matter a passage tells, by the words of `lead_matters.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache

from service.domain.rubric import Rubric
from service.lexicons import tree


@lru_cache(maxsize=1)
def _matters() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    rows = tree("lead_matters").values()
    return tuple(
        (re.compile(row["of"]), re.compile(row["words"]), re.compile(row.get("stays", row["head"]))) for row in rows
    )


def told(rubric: Rubric, words: str) -> dict[int, int]:
    """Lead → how many different words of its matter stand in the passage; leads that own none are left out."""
    found: dict[int, int] = {}
    for of, pattern, _ in _matters():
        for lead in (lead.id for lead in rubric.leads if of.search(lead.name)):
            found[lead] = max(found.get(lead, 0), len({hit.group() for hit in pattern.finditer(words)}))
    return found


def opens(rubric: Rubric, lead: int, words: str) -> bool:
    """Whether the words, a point's opening, name that lead's matter."""
    name = next((each.name for each in rubric.leads if each.id == lead), "")
    return any(of.search(name) and stays.search(words) for of, _, stays in _matters())
