"""The nine samples with the recorded answers of a real, weak 1.5B model, replayed: an unknown question is a miss.

`make evals-local` asks the model anew; `sixlead ledger export evals/recordings/labelled-1.5b.jsonl` keeps its answers.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from service import pipeline
from service.domain.edit import BLANK
from service.domain.report import Report
from service.llm.budget import Budget
from service.llm.consultant import Consultant
from service.llm.dial import provider_of
from service.llm.ledger import Ledger
from service.text.quantity import quantities

EVALS = Path(__file__).parents[1] / "evals"
SAMPLES = sorted((EVALS / "cases" / "labelled").glob("*.txt"))


@cache
def replayed(sample: Path) -> Report:
    recording = provider_of(f"replay:{EVALS / 'recordings' / 'labelled-1.5b.jsonl'}")
    return pipeline.review(sample.read_bytes(), sample.name, consultant=Consultant([recording], Ledger(None), Budget()))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_question_is_in_the_recording(sample: Path) -> None:
    report = replayed(sample)
    missed = [row.reason for row in report.rejected if row.guard == "call-miss"]
    assert not missed, "prompts, proofs or guards have changed what is asked: record anew (see this file's docstring)"
    assert report.mode in ("model", "mixed")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_level_is_worse_for_a_weak_model(sample: Path) -> None:
    by_rule = pipeline.review(sample.read_bytes(), sample.name)
    assert [point.level for point in replayed(sample).points] == [point.level for point in by_rule.points]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_is_kept_stands_in_the_text(sample: Path) -> None:
    report = replayed(sample)
    text = report.document.text
    for point in report.points:
        assert all(slot.span.of(text) == slot.quote for slot in point.slots.values())
        assert all(verdict.span is None or point.span.holds(verdict.span) for verdict in point.verdicts)
    told = {row.span.of(text) for row in quantities(text)}
    for edit in (*report.edits, *report.rewrites):
        assert edit.span.of(text) == edit.original
        words = BLANK.sub("", edit.replacement)
        if edit.origin == "model":
            assert {row.span.of(words) for row in quantities(words)} <= told, edit.id
