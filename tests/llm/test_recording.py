"""Recordings: the same bytes for the same exchanges, readable by people, and faults that name their line."""

from __future__ import annotations

import gzip
import json
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.errors import BadInput
from service.llm.exchange import Reply
from service.llm.ledger import Exchange
from service.llm.recording import read, write

DONE = Exchange("b" * 64, "http://h/v1", "openai", "small", "score_points", "score_points@v1", "sha", "done")
FULL = replace(DONE, reply=Reply('{"level": 4}', "stop", None, 30, 7, 20, 0.125, "small-2026", 1.5))
BARE = replace(DONE, key="a" * 64, address=None, reply=Reply("空\ud83d\u2028行\n𠮷"))


def test_a_line_an_exchange_sorted_by_key(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    assert write(path, [FULL, BARE]) == 2
    first, second = path.read_text("utf-8").removesuffix("\n").split("\n")
    assert second == (
        '{"key": "' + "b" * 64 + '", "provider": "openai", "model": "small", "address": "http://h/v1",'
        ' "stage": "score_points", "prompt": "score_points@v1", "sha": "sha", "finish": "stop", "tokens_in": 30,'
        ' "tokens_out": 7, "cached": 20, "cost": 0.125, "answered_by": "small-2026", "seconds": 1.5,'
        ' "text": "{\\"level\\": 4}"}'
    )
    assert first.endswith('"text": "空\\ud83d\u2028行\\n𠮷"}')
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz"])
def test_written_and_read_is_the_same(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, [FULL, BARE])
    assert read(tmp_path / name) == (BARE, FULL)


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz"])
def test_the_bytes_are_stable(tmp_path: Path, name: str) -> None:
    asked = datetime(2026, 1, 31, tzinfo=UTC)
    for folder in "12":
        (tmp_path / folder).mkdir()
    write(tmp_path / "1" / name, [FULL, BARE])
    later = replace(FULL, created_at=asked, done_at=asked, reply=replace(FULL.reply or Reply(""), seconds=1.5000004))
    write(tmp_path / "2" / name, [BARE, replace(FULL, key="c" * 64, state="sent", reply=None), later])
    assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_file_that_can_not_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="写不了"):
        write(tmp_path / "missing" / "r.jsonl", [FULL])
    (tmp_path / "r.jsonl").mkdir()
    with pytest.raises(BadInput, match="写不了"):
        write(tmp_path / "r.jsonl", [FULL])
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]


GOOD = {"key": "a" * 64, "provider": "openai", "model": "small", "text": "好"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "不是一个 JSON 对象"),
        ("[1]", "不是一个 JSON 对象"),
        ("[" * 100_000, "不是一个 JSON 对象"),
        (b"\xff", "不是一个 JSON 对象"),
        (json.dumps({**GOOD, "text": None}), "text 的值不对"),
        (json.dumps({name: GOOD[name] for name in ("key", "provider", "model")}), "缺少 text"),
        (json.dumps({**GOOD, "tokens_in": True}), "tokens_in 的值不对"),
        (json.dumps({**GOOD, "tokens_in": "3"}), "tokens_in 的值不对"),
        (json.dumps({**GOOD, "finish": "tired"}), "finish 的值不对"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str | bytes, said: str) -> None:
    wrong = line if isinstance(line, bytes) else line.encode()
    (tmp_path / "r.jsonl").write_bytes(json.dumps(GOOD).encode() + b"\n\n" + wrong + b"\n")
    with pytest.raises(BadInput, match=rf"r\.jsonl”第3行：{said}"):
        read(tmp_path / "r.jsonl")


def test_what_later_versions_may_add_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({**GOOD, "mood": "good"}), "utf-8")
    assert [exchange.reply for exchange in read(tmp_path / "r.jsonl")] == [Reply("好")]


@pytest.mark.parametrize(
    "content",
    [None, gzip.compress(b"x" * 1000, mtime=0)[:-20], b"\x1f\x8b\x08\x00" + b"\xff" * 50],
    ids=["none", "cut", "damaged"],
)
def test_a_file_that_can_not_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content:
        (tmp_path / "r.gz").write_bytes(content)
    with pytest.raises(BadInput, match=r"r\.gz.*打不开"):
        read(tmp_path / "r.gz")
