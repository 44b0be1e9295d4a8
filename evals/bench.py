"""Prints how fast reviews are, each figure beside its bar: python -m evals.bench."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.resources import as_file, files
from typing import NamedTuple

import click

from evals import bench_model
from service.llm.parse import parse
from service.pipeline import review

SIZES = (3_000, 12_000, 50_000, 200_000)  # characters
MIB = 1024 * 1024


class Speed(NamedTuple):
    """One figure: what was measured, how much, in what unit, and the bar (`over`: more is better)."""

    what: str
    value: float
    unit: str
    bar: float
    over: bool = False

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.value >= self.bar if self.over else self.value <= self.bar


def measure() -> list[Speed]:
    """All figures, in a minute or so; the machine should have nothing else to do."""
    seed = files("evals").joinpath("cases/labelled/seed-street-office.txt")
    data = seed.read_bytes()
    review(data, "seed.txt")
    loaded = _seconds(lambda: review(data, "seed.txt"), 9)
    with as_file(seed) as path:
        whole = _seconds(lambda: _command(str(path)), 5)
    answer = _answer()
    parsed = _seconds(lambda: parse(answer), 999)
    rates = [_rate(_grown(data, size)) for size in SIZES]
    ratio, share = bench_model.measure(data)
    return [
        Speed("seed report, library call once loaded", 1000 * loaded, "ms", 60),
        Speed("seed report, whole command", whole, "s", 0.8),
        Speed("valid answer of 15 KiB, parsed", 1000 * parsed, "ms", 0.1),
        Speed(f"time a character at {SIZES[-1]} against {SIZES[0]}", rates[0] / rates[-1], "times", 1.2),
        Speed(f"rate at {SIZES[-1]} characters", rates[-1] / MIB, "MiB/s", 0.5, over=True),
        Speed(f"with a model, {bench_model.LATENCY} s a call: wall", ratio, "chains", 1.15),
        Speed(f"with a model, {1000 * bench_model.PER_TOKEN:.0f} ms a token: our time", 100 * share, "%", 3),
    ]


def _command(path: str) -> None:
    start = "from service.cli import main; main()"
    command = [sys.executable, "-c", start, "review", path, "--as", "json"]
    subprocess.run(command, check=True, capture_output=True)


def _rate(data: bytes) -> float:
    """Bytes a second."""
    return len(data) / _seconds(lambda: review(data, "grown.txt"), 3)


def _seconds(act: Callable[[], object], times: int) -> float:
    """The median time that `act` takes, so that one slow run does not tell."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def _answer() -> str:
    """A model's answer of 15 KiB to score_points, as it should be."""
    facts = ("time", "place", "party", "event", "quantity", "own_act", "consequence")
    told = {fact: f"S{at} 发言稿由别人代写" if at % 2 else "" for at, fact in enumerate(facts, 11)}
    fault = {"code": "generic-point", "at": "S12 服务群众的意识", "why": "换到别的岗位照样成立"}
    points = [{"p": f"P{at}", **told, "not_facts": [], "faults": [fault] * (at % 2)} for at in range(1, 49)]
    return json.dumps({"points": points, "clashes": [], "typos": []}, ensure_ascii=False)


def _grown(data: bytes, size: int) -> bytes:
    """A report of `size` characters: the seed's paragraphs, over and over."""
    text = data.decode("utf-8")
    return (text * (size // len(text) + 1))[:size].encode("utf-8")


def main() -> None:
    """Measure and print."""
    for speed in measure():
        sign = "≥" if speed.over else "≤"
        state = "met" if speed.met else "NOT met"
        click.echo(f"{speed.what:48} {speed.value:8.2f} {speed.unit:6} bar {sign} {speed.bar:g}: {state}")


if __name__ == "__main__":
    main()
