"""What goes to a language model and what comes back: requests, replies, and the ways in which a call can fail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, Protocol, TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

Role = Literal["system", "user", "assistant"]
# Why the model stopped: it was done, it hit its limit, the provider's filter cut it, it called a tool, nobody said.
Finish = Literal["stop", "length", "content-filter", "tool-calls", "unknown"]
FaultKind = Literal[
    "rate",  # 429: try again later
    "server",  # 5xx: try again
    "unreachable",  # no connection, reset, cut off half-way
    "timeout",  # nothing came in time
    "garbled",  # an answer that is no completion: invalid UTF-8, no JSON, no choices
    "too-big",  # an answer over the limit on bytes
    "key",  # 401, 403
    "unknown-model",  # 404
    "too-long",  # the prompt is over the model's context
    "request",  # any other 4xx: asking again would not help
    "miss",  # a replay holds no answer to this
]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True)
class Request:
    """One question to one model. `schema` is the JSON Schema of the answer; `take` tells repeats of the same apart."""

    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, JsonValue]
    max_tokens: int
    temperature: float = 0.0
    take: int = 0
    name: str = "answer"

    def key(self, provider: str) -> str:
        """SHA-256 over provider, model, parameters, messages and take, in hex: what a paid answer is kept by."""
        content = json.dumps([provider, asdict(self)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said. Counts are the provider's own `usage`, None where it told none; cost in its currency."""

    text: str
    finish: Finish = "unknown"
    refusal: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    cached: int | None = None
    cost: float | None = None
    model: str = ""
    seconds: float = 0.0


class CallFault(Exception):
    """A call that gave no reply. `retry_after` is the provider's wish in seconds; the message holds no report text."""

    def __init__(self, kind: FaultKind, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind: FaultKind = kind
        self.message = message
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether the same call may succeed later."""
        return self.kind in ("rate", "server", "unreachable", "timeout", "garbled")


class Provider(Protocol):
    """One model at one address. `name` is the adapter's ("openai"), `address` None where nothing leaves the process."""

    name: str
    model: str
    address: str | None

    def complete(self, request: Request, seconds: float) -> Reply:
        """The model's reply within that many seconds. Raises CallFault, and nothing else."""
        ...
