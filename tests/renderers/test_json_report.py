"""The JSON output against its own schema and against the keys of the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from service.domain.report import Report
from service.renderers.json_report import render, schema
from tests.renderers.bare import bare
from tests.renderers.specimen import specimen

CONTRACT: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "contract.yaml").read_text("utf-8"))


@pytest.mark.parametrize("report", [specimen(), bare()], ids=["specimen", "bare"])
def test_output_fits_the_schema_and_reads_back(report: Report) -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(json.loads(render(report)))) == []
    assert Report.model_validate_json(render(report)) == report


@pytest.mark.parametrize("row", CONTRACT)
def test_the_schema_has_the_keys_of_the_contract(row: str) -> None:
    made = schema()
    definition: dict[str, Any] = made if row == "Report" else made["$defs"][row]
    assert set(CONTRACT[row]) <= set(definition["properties"])
    assert set(CONTRACT[row]) <= set(definition["required"])


def test_spans_are_pairs() -> None:
    first = json.loads(render(specimen()))["points"][0]
    assert first["span"] == list(specimen().points[0].span)
    broken = json.loads(render(specimen()))
    broken["points"][0]["span"] = [1, 2, 3]
    assert not Draft202012Validator(schema()).is_valid(broken)


def test_a_key_of_a_later_version_is_allowed() -> None:
    later = json.loads(render(specimen())) | {"new_key": 1}
    assert Draft202012Validator(schema()).is_valid(later)
