"""The fault server itself: a thread a connection, a script, and a record of every byte that came."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from tests.faults.behaviours import Behaviour, Script, ok
from tests.faults.call import Call, read_call
from tests.faults.talk import Talk

MODEL = "fault-model"


class FaultServer:
    """An OpenAI-compatible server on a free local port that plays a script; the last behaviour of a list repeats.

    `calls` are the completions asked for, `others` every other request (model lists and the like). `peak` is the most
    completions at one time, `connections` how many were ever opened. `latency` seconds are added to each completion,
    `per_token` for each token of an answer.
    """

    def __init__(self, script: Script | None = None, *, latency: float = 0.0, per_token: float = 0.0) -> None:
        self.script: Script = script if script is not None else [ok()]
        self.latency, self.per_token = latency, per_token
        self.calls: list[Call] = []
        self.others: list[Call] = []
        self.peak = 0
        self.connections = 0
        self.served: dict[str, Any] = {"/v1/models": {"object": "list", "data": [{"id": MODEL, "object": "model"}]}}
        self.watch: Callable[[str, Call], None] = lambda event, call: None  # told of "call" and "answered"
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._running = 0
        self._played = 0
        self._listener: socket.socket | None = None
        self.port = 0

    @property
    def address(self) -> str:
        """The base URL to give a client."""
        return f"http://127.0.0.1:{self.port}/v1"

    def play(self, *script: Behaviour | Callable[[Call], Behaviour]) -> FaultServer:
        """Start a new script: behaviours in order, or one function of the call."""
        first = script[0] if script else ok()
        with self._lock:
            self.script = (
                [row for row in script if isinstance(row, Behaviour)] if isinstance(first, Behaviour) else first
            )
            self._played = 0
        return self

    def start(self, port: int = 0) -> FaultServer:
        """Listen, on that port or a free one."""
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()
        return self

    def refuse(self, but: socket.socket | None = None) -> None:
        """Close the port and every open connection (but one): all is refused, until `start(server.port)`."""
        if self._listener:
            _shut(self._listener)
            self._listener.close()
            self._listener = None
        for connection in self._open - {but}:
            _shut(connection)

    def stop(self) -> None:
        """Close the port and end every behaviour that waits."""
        self.stopping.set()
        self.refuse()

    def __enter__(self) -> FaultServer:
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def sent(self) -> bytes:
        """Every byte that came in, all requests: what a leak test searches."""
        return b"\n".join(call.raw for call in (*self.calls, *self.others))

    def _accept(self, listener: socket.socket) -> None:
        while not self.stopping.is_set():
            try:
                connection, _peer = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        """Requests of one connection, one after another, until either side closes it."""
        talk = Talk(connection, self)
        with self._lock:
            self._open.add(connection)
            self.connections += 1
        try:
            with connection.makefile("rb") as stream:
                while talk.open and (call := read_call(stream)):
                    self._answer(talk, call)
        except OSError:
            pass  # the client hung up: what it got is in `whole`
        finally:
            self._open.discard(connection)
            connection.close()

    def _answer(self, talk: Talk, call: Call) -> None:
        if call.path.endswith("/chat/completions") and call.method == "POST":
            behaviour = self._begin(call)
            if behaviour.options.get("then_refuse"):  # before the answer, so that no second question comes in between
                self.refuse(but=talk.connection)
                talk.open = False
            talk.leave = lambda: self._leave(call)
            try:
                talk.play(behaviour, call)
                call.whole = True
            finally:
                self._leave(call)
                self._end(call)
        else:
            self.others.append(call)
            talk.list(call, self.served)

    def _begin(self, call: Call) -> Behaviour:
        with self._lock:
            self._running += 1
            self.peak = max(self.peak, self._running)
            call.number = len(self.calls) + 1
            self.calls.append(call)
            behaviour = _next(self.script, self._played) if isinstance(self.script, Sequence) else self.script(call)
            self._played += 1
            call.behaviour = behaviour.kind
            self.watch("call", call)
        return behaviour

    def _leave(self, call: Call) -> None:
        """The call no longer runs: said before the last bytes go out, as the next one may be here at once."""
        with self._lock:
            if call.ended is None:
                self._running -= 1
                call.ended = time.monotonic()

    def _end(self, call: Call) -> None:
        with self._lock:
            self.watch("answered", call)


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def _next(script: Sequence[Behaviour], played: int) -> Behaviour:
    return script[min(played, len(script) - 1)]
