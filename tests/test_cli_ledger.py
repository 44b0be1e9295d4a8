"""`sixlead ledger`: what is shown, what is exported and read again, and what is deleted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.cli_ledger_table import table
from service.llm.exchange import Reply
from service.llm.ledger import Exchange
from service.llm.recording import read
from service.store import FILE, open_store

NOW = datetime.now(UTC)
ASKED = Exchange("a" * 64, "http://h/v1", "openai", "small", "score_points", "p@v1", "sha", created_at=NOW)
REPLY = Reply("机密的引文", "stop", tokens_in=1200, tokens_out=300, cached=1000, cost=0.0125, seconds=2.04)
Run = Callable[..., Result]


def done(key: str, days: int, model: str = "small", reply: Reply = REPLY) -> Exchange:
    asked = NOW - timedelta(days=days)
    return replace(ASKED, key=key * 64, model=model, state="done", reply=reply, created_at=asked, done_at=asked)


ROWS = [
    done("1", 40),
    done("2", 10, "large", Reply("机密", "length", seconds=1.0)),
    replace(ASKED, key="3" * 64, created_at=NOW - timedelta(days=5)),
    done("4", 0, reply=replace(REPLY, cost=None)),
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `sixlead ledger …` on a ledger of ROWS."""
    monkeypatch.setenv("SIXLEAD_DATA", str(tmp_path))
    store = open_store(tmp_path / FILE)
    for row in ROWS:
        store.done(row) if row.reply else store.sent(row)
    store.close()
    return lambda *words: CliRunner().invoke(main, ["ledger", *map(str, words)])


def test_show(run: Run) -> None:
    shown = run("show").stdout
    lines = shown.splitlines()
    assert [line.split()[2] for line in lines[1:5]] == ["openai:small", "openai:large", "openai:small", "openai:small"]
    assert lines[1].split()[3:] == ["score_points", "1200", "300", "1000", "0.0125", "2.0", "完成"]
    assert lines[2].split()[3:] == ["score_points", *"----", "1.0", "完成（length）"]
    assert lines[3].split()[3:] == ["score_points", *"-----", "未完成"]
    assert lines[6] == "合计 openai:large：1 次，输入 -，输出 -，缓存 -，费用 -，用时 1.0 秒"
    assert lines[7] == (
        "合计 openai:small：3 次（未完成 1 次），输入 2400，输出 600，缓存 2000，费用 0.0125（1 次未报），用时 4.1 秒"
    )
    assert "机密" not in shown


def test_show_some(run: Run) -> None:
    assert run("show", "--model", "large").stdout.count("openai:small") == 0
    assert run("show", "--since", f"{NOW - timedelta(days=7):%Y-%m-%d}").stdout.count("score_points") == 2
    last = run("show", "--last", "1").stdout
    assert last.count("score_points") == 1
    assert "另有 3 次" in last
    assert "合计 openai:small：3 次" in last
    assert run("show", "--model", "none").stdout == "账本里没有记录。\n"


def test_columns_stand_under_their_heads_also_in_chinese() -> None:
    rows = [replace(ASKED, stage="评分"), replace(ASKED, stage="score_points")]
    head, first, second, *_ = table(rows, 20).splitlines()
    assert [line.encode("gbk").index("未完成".encode("gbk")) for line in (first, second)] == [
        head.encode("gbk").index("状态".encode("gbk"))
    ] * 2


def test_export_is_what_replay_reads(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    told = run("export", out, "--model", "small", "--since", f"{NOW - timedelta(days=50):%Y-%m-%d}")
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", f"写出 2 次答复：{out}\n")
    assert [row.reply for row in read(out)] == [REPLY, replace(REPLY, cost=None)]
    assert [json.loads(line)["key"][0] for line in out.read_text("utf-8").splitlines()] == ["1", "4"]


def test_an_export_of_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    told = run("export", tmp_path / "r.jsonl", "--model", "none")
    assert (told.exit_code, (tmp_path / "r.jsonl").exists()) == (2, False)
    assert "没有写出文件" in told.stderr


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["--before", "30"], "234"),
        (["--before", "0"], ""),
        (["--before", "99999999999"], "1234"),
        (["--unfinished"], "124"),
        (["--all"], ""),
    ],
)
def test_prune(run: Run, tmp_path: Path, words: list[str], left: str) -> None:
    assert run("prune", *words).stdout == f"删去 {4 - len(left)} 次询问。\n"
    assert "".join(row.key[0] for row in open_store(tmp_path / FILE).exchanges()) == left


@pytest.mark.parametrize("words", [[], ["--all", "--unfinished"], ["--before", "0", "--all"]])
def test_prune_asks_for_one_choice(run: Run, tmp_path: Path, words: list[str]) -> None:
    told = run("prune", *words)
    assert told.exit_code == 2
    assert "选一个" in told.stderr
    assert len(open_store(tmp_path / FILE).exchanges()) == 4


def test_an_empty_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXLEAD_DATA", str(tmp_path / "new"))
    assert CliRunner().invoke(main, ["ledger", "show"]).stdout == "账本里没有记录。\n"


def test_the_folder_may_stand_in_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "sixlead.toml").write_text('data = "mine"\n', "utf-8")
    words = [sys.executable, "-m", "service.cli", "ledger", "show"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SIXLEAD_")}
    environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    subprocess.run(words, cwd=tmp_path, env=environ, check=True, capture_output=True)
    assert (tmp_path / "mine" / FILE).exists()


def test_a_place_that_can_not_be_used_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SIXLEAD_DATA", str(tmp_path / "file"))
    told = CliRunner().invoke(main, ["ledger", "show"])
    assert told.exit_code == 3
    assert told.stderr.count("\n") == 1
    assert "SIXLEAD_DATA" in told.stderr


def test_the_command_line_starts_without_the_database() -> None:
    code = "import service.cli, sys; print(sorted({'sqlalchemy', 'openai', 'langchain'} & set(sys.modules)))"
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
