"""What leaves this machine: with masking no name and no number of a person does, and what comes back is put right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service import pipeline
from service.domain.draft import Answer
from service.domain.report import Report
from service.llm.mask import MaskMode
from tests.faults import Behaviour, Call, FaultServer, ok
from tests.faults.sensible import answer
from tests.faults.sheet import Line, Sheet
from tests.with_model import CASES, consultant, far_away, plain, reviewed

NAMES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "llm" / "mask_names.yaml").read_text("utf-8")
)
REPORTS = [name for name in NAMES if name.startswith(("labelled/", "second/"))]
_NUMBERS = re.compile(rb"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|1680000\d{4})(?!\d)")
_PLACEHOLDER = re.compile(r"〔[^〔〕]{1,6}\d+〕")


def quoting(call: Call) -> Behaviour:
    """A model that quotes whole sentences for whatever it is asked, and writes them again with a question."""
    sheet = Sheet.of_body(call.json)
    said = answer(sheet)
    for row in said.get("points", []):
        _quote(sheet, row, row["p"], ("at", "event", "place", "party"))
    for row in said.get("causes", []):
        _quote(sheet, row, row["c"], ("at",))
    for row in said.get("measures", []):
        _quote(sheet, row, row["m"], ("at", "deadline", "owner"))
    return ok(json.dumps(said, ensure_ascii=False))


def _quote(sheet: Sheet, row: dict[str, Any], owner: str, keys: tuple[str, ...]) -> None:
    lines = sheet.own(owner)
    for at, key in enumerate(key for key in keys if key in row):
        row[key] = _whole(lines[at % len(lines)]) if lines else ""


def _whole(line: Line) -> str:
    return f"S{line.number} {line.words}"


@pytest.fixture(scope="module")
def far() -> FaultServer:
    return FaultServer(quoting).start()


def leaked(server: FaultServer, names: list[str]) -> list[str]:
    """The names that stand in any byte that the server got, as they are or as JSON may write them."""
    sent = server.sent()
    forms = {name: (name.encode(), json.dumps(name)[1:-1].encode(), name.encode("gb18030")) for name in names}
    return [name for name, written in forms.items() if any(form in sent for form in written)]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("mode", [None, "all"])
def test_no_name_leaves_and_every_word_comes_back(far: FaultServer, name: str, mode: MaskMode | None) -> None:
    far.calls.clear()
    path = CASES / name
    report = reviewed(path, consultant(far_away(far), mask=mode))
    assert len(far.calls) >= 4
    assert leaked(far, [each for row in NAMES[name].values() for each in row]) == []
    assert _NUMBERS.findall(far.sent()) == []
    true_to_text(report, path.read_text("utf-8"))
    if mode != "all":  # which hides amounts as well, and those the answers are made by
        assert told(report) == told(as_it_is(name))


def true_to_text(report: Report, text: str) -> None:
    """Every span quotes the text, and no placeholder is left anywhere."""
    assert report.document.text == text
    assert all(row.quote == row.span.of(text) for point in report.points for row in point.slots.values())
    assert all(edit.original == edit.span.of(text) for edit in (*report.edits, *report.rewrites))
    left = set(_PLACEHOLDER.findall(report.model_dump_json())) - set(_PLACEHOLDER.findall(text))
    assert not left


def told(report: Report) -> object:
    """All that the review says, refused answers and other wordings too."""
    refused = [(row.stage, row.guard, row.reason, row.point, row.answer) for row in report.rejected]
    return plain(report), [edit.model_dump() for edit in report.rewrites], refused


_SEEN: dict[str, Report] = {}


def as_it_is(name: str) -> Report:
    """The review by the same model with nothing hidden from it."""
    if name not in _SEEN:
        with FaultServer(quoting) as server:
            _SEEN[name] = reviewed(CASES / name, consultant(server, mask="off"))
    return _SEEN[name]


def test_nothing_is_hidden_from_a_model_on_this_machine(fault_server: FaultServer) -> None:
    """The proof that the search finds what is sent."""
    fault_server.play(quoting)
    reviewed(CASES / "labelled" / "police-station-chief.txt", consultant(fault_server))
    row = NAMES["labelled/police-station-chief.txt"]
    assert set(leaked(fault_server, [*row["person"], *row["place"], *row["number"]])) >= {"冯国栋", "桐津县"}
    assert _NUMBERS.findall(fault_server.sent())


def test_what_the_writer_adds_is_hidden_too(fault_server: FaultServer) -> None:
    path = CASES / "labelled" / "police-station-chief.txt"
    fault_server.play(quoting)
    wishes = pipeline.Wishes(
        answers=(Answer("party", "2022年3月找民警贾思远谈话，电话16800004321", "P1"),),
        wish="写明是崔雨田同志提出的意见",
    )
    pipeline.review(path.read_bytes(), path.name, wishes=wishes, consultant=consultant(far_away(fault_server)))
    assert leaked(fault_server, ["贾思远", "16800004321", "崔雨田"]) == []
