"""What a stage asks and what it gets back: the answer with its receipt, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from service.domain.sifted import Rejection, Trace
from service.llm.exchange import JsonObject
from service.llm.receipt import Parsed

T = TypeVar("T", bound=BaseModel)
EXCHANGES = 2  # of one question, whatever is asked again and of whom: an answer that is none, or one in part refused


@dataclass(frozen=True)
class Question(Generic[T]):
    """One question of a stage: the prompt with its inputs, the type of the answer, and its length at most in tokens.

    `schema` is the answer type's JSON Schema narrowed to what there is here: the ids, the number of items. `exchanges`
    is how many it may take; what was refused of an answer is told with those that the first asking left.
    """

    stage: str
    prompt: str
    inputs: Mapping[str, object]
    answer: type[T]
    schema: JsonObject
    max_tokens: int
    exchanges: int = EXCHANGES


@dataclass(frozen=True)
class Asked(Generic[T]):
    """The answer to one question: `value` is None where nothing could be used, and `rejected` says why.

    `left` is how many exchanges it may take yet.
    """

    value: T | None
    parsed: Parsed | None = None
    rejected: tuple[Rejection, ...] = ()
    traces: tuple[Trace, ...] = ()
    left: int = 0

    def doubtful(self, *path: str | int) -> bool:
        """Whether the item at this path was repaired in a way that may have changed it, so that it feeds no level.

        A list cut off behind an item leaves the item whole.
        """
        if self.parsed is None:
            return False
        return any(
            repair.path[: len(path)] == path[: len(repair.path)]
            for repair in self.parsed.repairs
            if repair.loss != "lossless" and (not repair.name.startswith("cut-off") or len(repair.path) >= len(path))
        )
