"""Whatever the model's server does, a review ends in an honest report or, where a model is required, a clear error."""

from __future__ import annotations

import gc
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from service.cli import main
from service.domain.report import Report
from service.llm.limits import Limits
from tests.faults import Behaviour, Call, FaultServer, error, ok
from tests.faults.sensible import answer, sensible
from tests.faults.sheet import Sheet
from tests.with_model import PATIENT, SEED, by_rule, consultant, kept_in, plain, reviewed

Row = dict[str, Any]
ROWS: list[Row] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
LIMIT = 2  # exchanges of one stage with one batch of points
# Seconds after which a review surely waited for a server that never answers.
FOR_EVER = 45.0


def broken(row: Row) -> Callable[[Call], Behaviour]:
    """The script of a server with whom every call goes wrong so."""
    if "bomb" in row:
        return lambda call: ok("[" * row["bomb"])
    if "fault" in row:
        return lambda call: Behaviour.of(row["fault"])
    return lambda call: ok(_dressed(row["said"], call), finish=row.get("finish", "stop"))


def _dressed(said: str, call: Call) -> str:
    whole = json.dumps(answer(Sheet.of_body(call.json)), ensure_ascii=False)
    return said.replace("{answer}", whole).replace("{half}", whole[: len(whole) // 2])


def at_first(script: Callable[[Call], Behaviour]) -> Callable[[Call], Behaviour]:
    """That script for the first call of every stage, sensible answers from then on."""
    seen: set[str] = set()

    def play(call: Call) -> Behaviour:
        stage = Sheet.of_body(call.json).stage
        if stage in seen:
            return sensible(call)
        seen.add(stage)
        return script(call)

    return play


@pytest.fixture
def server(fault_server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """The fault server; waits between attempts are short."""
    monkeypatch.setattr("service.llm.backoff.FIRST", 0.02)
    monkeypatch.setattr("service.llm.backoff.FIRST_BY_RATE", 0.02)
    yield fault_server
    gc.enable()  # the command turns it off


def limits(row: Row, patience: float = 0.5) -> Limits:
    """Short where the server never answers: all else is answered at once, though this machine may be busy."""
    return (
        Limits(attempts=3, patience=patience, deadline=8 * patience) if row.get("guard") == "call-timeout" else PATIENT
    )


def command(server: FaultServer, data: Path, row: Row, *words: str) -> Result:
    """`sixlead review` of the seed with that server's model."""
    within = limits(row)
    environ = {
        "SIXLEAD_DATA": str(data),
        "SIXLEAD_PATIENCE": str(within.patience),
        "SIXLEAD_DEADLINE": str(within.deadline),
    }
    asked = ["review", str(SEED), "--as", "json", "--model", f"openai:m@{server.address}", *words]
    return CliRunner().invoke(main, asked, env=environ)


def knocks(server: FaultServer) -> Counter[str]:
    """How many requests each stage has made."""
    return Counter(Sheet.of_body(call.json).stage for call in server.calls)


def same_as_by_rule(report: Report) -> None:
    assert plain(report) == plain(by_rule(SEED))
    assert set(by_rule(SEED).rejected) <= set(report.rejected)


def persistent(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.get("reads")]


@pytest.mark.parametrize("row", persistent(ROWS), ids=lambda row: row["name"])
def test_a_fault_that_stays(server: FaultServer, tmp_path: Path, row: Row) -> None:
    server.play(broken(row))
    if row.get("refused"):
        server.refuse()
    done = command(server, tmp_path, row)
    assert done.exit_code == 0, done.stderr
    report = Report.model_validate_json(done.stdout)
    same_as_by_rule(report)
    assert (report.mode, {each.guard for each in report.rejected if not each.point}) == ("rule", {row["guard"]})
    told = [line for line in done.stderr.splitlines() if "已按规则审核" in line]
    assert len(told) == 1
    assert next(each.reason for each in report.rejected if each.guard == row["guard"]) in told[0]
    bounded(server, tmp_path, row)
    nothing_paid_is_lost(server, tmp_path)
    refused_where_required(server, tmp_path, row)


def bounded(server: FaultServer, data: Path, row: Row) -> None:
    """At most two exchanges a stage, and no more requests than the row allows."""
    exchanges = Counter(each.stage for each in kept_in(data).exchanges())
    assert exchanges
    assert max(exchanges.values()) <= LIMIT
    assert max(knocks(server).values(), default=0) <= row["requests"]
    assert all((call.ended or call.started) - call.started < FOR_EVER for call in server.calls)


def nothing_paid_is_lost(server: FaultServer, data: Path) -> None:
    """The ledger holds every completion that was sent whole."""
    kept = [each for each in kept_in(data).exchanges() if each.state == "done"]
    assert len(kept) == sum(call.behaviour == "ok" for call in server.calls)


def refused_where_required(server: FaultServer, data: Path, row: Row) -> None:
    """With --require-model it is an error, and what was answered, however badly, is not asked again."""
    before = len(server.calls)
    done = command(server, data, row, "--require-model")
    assert (done.exit_code, done.stdout) == (4, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("sixlead: ")
    assert len(last) < 300
    assert not any(call.behaviour == "ok" for call in server.calls[before:])


@pytest.mark.parametrize("row", [row for row in ROWS if not row.get("refused")], ids=lambda row: row["name"])
def test_a_fault_that_passes(server: FaultServer, tmp_path: Path, row: Row) -> None:
    server.play(at_first(broken(row)))
    store = kept_in(tmp_path)
    within = limits(row, patience=2.0)  # for the answers after the first have to come in time
    report = reviewed(SEED, consultant(server, store=store, limits=within))
    if row.get("heals", True):
        assert report.mode == "model"
        assert plain(report) == plain(unhindered())
    else:
        assert report.mode in ("rule", "mixed")
        assert row["guard"] in {each.guard for each in report.rejected}
        assert [point.level for point in report.points] == [point.level for point in by_rule(SEED).points]
    assert max(Counter(each.stage for each in store.exchanges()).values()) <= LIMIT
    nothing_paid_is_lost(server, tmp_path)
    calls = len(server.calls)
    again = reviewed(SEED, consultant(server, store=store, limits=within))
    if report.mode == "model":
        assert (plain(again), len(server.calls)) == (plain(report), calls)


_UNHINDERED: list[Report] = []
_ONCE = threading.Lock()


def unhindered() -> Report:
    """The review with a model that answers sensibly at once."""
    with _ONCE:
        if not _UNHINDERED:
            with FaultServer(sensible) as server:
                _UNHINDERED.append(reviewed(SEED, consultant(server)))
    return _UNHINDERED[0]


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("reads")], ids=lambda row: row["name"])
def test_a_dress_that_hides_nothing(server: FaultServer, tmp_path: Path, row: Row) -> None:
    server.play(broken(row))
    report = reviewed(SEED, consultant(server))
    assert report.mode == "model"
    assert plain(report) == plain(unhindered())


@pytest.mark.parametrize("name", ["server error", "wrong key", "a hang after the headers", "prose", "content filter"])
def test_the_next_model_of_the_chain_takes_over(server: FaultServer, name: str) -> None:
    row = next(row for row in ROWS if row["name"] == name)
    server.play(broken(row))
    with FaultServer(sensible) as other:
        within = limits(row, patience=2.0)
        report = reviewed(SEED, consultant(server, other, limits=within))
        assert report.mode == "model"
        assert plain(report) == plain(unhindered())
        assert max(knocks(other).values()) <= LIMIT
    assert row["guard"] in {each.guard for each in report.rejected}


@pytest.mark.parametrize("stage", ["map_points", "score_points", "link_points", "rewrite_points"])
def test_one_stage_that_fails_is_told(server: FaultServer, stage: str) -> None:
    server.play(lambda call: error(400) if Sheet.of_body(call.json).stage == stage else sensible(call))
    report = reviewed(SEED, consultant(server))
    assert report.mode == "mixed"
    assert {each.stage for each in report.rejected if each.guard == "call-request"} == {stage}


def test_the_rows_are_enough() -> None:
    assert len(ROWS) >= 40
    assert len({row["name"] for row in ROWS}) == len(ROWS)
