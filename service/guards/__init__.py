"""Guards judge a suggested edit, by rule alone: one file, one fault, offering `guard(draft, edit)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.sifted import Rejection, Sifted
from service.plugins import find

Guard = Callable[[Draft, Edit], str | None]


def all_guards() -> dict[str, Guard]:
    """Every guard by its name."""
    return find(__name__, "guard")


def sift(draft: Draft, edits: Iterable[Edit], stage: str) -> Sifted[Edit]:
    """The edits that no guard refuses; each refusal tells the first guard that refused and why."""
    kept: list[Edit] = []
    rejected: list[Rejection] = []
    for edit in edits:
        verdicts = ((name, guard(draft, edit)) for name, guard in all_guards().items())
        refusal = next(((name, reason) for name, reason in verdicts if reason), None)
        if refusal:
            rejected.append(Rejection(stage, *refusal, answer=edit.replacement, point=edit.point))
        else:
            kept.append(edit)
    return Sifted(tuple(kept), tuple(rejected))
