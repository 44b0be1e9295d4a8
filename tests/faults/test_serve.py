"""The fault server as a process: it says where it listens, plays its script, and logs each call as it comes."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults import Behaviour, Call, ok

ROOT = Path(__file__).parents[2]
BODY = json.dumps({"model": "m", "messages": [{"role": "user", "content": "你好"}]}).encode()


def say_again(call: Call) -> Behaviour:
    """A script by name: what was said, said again."""
    return ok(call.text)


@contextmanager
def served(script: str, log: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.faults.serve", "--script", script, "--log", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def ask(address: str) -> str:
    with urllib.request.urlopen(f"{address}/chat/completions", BODY, timeout=5) as answer:
        content: str = json.load(answer)["choices"][0]["message"]["content"]
    return content


def test_a_script_in_a_file_and_the_log(tmp_path: Path) -> None:
    rows = [{"kind": "ok", "content": "一"}, {"kind": "error", "status": 500}]
    (tmp_path / "script.json").write_text(json.dumps(rows))
    with served(str(tmp_path / "script.json"), tmp_path / "log") as address:
        assert ask(address) == "一"
        try:
            ask(address)
        except urllib.error.HTTPError as error:
            assert error.code == 500
    events = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert [(event["event"], event["number"], event["behaviour"]) for event in events[:3]] == [
        ("call", 1, "ok"),
        ("answered", 1, "ok"),
        ("call", 2, "error"),
    ]
    assert base64.b64decode(events[0]["raw"]).endswith(BODY)
    assert events[0]["body"]["messages"][0]["content"] == "你好"


def test_a_function_for_a_script(tmp_path: Path) -> None:
    with served("tests.faults.test_serve:say_again", tmp_path / "log") as address:
        assert ask(address) == "你好"
