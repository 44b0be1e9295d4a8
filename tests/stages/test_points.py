"""Problem points, each scored as its case says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.domain.draft import Answer, Background
from service.domain.point import SLOTS, PointScore, Slot
from service.stages.by_rule.map_points import map_points
from service.stages.by_rule.score_points import score_points
from tests.drafts import draft_of

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("points.yaml").read_text("utf-8"))


def scored(words: str, *answers: Answer) -> tuple[str, PointScore]:
    draft = replace(draft_of(words), background=Background(answers))
    draft = replace(draft, points=map_points(draft).kept)
    return draft.text, score_points(draft).kept[0]


@pytest.mark.parametrize("case", CASES, ids=[case["point"][:16] for case in CASES])
def test_point(case: dict[str, Any]) -> None:
    text, score = scored(case["point"])
    found = {slot.kind: slot.span.of(text) for slot in score.slots if slot.span}
    assert score.level == case["level"], found
    for kind, words in case.get("slots", {}).items():
        assert words in found.get(kind, ""), found
    for kind in case.get("empty", []):
        assert kind not in found, found


def test_every_missing_slot_has_its_question() -> None:
    _, score = scored("学习不系统，读原著少，看摘要多。")
    assert [slot.kind for slot in score.slots] == list(SLOTS)
    assert all(slot.question and slot.question.endswith(("？", "）")) for slot in score.missing)


def test_questions_fit_the_point() -> None:
    _, score = scored("对社区居民的难处想得少，小区里的事一拖再拖。")
    asked = {slot.kind: slot.question or "" for slot in score.missing}
    assert "社区" in asked["place"]
    assert "户" in asked["quantity"]


@pytest.mark.parametrize(("words", "filled"), [("6户居民", True), ("不清楚", False), ("没有", False)])
def test_an_answer_fills_its_slot_only_with_valid_words(words: str, filled: bool) -> None:
    _, score = scored(f"服务群众不主动，涉及{words}，事情一直没有办。", Answer("quantity", words, "P1"))
    assert (next(slot for slot in score.slots if slot.kind == "quantity").span is not None) is filled


def test_level_is_computed_from_slots_alone() -> None:
    _, score = scored(CASES[-3]["point"])
    emptied = replace(score, slots=tuple(Slot(kind, None, "？") for kind in SLOTS), situation=None, shortcoming=None)
    assert (score.level, emptied.level) == (4, 0)
