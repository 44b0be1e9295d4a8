"""Tells which kinds of outer circumstance a passage pleads, and whether it holds anything of the writer's own mind."""

from __future__ import annotations

import re
from functools import lru_cache

from service.lexicons import tree

_OUTER = ("scarce", "load", "above", "times", "helpless")


@lru_cache(maxsize=1)
def _lists() -> dict[str, re.Pattern[str]]:
    rows: dict[str, list[str]] = tree("circumstances")
    return {kind: re.compile("|".join(words)) for kind, words in rows.items()}


def pleas(words: str) -> set[str]:
    """The kinds of circumstance that stand in the words: scarce, load, above, times, helpless."""
    return {kind for kind in _OUTER if _lists()[kind].search(words)}


def mind(words: str) -> bool:
    """Whether the words tell a belief, wish or fear of the writer's."""
    return bool(_lists()["mind"].search(words))


def conduct(words: str) -> bool:
    """Whether the words tell the writer's own way of doing things: his, though no reason yet."""
    return bool(_lists()["conduct"].search(words))


def history(words: str) -> bool:
    """Whether the words tell how the writer came to be so."""
    return bool(_lists()["history"].search(words))
