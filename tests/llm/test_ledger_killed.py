"""Programs killed or interrupted while they ask: what was finished is never asked again, nothing paid is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.store import FILE, Store, open_store
from tests.llm.asked import Parrot, question

ROOT = Path(__file__).parents[2]
QUESTIONS = 60
# Three threads ask all questions; each call is written to a log when it begins, and takes a hundredth of a second.
_ASKS = f"""
import os, sys, time
from concurrent.futures import ThreadPoolExecutor
from service.llm.ledger import Ledger
from service.store import open_store
from tests.llm.asked import Parrot, question
log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
ledger, parrot = Ledger(open_store(sys.argv[1])), Parrot()
def ask(number):
    request = question(str(number))
    def call():
        os.write(log, b"%d\\n" % number)
        time.sleep(float(sys.argv[3]))
        return parrot.complete(request, 1.0)
    return ledger.recall(request, parrot) or ledger.pay(request, parrot, "score_points", "p@v1", "sha", call)
if sys.argv[4] == "all":
    with ThreadPoolExecutor(3) as pool:
        print(*(reply.text for reply in pool.map(ask, range({QUESTIONS}))))
else:
    ask(0)
"""


def begin(folder: Path, seconds: float, what: str = "all") -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", _ASKS, str(folder / FILE), str(folder / "log"), str(seconds), what]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def calls(folder: Path) -> list[str]:
    log = folder / "log"
    return log.read_text().split() if log.exists() else []


def finished(store: Store) -> set[str]:
    return {reply.text for row in store.exchanges() if (reply := row.reply)}


def _until_called(process: subprocess.Popen[bytes], folder: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(calls(folder)) < count:
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_point_and_run_again(tmp_path: Path, seed: int) -> None:
    store, chance = open_store(tmp_path / FILE), random.Random(seed)
    for _kill in range(2):
        known, before = finished(store), calls(tmp_path)
        process = begin(tmp_path, 0.01)
        _until_called(process, tmp_path, len(before) + chance.randint(4, 12))
        time.sleep(chance.random() / 100)
        process.kill()
        process.communicate()
        assert known.isdisjoint(calls(tmp_path)[len(before) :]), "a finished call was repeated"
    known, before = finished(store), calls(tmp_path)
    assert 0 < len(known) < QUESTIONS, "no kill came between two answers"
    out, fault = begin(tmp_path, 0).communicate(timeout=60)
    assert (out.split(), fault) == ([b"%d" % number for number in range(QUESTIONS)], b"")
    asked = calls(tmp_path)[len(before) :]
    assert sorted(asked) == sorted({str(number) for number in range(QUESTIONS)} - known)
    assert {row.state for row in store.exchanges()} == {"done"}


def test_an_interrupted_program_writes_its_answer_before_it_ends(tmp_path: Path) -> None:
    process = begin(tmp_path, 0.5, "one")
    _until_called(process, tmp_path, 1)
    process.send_signal(signal.SIGINT)
    _out, fault = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in fault
    reply = open_store(tmp_path / FILE).find(question("0").key("parrot"), Parrot().address)
    assert reply and reply.text == "0"
