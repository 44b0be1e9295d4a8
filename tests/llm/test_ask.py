"""Asking one question: two exchanges at most, of whomever, and what each way to fail leads to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from pydantic import BaseModel

from service.errors import BudgetSpent
from service.llm.ask import Asker, Model
from service.llm.asked import EXCHANGES, Asked, Question
from service.llm.budget import Budget
from service.llm.exchange import CallFault, FaultKind, Reply, Request
from service.llm.ledger import Ledger
from service.llm.limits import Limits
from service.llm.mask import Mask
from service.llm.pace import Pace, Stopped

GOOD = '{"points": []}'
SCHEMA = {"type": "object", "properties": {"points": {"type": "array", "items": {"type": "string"}}}}


class Answer(BaseModel):
    points: tuple[str, ...]


@dataclass
class Scripted:
    """Answers in order, the last one for ever; a fault's kind is raised."""

    says: Sequence[str]
    model: str = "m"
    name: str = "scripted"
    address: str | None = None
    heard: list[Request] = field(default_factory=list)

    def complete(self, request: Request, seconds: float) -> Reply:
        self.heard.append(request)
        said = self.says[min(len(self.heard), len(self.says)) - 1]
        if said.startswith("fault "):
            raise CallFault(_kind(said.removeprefix("fault ")), "没有答复。")
        return Reply(said, "stop", tokens_in=10, tokens_out=5)


def _kind(name: str) -> FaultKind:
    kind: FaultKind = name  # type: ignore[assignment]
    return kind


def question(exchanges: int = EXCHANGES) -> Question[Answer]:
    inputs = {
        "rubric_label": "六带头",
        "leads": [{"id": 1, "name": "带头"}],
        "writer": "镇长",
        "material": "【P1】\nS1 学习不够。",
        "points": "P1（S1-S1）",
        "filed": "P1在1",
    }
    return Question("map_points", "map_points@v1", inputs, Answer, SCHEMA, 100, exchanges)


def asker(*models: Scripted, budget: Budget | None = None, stop: threading.Event | None = None) -> Asker:
    pace = Pace(Limits(attempts=2), random=lambda: 0.0)
    line = [Model(model, pace, Mask()) for model in models]
    return Asker(line, Ledger(None), budget or Budget(), stop or threading.Event())


@pytest.mark.parametrize(
    ("says", "heard", "guards", "left"),
    [
        ([[GOOD]], [1], [], 1),
        ([["无"]], [2], ["unreadable-answer"] * 2, 0),
        ([["无", GOOD]], [2], ["unreadable-answer"], 0),
        ([["无"], [GOOD]], [1, 1], ["unreadable-answer"], 0),
        ([["无"], ["无"], [GOOD]], [1, 1, 0], ["unreadable-answer"] * 2, 0),
        ([["fault request"]], [1], ["call-request"], 0),
        ([["fault too-long"], [GOOD]], [1, 1], ["call-too-long"], 0),
        ([["fault server"]], [2], ["call-server"], 0),  # tried again by the pace, and not once more
        ([["fault key"], ["fault unknown-model"], [GOOD]], [1, 1, 1], ["call-key", "call-unknown-model"], 1),
        ([["无"], ["fault key"]], [2, 1], ["unreadable-answer", "call-key", "unreadable-answer"], 0),
    ],
)
def test_two_exchanges_at_most(says: list[list[str]], heard: list[int], guards: list[str], left: int) -> None:
    models = [Scripted(each) for each in says]
    asked = asker(*models).ask(question())
    assert [len(model.heard) for model in models] == heard
    assert [row.guard for row in asked.rejected] == guards
    assert (asked.value is None, asked.left) == (GOOD not in [model.says[-1] for model in models if model.heard], left)


def test_a_second_asking_has_what_the_first_one_left() -> None:
    model = Scripted(["无"])
    assert asker(model).ask(question(exchanges=1)).value is None
    assert len(model.heard) == 1
    assert asker(model).ask(question(exchanges=0)) == Asked(None)
    assert len(model.heard) == 1


def test_what_was_wrong_is_told_the_second_time() -> None:
    model = Scripted(["无", GOOD])
    asker(model).ask(question())
    first, second = (request.messages for request in model.heard)
    assert second[:-1] == first
    assert "上一次的回答用不了" in second[-1].content


@pytest.mark.parametrize(("kind", "again"), [("key", 1), ("unreachable", 2), ("unknown-model", 1), ("request", 2)])
def test_a_model_that_is_gone_is_left_alone(kind: str, again: int) -> None:
    model = Scripted([f"fault {kind}"])
    whom = asker(model)
    for _ in range(2):
        whom.ask(question())
    assert len(model.heard) == again


def test_a_time_out_counts_as_spent() -> None:
    budget = Budget()
    asker(Scripted(["fault timeout"]), budget=budget).ask(question())
    assert budget.spent_tokens > 100
    budget = Budget()
    asker(Scripted(["fault request"]), budget=budget).ask(question())
    assert budget.spent_tokens == 0


def test_a_spent_budget_asks_nobody() -> None:
    models = Scripted([GOOD]), Scripted([GOOD])
    asked = asker(*models, budget=Budget(max_tokens=50)).ask(question())
    assert [row.guard for row in asked.rejected] == ["budget-spent"]
    assert not any(model.heard for model in models)
    assert BudgetSpent.exit_code == 4


def test_a_review_that_was_cancelled_asks_no_more() -> None:
    stop = threading.Event()
    stop.set()
    model = Scripted([GOOD])
    with pytest.raises(Stopped):
        asker(model, stop=stop).ask(question())
    assert not model.heard
