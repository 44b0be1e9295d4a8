"""Whether an edit tells a number again in another's place: 86户 and 68户 changed round, 四个月 for 半年."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.guards._source import answered, own_words
from service.text.quantity import Quantity, quantities

_MARK = "\x00"


def moved(draft: Draft, edit: Edit) -> str | None:
    """The number that has taken another's place, or None: the same words with numbers changed round, or a number from
    elsewhere in the report where one of the same unit went away. What the writer has answered may go anywhere."""
    before, after = edit.span.of(draft.text), own_words(edit)
    old, new = (_definite(words) for words in (before, after))
    if _masked(before, old) == _masked(after, new) and not all(map(_agree, old, new)):
        return next(row.span.of(after) for was, row in zip(old, new, strict=True) if not _agree(was, row))
    gone = {was.unit for was in old if not _among(was, new)} - {"date"}  # dates are held to their source elsewhere
    said = _definite(answered(draft))
    strays = (row for row in new if row.unit in gone and not _among(row, old) and not _among(row, said))
    return next((row.span.of(after) for row in strays), None)


def _definite(words: str) -> list[Quantity]:
    return [row for row in quantities(words) if row.definite]


def _agree(was: Quantity, now: Quantity) -> bool:
    """The same amount; of dates, nothing of one against the other (8月, 2022年8月)."""
    if was.role == now.role == "date":
        pairs = ((int(was.value) // scale % 100, int(now.value) // scale % 100) for scale in (10000, 100, 1))
        return all(not a or not b or a == b for a, b in pairs)
    return was.equals(now)


def _among(row: Quantity, rows: list[Quantity]) -> bool:
    return any(row.equals(other) for other in rows)


def _masked(words: str, rows: list[Quantity]) -> str:
    return "".join(_pieces(words, rows))


def _pieces(words: str, rows: list[Quantity]) -> Iterator[str]:
    at = 0
    for row in rows:
        yield words[at : row.span.start] + _MARK
        at = row.span.end
    yield words[at:]
