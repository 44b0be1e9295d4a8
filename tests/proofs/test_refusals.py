"""Claims that no proof has to look at: of an unknown code, outside the passage, about the wrong kind of thing."""

from __future__ import annotations

from typing import get_args

import pytest

from service.domain.document import Span
from service.domain.point import SLOTS, Slot, Verdict
from service.plugins import find
from service.proofs import Denial, refuse_denial, refuse_slot, refuse_verdict
from service.questions import questions
from tests.proofs.claims import claimed

FOUND = claimed("学习抓得不紧，时紧时松。")
POINT = FOUND.draft.points[0]
OUTSIDE = Span(0, len(FOUND.draft.text) + 1)


def test_every_slot_every_denial_and_every_question_has_its_proof() -> None:
    assert set(find("service.proofs.slots", "proof")) == {slot.replace("_", "-") for slot in SLOTS}
    assert set(find("service.proofs.denials", "proof")) == set(get_args(Denial))
    assert set(find("service.proofs.verdicts", "proof")) == set(questions())


@pytest.mark.parametrize("kind", SLOTS)
def test_words_outside_the_point_fill_nothing(kind: str) -> None:
    assert refuse_slot(FOUND.draft, POINT, Slot(kind, OUTSIDE))  # type: ignore[arg-type]
    assert refuse_slot(FOUND.draft, POINT, Slot(kind, None))  # type: ignore[arg-type]


@pytest.mark.parametrize("why", get_args(Denial))
def test_an_empty_slot_can_not_be_denied(why: Denial) -> None:
    assert refuse_denial(FOUND.draft, POINT, Slot("event", None), why)


def test_an_unknown_code_is_refused() -> None:
    assert refuse_verdict(FOUND.draft, POINT, Verdict("new-code", True, POINT.span, "", "model"))


@pytest.mark.parametrize("code", questions())
def test_a_quote_outside_its_passage_shows_nothing(code: str) -> None:
    assert refuse_verdict(FOUND.draft, POINT, Verdict(code, True, OUTSIDE, "", "model"))


@pytest.mark.parametrize("code", [code for code, question in questions().items() if question.scope != "report"])
def test_a_claim_about_a_passage_is_no_claim_about_the_report(code: str) -> None:
    assert refuse_verdict(FOUND.draft, None, Verdict(code, True, POINT.span, "", "model"))


@pytest.mark.parametrize("code", [code for code, question in questions().items() if question.scope != "report"])
def test_a_claim_without_words_is_believed_of_absences_only(code: str) -> None:
    refused = refuse_verdict(FOUND.draft, POINT, Verdict(code, True, None, "", "model"))
    assert refused or code.endswith("-gap")
