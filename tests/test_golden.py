"""Whole reviews, kept as JSON and compared byte for byte; GOLDEN=write (make golden) rewrites them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service import pipeline, renderers
from service.domain.report import Report
from tests import consulted

CASES = Path(__file__).parents[1] / "evals" / "cases" / "labelled"
KEPT = Path(__file__).with_name("golden")


@pytest.mark.parametrize("name", ["seed-street-office", "county-agriculture-director", "power-company-manager"])
def test_golden_review(name: str) -> None:
    source = CASES / f"{name}.txt"
    compare(f"{name}.json", pipeline.review(source.read_bytes(), source.name))


def test_golden_review_with_a_model() -> None:
    compare(consulted.KEPT.name, consulted.consulted())


def compare(name: str, report: Report) -> None:
    made, kept = renderers.render("json", report), KEPT / name
    if os.environ.get("GOLDEN") == "write":
        KEPT.mkdir(exist_ok=True)
        kept.write_bytes(made)
    assert made == kept.read_bytes(), f"{kept.name}: run `make golden` and read the diff like code"
