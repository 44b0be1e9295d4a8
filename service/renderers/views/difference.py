"""Shows what an edit changes, word by word: kept, deleted, inserted, and the blanks left for the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from service.domain.edit import BLANK
from service.text.cut import words

Change = Literal["same", "del", "ins", "blank"]
_BLANK = re.compile(BLANK.pattern.replace("(", "(?:", 1))


class Piece(NamedTuple):
    """A stretch of text and what became of it; a `blank` is an inserted 【请补充：…】."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Pieces whose same and del texts join to `before`, whose same, ins and blank texts join to `after`."""
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Piece] = []
    for _, a, b, c, d in matcher.get_opcodes():
        if old[a:b] == new[c:d]:
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("del", "".join(old[a:b]))] if b > a else []
        found += _inserted("".join(new[c:d]))
    return found


def _tokens(text: str) -> list[str]:
    """Words, each blank one token whole."""
    return [token for piece, blank in _split(text) for token in ([piece] if blank else [w.text for w in words(piece)])]


def _split(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for match in _BLANK.finditer(text):
        yield text[start : match.start()], False
        yield match.group(), True
        start = match.end()
    yield text[start:], False


def _inserted(text: str) -> list[Piece]:
    return [Piece("blank" if blank else "ins", piece) for piece, blank in _split(text) if piece]
