"""Times reviews with a model against a server of fixed latency: what they take beside the answers they wait for."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from service import pipeline
from service.llm.budget import Budget
from service.llm.consultant import Consultant
from service.llm.dial import provider_of
from service.llm.ledger import Ledger
from service.store import open_store

ROOT = Path(__file__).parents[1]
LATENCY = 0.5  # seconds a call
PER_TOKEN = 0.02  # seconds for each token of an answer
TIMES = 5


class Waited(NamedTuple):
    """Seconds that one review took, and those of the longest chain of answers that wait for one another."""

    wall: float
    chain: float


def measure(data: bytes) -> tuple[float, float]:
    """Wall time against the chain of answers at a fixed latency, and our share of it at a fixed pace of tokens."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with _server(folder, "--latency", str(LATENCY)) as address:
            fixed = [_review(data, address, folder, at) for at in range(TIMES + 1)][1:]  # the first one loads
        with _server(folder, "--per-token", str(PER_TOKEN)) as address:
            paced = [_review(data, address, folder, TIMES + 1 + at) for at in range(2)][1:]
    return (
        statistics.median(each.wall / each.chain for each in fixed),
        statistics.median((each.wall - each.chain) / each.wall for each in paced),
    )


@contextmanager
def _server(folder: Path, *options: str) -> Iterator[str]:
    """The tests' server with sensible answers, in a process of its own."""
    words = ["--script", "tests.faults.sensible:sensible", "--log", str(folder / "log"), *options]
    command = [sys.executable, "-m", "tests.faults.serve", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.kill()


def _review(data: bytes, address: str, folder: Path, at: int) -> Waited:
    """One review with an empty ledger."""
    (folder / "log").write_text("")
    ledger = Ledger(open_store(folder / f"ledger-{at}.db"))
    model = provider_of(f"openai:m@{address}")
    start = time.perf_counter()
    report = pipeline.review(data, "seed.txt", consultant=Consultant([model], ledger, Budget()))
    wall = time.perf_counter() - start
    if report.mode != "model":
        raise RuntimeError(f"the review ended by {report.mode}")
    return Waited(wall, _chain(folder / "log"))


def _chain(log: Path) -> float:
    """Seconds of the slowest of the three stages that run side by side, and of the rewriting that waits for them."""
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    stages = {
        row["number"]: row["body"]["response_format"]["json_schema"]["name"] for row in rows if row["event"] == "call"
    }
    took: Counter[str] = Counter()
    for row in rows:
        if row["event"] == "answered":
            took[stages[row["number"]]] += row["seconds"]
    last = took.pop("rewrite_points")
    return max(took.values()) + last
