"""What the fault server can do with one call: a behaviour is a kind and its options, so that a script can be JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.faults.call import Call

Content = str | None | Callable[[Call], "str | None"]


@dataclass(frozen=True)
class Behaviour:
    """One way to treat a call. `kind` is a name of `tests.faults.players.PLAYERS`; options are those of that player."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Behaviour:
        """From a row of a JSON script: {"kind": …, option: value, …}."""
        return cls(row["kind"], {name: value for name, value in row.items() if name != "kind"})


Script = list[Behaviour] | Callable[[Call], Behaviour]


def ok(content: Content = "{}", **options: Any) -> Behaviour:
    """A completion with that content. Options: usage, finish, model, message, chunked, extra, latency, then_refuse."""
    return Behaviour("ok", {"content": content, **options})


def empty() -> Behaviour:
    """A completion that says nothing."""
    return ok("")


def refusal(words: str = "I can't help with that.") -> Behaviour:
    """A completion whose message holds a refusal and no content."""
    return ok(None, message={"refusal": words})


def filtered(content: Content = "") -> Behaviour:
    """A completion that the provider's filter cut."""
    return ok(content, finish="content_filter")


def tool_call(name: str = "answer", arguments: str = "{}") -> Behaviour:
    """A completion that calls a tool and says nothing."""
    calls = [{"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}]
    return ok(None, finish="tool_calls", message={"tool_calls": calls})


def error(status: int, **options: Any) -> Behaviour:
    """An error of that HTTP status. Options: code, type, param, message, headers, echo (the prompt in the message)."""
    return Behaviour("error", {"status": status, **options})


def fault(kind: str, **options: Any) -> Behaviour:
    """A behaviour by the name of its player, such as `fault("drip", interval=0.01)`."""
    return Behaviour(kind, options)
