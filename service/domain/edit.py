"""A suggested change of the text: never more than the facts that the report or its writer gave."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from service.domain.document import Span
from service.domain.point import Origin

EditVerdict = Literal["ready", "needs-facts", "needs-confirmation"]
BLANK = re.compile(r"【请补充：([^】]*)】")


@dataclass(frozen=True, slots=True)
class Blank:
    """A fact that only the writer has. In the replacement it stands as `【请补充：…】`, in the order of the blanks."""

    slot: str
    question: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the change does to the facts of its span: words kept, added (all from the writer's answers), dropped."""

    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words at `span` by `replacement` (an empty span inserts, an empty replacement deletes).

    `ready` may be applied as it is, `needs-facts` has blanks, `needs-confirmation` changes what is said and is never
    applied in bulk. `code` is the defect it mends.
    """

    span: Span
    replacement: str
    reason: str
    code: str
    verdict: EditVerdict = "ready"
    blanks: tuple[Blank, ...] = ()
    facts: Facts = Facts()
    point: str | None = None
    origin: Origin = "rule"
    id: str = ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits applied, last to first. Raises ValueError where two of them overlap."""
    pieces: list[str] = []
    end = len(text)
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        if edit.span.end > end:
            raise ValueError(f"edits overlap at {edit.span}")
        pieces += (text[edit.span.end : end], edit.replacement)
        end = edit.span.start
    return "".join(reversed([*pieces, text[:end]]))


def without_overlaps(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Edits in the order of their worth → those that can stand together, in reading order, and those that must yield.

    Two insertions at one place overlap too: which comes first would be anybody's guess. O(n log n).
    """
    kept: list[Edit] = []
    dropped: list[Edit] = []
    for edit in edits:
        at = bisect_left(kept, edit.span, key=lambda other: other.span)
        near = kept[max(0, at - 1) : at + 1]
        if any(_collide(edit.span, other.span) for other in near):
            dropped.append(edit)
        else:
            kept.insert(at, edit)
    return kept, dropped


def _collide(one: Span, other: Span) -> bool:
    return (
        one.meets(other)
        or one == other
        or ((one.size == 0) != (other.size == 0) and one.start < other.end and other.start < one.end)
    )
