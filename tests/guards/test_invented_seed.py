"""Facts changed on purpose are refused, and faithful rewrites pass: the two shares that the guards are held to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from service import guards
from service.domain.document import Span
from service.domain.edit import Edit
from tests.drafts import draft_of

FOLDER = Path(__file__).parent


def _outcomes(name: str) -> list[tuple[str, str | None]]:
    """Every change of the file with the guard's reason, or None where it was kept."""
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return [(f"{row['text'][:6]}… {change}", _reason(row["text"], change)) for row in rows for change in row["changes"]]


def _reason(text: str, change: str) -> str | None:
    was, _, now = change.partition(" → ")
    start = text.index(was)
    edit = Edit(Span(start, start + len(was)), now, "", "vague-point", origin="model", point="P1")
    refused = guards.sift(draft_of(text), [edit], "test").rejected
    return refused[0].guard + refused[0].reason if refused else None


def test_changed_facts_are_refused() -> None:
    outcomes = _outcomes("invented_seed.yaml")
    passed = [change for change, reason in outcomes if reason is None]
    assert len(outcomes) >= 120
    assert len(passed) <= 0.01 * len(outcomes), passed


def test_faithful_rewrites_pass() -> None:
    outcomes = _outcomes("faithful_seed.yaml")
    refused = [(change, reason) for change, reason in outcomes if reason]
    assert len(outcomes) >= 60
    assert len(refused) < 0.05 * len(outcomes), refused
