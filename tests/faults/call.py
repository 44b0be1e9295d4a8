"""One request as the fault server saw it, to the byte, and how to read it off a socket."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Any


@dataclass
class Call:
    """One request. `raw` is every byte of it; times are monotonic seconds, `ended` None while it runs."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    raw: bytes
    number: int = 0
    behaviour: str = ""
    started: float = field(default_factory=time.monotonic)
    ended: float | None = None
    whole: bool = False  # whether the answer was sent to its last byte

    @property
    def json(self) -> dict[str, Any]:
        """The body, parsed."""
        value: dict[str, Any] = json.loads(self.body)
        return value

    @property
    def text(self) -> str:
        """All messages' contents, joined by newlines."""
        return "\n".join(message["content"] for message in self.json["messages"])


def read_call(stream: BufferedReader) -> Call | None:
    """The next request of a connection; None where the client hung up, or speaks no HTTP (TLS, say)."""
    head = stream.read(1)
    if not head.isalpha():
        return None
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, path, _version = first.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = stream.read(int(headers.get("content-length", "0")))
    return Call(method, path, headers, body, head + body)
