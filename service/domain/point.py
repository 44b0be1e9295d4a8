"""A problem point, the seven facts that make it checkable, and what hangs on it: causes and measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.domain.document import Span

Origin = Literal["rule", "model"]
SlotKind = Literal["time", "place", "party", "event", "quantity", "own_act", "consequence"]
SLOTS: tuple[SlotKind, ...] = ("time", "place", "party", "event", "quantity", "own_act", "consequence")


@dataclass(frozen=True, slots=True)
class Point:
    """One problem point. `filed_under` is the lead whose heading it stands under, `lead` the one it is about."""

    id: str
    span: Span
    filed_under: int | None
    lead: int | None
    lead_reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact of a point: where its words stand, or the question that would fill it."""

    kind: SlotKind
    span: Span | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes-or-no answer to one question of `service/questions/`, with the words that show it."""

    code: str
    holds: bool
    span: Span | None
    reason: str
    origin: Origin
    versus: Span | None = None  # the other side of a contradiction; the right words of a typo stand in `reason`
    point: str | None = None  # whose it is, where it is about a point and stands by itself


@dataclass(frozen=True, slots=True)
class PointScore:
    """The facts found in one point, and its level from 0 to 4, computed by the table of `labels.md`.

    `situation` is where the fault is tied to this post's work or to a recurring occasion; `shortcoming` is where a
    nameable shortcoming stands. Both matter only to a point that tells no event.
    """

    point: str
    slots: tuple[Slot, ...]
    situation: Span | None = None
    shortcoming: Span | None = None
    verdicts: tuple[Verdict, ...] = ()
    origin: Origin = "rule"
    denied: tuple[SlotKind, ...] = ()  # facts by rule whose words were shown to be none

    def filled(self, *kinds: SlotKind) -> bool:
        """Whether any of these slots has its words."""
        return any(slot.span is not None and slot.kind in kinds for slot in self.slots)

    @property
    def level(self) -> int:
        """0 套话, 1 泛指, 2 有情境, 3 有事例, 4 可核查."""
        if self.filled("event") and self.filled("time", "place", "party", "quantity"):
            whole = (
                self.filled("time", "place")
                and self.filled("party", "quantity")
                and self.filled("own_act")
                and self.filled("consequence")
            )
            return 4 if whole else 3
        return 2 if self.situation else 1 if self.shortcoming else 0

    @property
    def missing(self) -> tuple[Slot, ...]:
        """The slots with no words, each with its question."""
        return tuple(slot for slot in self.slots if slot.span is None)


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause and the ids of the points that it explains."""

    id: str
    span: Span
    explains: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: the points it answers, when (date or frequency), who, and whether a checker could see it done."""

    id: str
    span: Span
    answers: tuple[str, ...] = ()
    deadline: Span | None = None
    owner: Span | None = None
    checkable: bool = False
    verdicts: tuple[Verdict, ...] = ()


Link = Cause | Measure
