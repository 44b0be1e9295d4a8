"""What a stage gives back: answers kept, answers refused with the reason, and how each was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


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
