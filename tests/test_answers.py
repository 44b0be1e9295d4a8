"""The file of answers: its forms, and one message with the line for each that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answers import load, parse
from service.domain.draft import Answer
from service.errors import BadAnswers


@pytest.mark.parametrize(
    ("source", "answers"),
    [
        ("P1: {时间: 2022-03-15, 数量: 12}", [("time", "2022-03-15", "P1"), ("quantity", "12", "P1")]),
        ("M2:\n  责任人: 我\n  完成时限: 3月底前\n", [("owner", "我", "M2"), ("deadline", "3月底前", "M2")]),
        ("- {point: P1, question: 在哪个社区？, answer: 幸福社区}", [("在哪个社区", "幸福社区", "P1")]),
        ("- {slot: time, answer: 3月5日。}", [("time", "3月5日", None)]),
        ("- {问题: 后果, 回答: 晚, 条: P2}", [("consequence", "晚", "P2")]),
        ("时间: 3月5日", [("time", "3月5日", None)]),
        ('{"P1": {"time": "3月5日"}}', [("time", "3月5日", "P1")]),
        ("\ufeffP1:\n  time:\n", [("time", "", "P1")]),
        ("", []),
        ("# 只有注释", []),
    ],
)  # fmt: skip
def test_forms(source: str, answers: list[tuple[str, str, str | None]]) -> None:
    assert parse(source) == tuple(Answer(*row) for row in answers)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("P1: [a]", 1), ("- a", 1), ("P1:\n  time: {a: b}", 2), ("x: {a: \n b: [", 2),
        ("- {point: P1}", 1), ("你好", 1), ("P1: {time: !!python/object:os.x {}}", 1),
        ("- {slot: time, answer: x}\n- {slot: time, answer: x, note: y}", 2),
    ],
)  # fmt: skip
def test_faults_are_told_with_their_line(source: str, line: int) -> None:
    with pytest.raises(BadAnswers, match=f"第{line}行"):
        parse(source)


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("P1: {time: 3月5日}", "utf-8")
    assert load(tmp_path / "a.yaml") == (Answer("time", "3月5日", "P1"),)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("P1: {time: 三月}".encode("gb18030"))
    for path in (tmp_path / "a.yaml", tmp_path / "none.yaml", tmp_path):
        with pytest.raises(BadAnswers):
            load(path)
