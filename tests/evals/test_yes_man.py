"""A yes-man gains nothing: what is believed of his claims is mostly right, and he moves no level for the worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.beliefs import Tally, kappa, tally
from evals.case import load_all
from evals.slot_claims import denied, filled
from service.questions import questions

CASES = load_all(Path(__file__).parents[2] / "evals" / "cases" / "labelled")[:4]
SLOW = {"typo"}  # every letter changed for every one of its sound
LEAST, MOST = 0.5, 0.01


@pytest.fixture(scope="module")
def rows() -> dict[str, Tally]:
    return tally(CASES, [code for code in questions() if code not in SLOW])


@pytest.mark.parametrize("code", [code for code in questions() if code not in SLOW])
def test_what_is_believed_of_a_yes_man_is_mostly_right(rows: dict[str, Tally], code: str) -> None:
    row = rows[code]
    assert row.right >= LEAST * (row.right + row.wrong), row.shown


def test_most_of_what_is_true_can_be_believed(rows: dict[str, Tally]) -> None:
    believed, labels = (sum(getattr(row, name) for row in rows.values()) for name in ("believed", "labels"))
    assert labels > 20
    assert believed >= 0.8 * labels


def test_a_yes_man_moves_no_level_for_the_worse() -> None:
    before, _ = kappa(CASES, None)
    after, _ = kappa(CASES, lambda draft, case, pairs: denied(draft, filled(draft)))
    assert before is not None
    assert after is not None
    assert before - after <= MOST
