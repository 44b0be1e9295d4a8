"""A review with a model whose answers are written by hand in consulted.yaml: it is the same every time."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from service import pipeline
from service.domain.point import SLOTS
from service.domain.report import Report
from service.llm.budget import Budget
from service.llm.consultant import Consultant
from service.llm.exchange import CallFault, Reply, Request
from service.llm.ledger import Ledger

SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
TEXT: str = SAID["text"]
KEPT = Path(__file__).with_name("golden") / "consulted.json"
VERSIONS = {stage: f"{stage}@v1" for stage in SAID["answers"]}


@dataclass
class Scripted:
    """Gives the answers of each stage in their order, whatever the order in which the stages' threads ask."""

    name: str = "scripted"
    model: str = "specimen-7b"
    address: str | None = None
    asked: dict[str, int] = field(default_factory=dict)

    def complete(self, request: Request, seconds: float) -> Reply:
        """The next answer of the stage that the request is named by."""
        answers = SAID["answers"][request.name]
        turn = self.asked[request.name] = self.asked.get(request.name, -1) + 1
        answer = answers[min(turn, len(answers) - 1)]
        text = answer if isinstance(answer, str) else json.dumps(_whole(request.name, answer), ensure_ascii=False)
        return Reply(text, "stop", None, 1200, len(text), 400 * bool(turn), 0.002, f"/models/{self.model}.gguf", 1.5)


@dataclass
class Small:
    """A model whose context is too small for any report."""

    name: str = "scripted"
    model: str = "tiny-1b"
    address: str | None = None

    def complete(self, request: Request, seconds: float) -> Reply:
        """Never anything."""
        raise CallFault("too-long", "tiny-1b 的上下文装不下这份材料。")


def _whole(stage: str, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the keys that the schema wants and that say nothing."""
    if stage == "score_points":
        empty: dict[str, Any] = {**dict.fromkeys(SLOTS, ""), "not_facts": [], "faults": []}
        points = [{**empty, **point} for point in answer["points"]]
        return {"clashes": [], "typos": [], **answer, "points": points}
    return answer


def _review(provider: Scripted | Small, ledger: Ledger, wish: str = "") -> Report:
    wishes = pipeline.Wishes(rubric="six-lead-2022", rewrites=2, wish=wish)
    consultant = Consultant([provider], ledger, Budget(), versions=VERSIONS)
    report = pipeline.review(TEXT.encode(), SAID["name"], wishes=wishes, consultant=consultant)
    # The digest of a prompt tells its wording, which other tests hold; here it would only be noise.
    return report.model_copy(
        update={"traces": tuple(row.model_copy(update={"sha": "0" * 64}) for row in report.traces)}
    )


@cache
def kept() -> Report:
    """The review with the model as it was kept, so that formats are compared by what they show of it alone."""
    return consulted() if os.environ.get("GOLDEN") == "write" else Report.model_validate_json(KEPT.read_bytes())


@cache
def consulted() -> Report:
    """The review with the model, made now; its first three stages are in the ledger, for it was made once before."""
    ledger = Ledger(None)
    _review(Scripted(), ledger)
    return _review(Scripted(), ledger, wish="更简洁")


@cache
def unanswered() -> Report:
    """The review where the model could be asked and never answered."""
    return _review(Small(), Ledger(None))


@cache
def by_rule() -> Report:
    """The review of the same report with no model named."""
    return pipeline.review(TEXT.encode(), SAID["name"], "six-lead-2022")
