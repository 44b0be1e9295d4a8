"""The faults that a check of words finds in a report, found once however many quotes are held against them."""

from __future__ import annotations

from functools import lru_cache

from service.checks import all_checks
from service.domain.draft import Draft
from service.domain.finding import Fault


class _Text:
    """A draft that counts as equal to any other of the same text, title and writer: what checks of words read."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._key = (draft.text, draft.title, draft.writer, draft.rubric.id)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self._key == other._key


def faults(draft: Draft, code: str) -> tuple[Fault, ...]:
    """What the check of that code finds in the report."""
    return _faults(_Text(draft), code)


@lru_cache(maxsize=16)
def _faults(text: _Text, code: str) -> tuple[Fault, ...]:
    return tuple(all_checks()[code](text.draft))
