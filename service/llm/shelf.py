"""What the ledger keeps of an exchange with a model, and what it needs of the place where it keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from service.llm.exchange import Reply

# What an answer is found by: its question's key, and the address where it was asked.
Place = tuple[str, str | None]


@dataclass(frozen=True)
class Exchange:
    """A question asked (`sent`) or answered (`done`), without its messages: `key` is their digest.

    `address` is None where nothing left the process; `prompt` reads "score_points@v1", `sha` digests its file. Times
    are aware, and None in a recording.
    """

    key: str
    address: str | None
    provider: str
    model: str
    stage: str
    prompt: str
    sha: str
    state: Literal["sent", "done"] = "sent"
    reply: Reply | None = field(default=None, repr=False)
    created_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def place(self) -> Place:
        """What its answer is found by."""
        return self.key, self.address


class Shelf(Protocol):
    """Where exchanges are kept; safe for several threads and processes. Its methods raise SetupError."""

    def find(self, key: str, address: str | None) -> Reply | None:
        """The answer of the finished exchange with that key, made at that address."""
        ...

    def sent(self, exchange: Exchange) -> None:
        """Keep that a question goes out now; a finished exchange of the same key and address stays as it is."""
        ...

    def unsent(self, exchange: Exchange) -> None:
        """Drop the row that `sent` wrote: the question did not go out after all."""
        ...

    def done(self, exchange: Exchange) -> None:
        """Keep the answer, durable on return."""
        ...


@runtime_checkable
class Recording(Protocol):
    """A provider that plays back what was paid elsewhere, at `recorded_at`: no shelf is read or written for it."""

    recorded_at: str | None
