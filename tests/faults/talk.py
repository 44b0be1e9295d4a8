"""One connection's side of the talk: HTTP written by hand, so that every way of breaking it is at hand."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.faults.behaviours import Behaviour
from tests.faults.call import Call

if TYPE_CHECKING:
    from tests.faults.server import FaultServer

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests"}
AT_MOST = 60.0  # seconds that a silent behaviour waits for the server's end


class Talk:
    """Writes to one socket. `open` turns false where the connection is not to be used again."""

    def __init__(self, connection: socket.socket, server: FaultServer) -> None:
        self.connection, self.server = connection, server
        self.open = True
        self.leave: Callable[[], None] = lambda: None  # to be called before an answer's last bytes

    def play(self, behaviour: Behaviour, call: Call) -> None:
        """Treat the call as the behaviour says."""
        from tests.faults.players import PLAYERS

        self.wait(float(behaviour.options.get("latency", self.server.latency)))
        PLAYERS[behaviour.kind](self, call, behaviour.options)

    def list(self, call: Call, served: Mapping[str, Any]) -> None:
        """Answer anything but a completion: what is served at that path, or 404."""
        path = call.path.partition("?")[0]
        self.answer(200 if path in served else 404, _json(served.get(path, {"error": {"message": "not found"}})))

    def answer(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole and proper HTTP answer."""
        self.finish(self.head(status, {"Content-Length": str(len(body)), **(headers or {})}) + body)

    def finish(self, data: bytes) -> None:
        """Write an answer's last bytes."""
        self.leave()
        self.send(data)

    def head(self, status: int, headers: Mapping[str, str]) -> bytes:
        """Status line and headers, blank line included."""
        rows = {"Content-Type": "application/json", **headers}
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", *(f"{name}: {rows[name]}" for name in rows)]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def send(self, data: bytes) -> None:
        """Write all of it."""
        self.connection.sendall(data)

    def drip(self, data: bytes, interval: float) -> None:
        """Write a byte, wait, write the next."""
        for byte in data:
            if self.server.stopping.is_set():
                raise ConnectionAbortedError
            self.send(bytes([byte]))
            self.wait(interval)

    def wait(self, seconds: float = AT_MOST) -> None:
        """Say nothing for that long, or until the server stops."""
        if seconds > 0:
            self.server.stopping.wait(seconds)

    def hang(self) -> None:
        """Say nothing more until the client gives up or the server stops; the answer counts as broken off."""
        self.open = False
        self.connection.settimeout(0.05)
        for _ in range(int(AT_MOST / 0.05)):
            if self.server.stopping.is_set() or self._left():
                break
        raise ConnectionAbortedError

    def _left(self) -> bool:
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False

    def close(self, *, reset: bool = False) -> None:
        """Hang up: politely, or with a TCP reset. The answer counts as broken off."""
        self.open = False
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionAbortedError


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
