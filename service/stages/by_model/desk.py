"""What a stage by model is given beside the draft: whom to ask, by which prompts, and what a claim must show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.point import Cause, Measure, Point, Slot, Verdict
from service.domain.sifted import Sifted
from service.llm.asked import Asked, Question
from service.llm.tokens import split
from service.stages.by_model.answers import Why

A = TypeVar("A", bound=BaseModel)
B = TypeVar("B")
C = TypeVar("C")


class Proofs(Protocol):
    """What a claim must show to be believed: each gives None, or the reason of refusal in Chinese."""

    def slot(self, draft: Draft, point: Point, slot: Slot) -> str | None:
        """For words that shall fill a slot."""
        ...

    def denial(self, draft: Draft, point: Point, slot: Slot, why: Why) -> str | None:
        """For the claim that the words of a filled slot are no fact."""
        ...

    def verdict(self, draft: Draft, subject: Point | Cause | Measure | None, verdict: Verdict) -> str | None:
        """For a question answered with yes."""
        ...

    def edits(self, draft: Draft, edits: Iterable[Edit]) -> Sifted[Edit]:
        """For changes of the text."""
        ...


class Asking(Protocol):
    """Whoever answers a question."""

    def __call__(self, question: Question[A], /) -> Asked[A]:
        """The answer, or why there is none."""
        ...


@dataclass(frozen=True)
class Desk:
    """`versions` maps a stage to its prompt (`score_points@v1`).

    `room` is tokens for the material of one question and what is answered for its items.

    `count` is how many ways to put a sentence are wanted, `wish` the writer's wish for them in his own words.
    """

    ask: Asking
    proofs: Proofs
    versions: Mapping[str, str]
    room: int = 12_000
    count: int = 1
    wish: str = ""


def front(draft: Draft) -> dict[str, object]:
    """The inputs of the part that all prompts open with, but for the material."""
    return {
        "rubric_label": draft.rubric.label,
        "leads": [{"id": lead.id, "name": lead.name} for lead in draft.rubric.leads],
        "writer": draft.writer.post or "未写明",
    }


def batched(items: Sequence[B], tokens: Callable[[B], int], room: int) -> list[Sequence[B]]:
    """Consecutive items in as few batches as the room allows; an item over the room alone has a batch of its own.

    `tokens` are those of an item in the prompt and in the answer.
    """
    sizes = [tokens(item) for item in items]
    return [items[batch.start : batch.stop] for batch in split(sizes, room)]


def at_once(work: Callable[[B], C], items: Sequence[B]) -> list[C]:
    """`work` on every item, side by side, results in order; pacing is the asker's affair."""
    if len(items) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(max_workers=min(16, len(items)), thread_name_prefix="stage") as pool:
        return list(pool.map(work, items))
