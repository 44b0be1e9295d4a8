"""The command line, called as a user calls it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).parents[1] / "evals" / "cases" / "labelled" / "seed-street-office.txt"


def sixlead(*words: str, stdin: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SIXLEAD_")}
    command = [sys.executable, "-m", "service.cli", *words]
    environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environ, timeout=60, check=False)


def test_json_on_standard_output_and_nothing_else() -> None:
    done = sixlead("review", str(SEED), "--as", "json")
    assert (done.returncode, done.stderr.decode()) == (0, "sixlead: 没有指定模型，按规则审核；材料没有离开本机。\n")
    assert json.loads(done.stdout)["schema"] == 1


def test_terminal_is_the_default_and_a_pipe_gets_no_colours() -> None:
    done = sixlead("review", str(SEED))
    assert "未使用大模型".encode() in done.stdout
    assert b"\x1b[" not in done.stdout


def test_standard_input() -> None:
    done = sixlead("review", "-", "--as", "json", stdin=SEED.read_bytes())
    assert json.loads(done.stdout)["document"]["name"] == "-"


def test_several_formats_go_into_a_folder(tmp_path: Path) -> None:
    done = sixlead(
        "review", str(SEED), "--as", "json", "--as", "html_report", "--as", "sarif", "--out", str(tmp_path / "out")
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".json", ".sarif"]


def test_binary_formats_go_beside_the_input(tmp_path: Path) -> None:
    shutil.copy(SEED, tmp_path / "材料.txt")
    assert sixlead("review", str(tmp_path / "材料.txt"), "--as", "marked_docx", "--as", "action_list").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"材料.txt", "材料.marked.docx", "材料.actions.xlsx"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["review", "no-such-file.docx"], 3, "不存在"),
        (["review", str(SEED), "--rubric", "1999"], 2, "six-lead-2022"),
        (["review", str(SEED), "--as", "pdf"], 2, "html"),
        (["review", str(SEED), "--select", "no-such"], 2, "hedged"),
        (["review", str(SEED), "--fail-on", "never"], 2, "block"),
        (["review", str(SEED), "--answers", "no-such.yaml"], 2, "no-such.yaml"),
        (["review", str(SEED), "--encoding", "klingon"], 2, "klingon"),
        (["review", str(SEED), "--require-model"], 4, "模型"),
        (["review", "-", "--as", "marked_docx"], 2, "--out"),
        (["nonsense"], 2, "nonsense"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else None,
)
def test_faults_end_in_one_clear_message(words: list[str], code: int, said: str) -> None:
    done = sixlead(*words, stdin=b"")
    assert done.returncode == code, done.stderr.decode()
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize(("severity", "code"), [("block", 1), ("minor", 1)])
def test_fail_on(severity: str, code: int) -> None:
    assert sixlead("review", str(SEED), "--as", "json", "--fail-on", severity).returncode == code


def test_fail_on_lets_lesser_findings_pass() -> None:
    done = sixlead("review", str(SEED), "--as", "json", "--select", "hedged", "--fail-on", "block")
    assert done.returncode == 0


def test_a_model_address_falls_back_to_rules_and_says_so() -> None:
    done = sixlead("review", str(SEED), "--as", "json", "--model", "openai:any")
    assert done.returncode == 0
    assert "按规则审核" in done.stderr.decode()


def test_answers(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("P5:\n  time: 2022年3月15日\n  event: 老旧小区加装电梯协调会\n", "utf-8")
    done = sixlead("review", str(SEED), "--answers", str(answers), "--as", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert "2022年3月15日" in json.loads(done.stdout)["revised"]["text"]


def test_settings_file_in_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "sixlead.toml").write_text('select = ["hedged"]\n', "utf-8")
    done = sixlead("review", str(SEED), "--as", "json", cwd=tmp_path)
    assert {finding["code"] for finding in json.loads(done.stdout)["findings"]} == {"hedged"}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("checks", "程度软化"),
        ("rubrics", "带头坚持和加强党的全面领导"),
        ("formats", "marked.docx"),
        ("questions", "画像测试"),
        ("prompts", "score_points@v1（在用）"),
    ],
)
def test_list(what: str, said: str) -> None:
    done = sixlead("list", what)
    assert (done.returncode, said in done.stdout.decode()) == (0, True)


def test_schema_and_version() -> None:
    assert "properties" in json.loads(sixlead("schema").stdout)
    assert sixlead("--version").stdout.startswith(b"sixlead ")
