"""One report reviewed with a real, small and weak model behind a real server: it may help, and it must not harm."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evals import local_model
from service import pipeline
from service.cli import main
from service.domain.edit import BLANK

pytestmark = pytest.mark.small_model
SIZE = "0.5b"
REPORT = Path(__file__).parents[1] / "evals" / "cases" / "labelled" / "police-station-chief.txt"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the model on this machine, served while the tests of this file run."""
    if not os.environ.get("CI") and not (local_model.FOLDER / f"qwen2.5-coder-{SIZE}-instruct-q4_k_m.gguf").exists():
        pytest.skip(f"the weights are not here: `python -m evals.local_model fetch {SIZE}` (0.5 GB) fetches them")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = local_model.command(SIZE, port)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            line = next((line for line in server.stdout or () if line.startswith("OPENAI_BASE_URL=")), "")
            assert line, "the server of the small model did not come up"
            yield line.partition("=")[2].strip()
        finally:
            server.kill()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the ledger, shared by the tests of this file: what one has paid, the next one need not."""
    return tmp_path_factory.mktemp("data")


def review(model: str, data: Path) -> Result:
    arguments = ["review", str(REPORT), "--as", "json", "--model", model, "--require-model"]
    result = CliRunner().invoke(main, arguments, env={"SIXLEAD_DATA": str(data)})
    assert result.exit_code == 0, result.stderr
    return result


def test_a_weak_model_does_no_harm(address: str, data: Path) -> None:
    report: dict[str, Any] = json.loads(review(f"openai:small@{address}", data).stdout)
    by_rule = pipeline.review(REPORT.read_bytes(), REPORT.name)
    text = report["document"]["text"]
    assert report["mode"] in ("model", "mixed")
    assert report["traces"]
    assert [point["id"] for point in report["points"]] == [point.id for point in by_rule.points]
    for mine, theirs in zip(report["points"], by_rule.points, strict=True):
        assert abs(mine["level"] - theirs.level) <= 1
        for slot in mine["slots"].values():
            assert text[slice(*slot["span"])] == slot["quote"]
    for edit in (*report["edits"], *report["rewrites"]):
        assert text[slice(*edit["span"])] == edit["original"]
        told = BLANK.sub("", edit["replacement"])
        assert set(re.findall(r"\d+", told)) <= set(re.findall(r"\d+", text)), edit["id"]


def test_the_same_review_again_asks_nothing(address: str, data: Path) -> None:
    report = json.loads(review(f"openai:small@{address}", data).stdout)
    assert report["traces"]
    assert all(trace["from_ledger"] for trace in report["traces"])


def test_its_recording_gives_the_same_review(address: str, data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "recording.jsonl"
    exported = CliRunner().invoke(main, ["ledger", "export", str(kept)], env={"SIXLEAD_DATA": str(data)})
    assert exported.exit_code == 0, exported.stderr
    live = json.loads(review(f"openai:small@{address}", data).stdout)
    replayed = json.loads(review(f"replay:{kept}", tmp_path / "elsewhere").stdout)
    for report in (live, replayed):
        del report["traces"]
    assert replayed == live
