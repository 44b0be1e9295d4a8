"""The fault server as a process of its own: `python -m tests.faults.serve --script FILE.json|MODULE:FUNCTION`.

Prints its address on one line, then serves until it is ended. The log is JSON lines, flushed at once: an event "call"
as a request has come, with its whole body, and "answered" as its behaviour ends; `raw` is base64 of every byte.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import threading
from importlib import import_module
from pathlib import Path
from typing import TextIO

from tests.faults.behaviours import Behaviour, Script
from tests.faults.call import Call
from tests.faults.server import FaultServer


def script_of(name: str) -> Script:
    """A script by name: a JSON file holding a list of rows, or MODULE:FUNCTION, a function of the call."""
    if name.endswith(".json"):
        return [Behaviour.of(row) for row in json.loads(Path(name).read_text("utf-8"))]
    module, _, function = name.partition(":")
    found: Script = getattr(import_module(module), function)
    return found


def write_event(log: TextIO, event: str, call: Call) -> None:
    """One line of the log."""
    row: dict[str, object] = {"event": event, "number": call.number, "behaviour": call.behaviour}
    if event == "call":
        digest = hashlib.sha256(call.body).hexdigest()
        row |= {"path": call.path, "sha256": digest, "raw": base64.b64encode(call.raw).decode(), "body": call.json}
    else:
        row |= {"whole": call.whole, "seconds": round((call.ended or call.started) - call.started, 4)}
    log.write(json.dumps(row, ensure_ascii=False) + "\n")
    log.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--script", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    parser.add_argument("--per-token", type=float, default=0.0, help="seconds for each token of an answer")
    given = parser.parse_args()
    server = FaultServer(script_of(given.script), latency=given.latency, per_token=given.per_token)
    if given.log:
        log = given.log.open("a", encoding="utf-8")
        server.watch = lambda event, call: write_event(log, event, call)
    print(server.start(given.port).address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
