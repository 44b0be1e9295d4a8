"""Answers of servers that hold to no schema: each fault costs itself, and not the answer around it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from service.stages.by_model.answers import Answered, LinkAnswer, MapAnswer, RewriteAnswer, ScoreAnswer

LONG = "长" * 5000


@pytest.mark.parametrize(
    ("kind", "said", "read"),
    [
        (ScoreAnswer, {"points": [{"p": "P1", "time": None}]}, {"points": [{"p": "P1"}]}),
        (ScoreAnswer, {"points": [{"p": "P1", "score": 4}], "level": 4}, {"points": [{"p": "P1"}]}),
        (ScoreAnswer, {"points": [{"p": "P1", "faults": None}], "typos": None}, {"points": [{"p": "P1"}]}),
        (
            ScoreAnswer,
            {"points": [{"p": "P1", "faults": [{"code": "ugly", "at": "S1 我"}]}]},
            {"points": [{"p": "P1"}]},
        ),
        (
            ScoreAnswer,
            {"points": [{"p": "P1", "not_facts": [{"at": "S1 我"}, {"at": "S1 我", "why": "plan"}]}]},
            {"points": [{"p": "P1", "not_facts": [{"at": "S1 我", "why": "plan"}]}]},
        ),
        (ScoreAnswer, {"points": [], "typos": [{}] * 50}, {"points": [], "typos": [{}] * 12}),
        (ScoreAnswer, {"points": [{"p": "P1", "time": f"S1 {LONG}"}]}, {"points": [{"p": "P1", "time": f"S1 {LONG}"}]}),
        (
            MapAnswer,
            {"points": [{"p": "P1", "lead": "3", "at": "S1 我"}]},
            {"points": [{"p": "P1", "lead": 3, "at": "S1 我"}]},
        ),
        (MapAnswer, {"points": [{"p": "P1"}]}, {"points": [{"p": "P1", "lead": 0, "at": ""}]}),
        (
            LinkAnswer,
            {"causes": [{"c": "C1", "explains": "P1", "at": "S1 我"}], "measures": [{"m": "M1"}]},
            {"causes": [{"c": "C1", "explains": ["P1"], "at": "S1 我"}], "measures": [{"m": "M1", "answers": []}]},
        ),
        (
            LinkAnswer,
            {"causes": [{"c": "C1", "explains": [f"P{n}" for n in range(99)]}], "measures": []},
            {"causes": [{"c": "C1", "explains": [f"P{n}" for n in range(12)]}], "measures": []},
        ),
        (
            RewriteAnswer,
            {"rewrites": [{"s": "S1", "text": LONG, "reason": LONG}]},
            {"rewrites": [{"s": "S1", "text": LONG[:2000], "reason": LONG[:30]}]},
        ),
    ],
)
def test_a_fault_costs_no_more_than_itself(kind: type[Answered], said: object, read: object) -> None:
    assert kind.model_validate(said) == kind.model_validate(read)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ScoreAnswer, {}),
        (ScoreAnswer, {"points": None}),
        (ScoreAnswer, {"points": "P1"}),
        (ScoreAnswer, {"points": ["P1"]}),
        (MapAnswer, {"points": [{"p": "P1", "lead": "第三"}]}),
        (LinkAnswer, {"causes": []}),
        (RewriteAnswer, {"rewrites": {"S1": "我"}}),
        (RewriteAnswer, []),
    ],
)
def test_what_is_no_answer_is_none(kind: type[Answered], said: object) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(said)
