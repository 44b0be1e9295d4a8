"""Answers of models, good and bad: the exact value and the exact receipt, or a refusal; never a value silently wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from service.llm.parse import Parsed, parse

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("parse.yaml").read_text("utf-8"))


def _shown(parsed: Parsed) -> list[str]:
    return [
        f"{repair.name} {repair.loss} /{'/'.join(str(step) for step in repair.path)}" for repair in parsed.repairs
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["kind"] for case in CASES])
def test_every_case(case: dict[str, Any]) -> None:
    parsed = parse(case["text"], case.get("finish", "unknown"))
    if "refused" in case:
        assert parsed.fault is not None, parsed
        assert case["refused"] in parsed.fault
        assert parsed.doubtful()
    else:
        assert parsed.fault is None
        assert repr(parsed.value) == repr(case["value"])  # 1, 1.0 and True are not the same
        assert _shown(parsed) == case.get("repairs", [])
