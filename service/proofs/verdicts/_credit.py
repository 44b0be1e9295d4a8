"""Tells whether words give credit, and whether the credit is only a step in finding the fault."""

from __future__ import annotations

import re
from functools import lru_cache

from service.lexicons import tree

_SAID = re.compile("“[^”]*”?|^[^“]*”")  # what was said at the time praises nobody now


@lru_cache(maxsize=8)
def _list(kind: str) -> re.Pattern[str]:
    rows: str | list[str] = tree("praise")[kind]
    return re.compile(rows if isinstance(rows, str) else "|".join(rows))


def credit(words: str) -> int:
    """2 for words of credit in themselves, 1 for those that may be, 0 for none."""
    bare = _SAID.sub("", words)
    if _list("void").search(bare):
        return 0
    if _list("strong").search(bare):
        return 2
    return int(bool(_list("weak").search(bare)) and not _list("wish").search(bare))


def contrasts(words: str) -> bool:
    """Whether the words set the credit against something: 虽然, 一年来, 总体上."""
    return bool(_list("contrast").search(words))


def traces(words: str) -> bool:
    """Whether the words make the credit a step in finding the fault: 听惯了…, 渐渐…, 过去…如今."""
    return bool(_list("tracing").search(words))
