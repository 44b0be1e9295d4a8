"""`sixlead review` with a model, killed or interrupted: what was answered is never asked again, and is not lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults import Behaviour, Call
from tests.faults.sensible import sensible
from tests.faults.sheet import Sheet
from tests.with_model import SEED, kept_in

ROOT = Path(__file__).parents[1]
# Seconds that each stage's answer takes: far enough apart that a kill can come between any two of them.
TAKES = {"map_points": 0.1, "score_points": 1.2, "link_points": 2.4, "rewrite_points": 1.2}
LONG = 90.0  # seconds after which nothing more will happen


def one_by_one(call: Call) -> Behaviour:
    """The script: sensible answers, one stage's after the other's."""
    done = sensible(call)
    return Behaviour(done.kind, {**done.options, "latency": TAKES[Sheet.of_body(call.json).stage]})


@dataclass
class Bench:
    """A server in a process of its own, its log, and the folder in which the reviews keep their ledger."""

    address: str
    folder: Path
    _seen: list[tuple[str, str]] = field(default_factory=list)
    _stages: dict[int, str] = field(default_factory=dict)

    def begin(self) -> subprocess.Popen[bytes]:
        """A review, running."""
        words = ["review", str(SEED), "--as", "json", "--model", f"openai:m@{self.address}"]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("SIXLEAD_")}
        environ |= {"SIXLEAD_DATA": str(self.folder / "data"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "service.cli", *words]
        return subprocess.Popen(command, cwd=self.folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def heard(self, event: str) -> list[str]:
        """The stages of all calls that have come, or that were answered, in their order."""
        log = self.folder / "log"
        lines = log.read_text("utf-8").splitlines(keepends=True) if log.exists() else []
        for line in lines[len(self._seen) :]:
            if line.endswith("\n"):  # else it is still being written
                row = json.loads(line)
                stage = Sheet.of_body(row["body"]).stage if row["event"] == "call" else self._stages[row["number"]]
                self._stages[row["number"]] = stage
                self._seen.append((row["event"], stage))
        return [stage for what, stage in self._seen if what == event]

    def kept(self) -> Counter[str]:
        """How many answers of each stage the ledger holds."""
        return Counter(row.stage for row in kept_in(self.folder / "data").exchanges() if row.state == "done")

    def wait_until(self, process: subprocess.Popen[bytes], event: str, stages: set[str], since: int = 0) -> None:
        """Wait until that has happened to all these stages."""
        end = time.monotonic() + LONG
        while not stages <= set(self.heard(event)[since:]):
            assert process.poll() is None, process.communicate()[1].decode()
            assert time.monotonic() < end
            time.sleep(0.05)

    def wait_until_kept(self, process: subprocess.Popen[bytes], stage: str) -> None:
        """Wait until the ledger holds that stage's answer."""
        end = time.monotonic() + LONG
        while not self.kept()[stage]:
            assert process.poll() is None, process.communicate()[1].decode()
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    command = [sys.executable, "-m", "tests.faults.serve", "--script", "tests.test_review_killed:one_by_one"]
    command += ["--log", str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Bench(process.stdout.readline().strip(), tmp_path)
        finally:
            process.kill()


def test_killed_at_any_point_and_run_again(bench: Bench) -> None:
    judging = {"map_points", "score_points", "link_points"}
    for event, stages in (
        ("call", judging),  # all three under way
        ("kept", {"map_points"}),
        ("kept", {"score_points"}),
        ("call", {"rewrite_points"}),  # three answered, the fourth under way
    ):
        before, known = bench.heard("call"), bench.kept()
        process = bench.begin()
        if event == "kept":
            bench.wait_until_kept(process, *stages)
        else:
            bench.wait_until(process, event, stages, len(before))
        process.kill()
        process.communicate()
        assert not set(known) & set(bench.heard("call")[len(before) :]), "a finished call was repeated"
    assert set(bench.kept()) == judging, "no kill came between two answers"
    before, known = bench.heard("call"), bench.kept()
    done = bench.begin()
    out, fault = done.communicate(timeout=LONG)
    assert done.returncode == 0, fault.decode()
    asked = Counter(bench.heard("call")[len(before) :])
    assert asked == bench.kept() - known
    calls = len(bench.heard("call"))
    again = bench.begin()
    assert strip(again.communicate(timeout=LONG)[0]) == strip(out)
    assert len(bench.heard("call")) == calls


def strip(report: bytes) -> dict[str, object]:
    """The report without the record of how its exchanges were had."""
    return {name: value for name, value in json.loads(report).items() if name != "traces"}


def test_interrupted_it_waits_for_what_is_paid_and_asks_no_more(bench: Bench) -> None:
    process = bench.begin()
    bench.wait_until(process, "answered", {"map_points"})
    process.send_signal(signal.SIGINT)
    out, fault = process.communicate(timeout=LONG)
    assert (process.returncode, out) == (130, b"")
    assert "正在停下" in fault.decode()
    assert b"Traceback" not in fault
    assert bench.kept() == Counter(bench.heard("call")) == Counter(["map_points", "score_points", "link_points"])
    process = bench.begin()
    process.communicate(timeout=LONG)
    assert process.returncode == 0
    assert set(bench.heard("call")[3:]) == {"rewrite_points"}


def test_interrupted_twice_it_ends_at_once(bench: Bench) -> None:
    process = bench.begin()
    bench.wait_until(process, "answered", {"map_points"})
    process.send_signal(signal.SIGINT)
    assert process.stderr
    while "正在停下" not in process.stderr.readline().decode():
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG) == 130
    assert set(bench.heard("answered")) == {"map_points"}
