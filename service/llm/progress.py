"""What a long review tells while it runs: which stage asks, answers, fails or is done; never a word of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Happened = Literal["began", "asked", "answered", "failed", "refused", "done"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `amount` is tokens of the answer, items refused, or items done, as `what` tells."""

    stage: str
    what: Happened
    model: str = ""
    amount: int | None = None


Tell = Callable[[Event], None]


def silent(_event: Event) -> None:
    """Tell nobody."""
