"""What a stage gives back: answers kept, answers refused with the reason, and how each was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
NO_ANSWER = ("call-", "budget-spent", "unreadable-answer", "unanswered")  # guards that refuse a whole question


@dataclass(frozen=True, slots=True)
class Rejection:
    """An answer that a guard refused. `answer` is what was proposed, as text for the report's appendix."""

    stage: str
    guard: str
    reason: str
    answer: str = ""
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """One exchange with a model. Tokens and cost are None where the provider did not tell; seconds are wall time."""

    stage: str
    prompt: str
    sha: str
    model: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cached: int | None = None
    seconds: float | None = None
    cost: float | None = None
    from_ledger: bool = False


@dataclass(frozen=True, slots=True)
class Sifted(Generic[T]):
    """Kept answers, refused ones, and the exchanges behind them."""

    kept: tuple[T, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    traces: tuple[Trace, ...] = ()


def together(parts: Iterable[Sifted[T]]) -> Sifted[T]:
    """What several questions of one stage gave, in their order."""
    held = list(parts)
    return Sifted(
        tuple(item for each in held for item in each.kept),
        tuple(item for each in held for item in each.rejected),
        tuple(item for each in held for item in each.traces),
    )
