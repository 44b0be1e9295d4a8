"""Every check against its own passages: silent on `pass`, one fault for each 【】 of `fail`, quiet once mended."""

from __future__ import annotations

import pytest

from service.checks import all_checks
from service.domain.document import Span
from service.domain.edit import Edit
from tests.checks.cases import Case, cases
from tests.drafts import draft_of

PASS, FAIL = cases("pass"), cases("fail")
LEAST = 8


def _named(rows: list[tuple[str, Case]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in rows])


@_named(PASS)
def test_a_clean_passage_raises_nothing(case: Case) -> None:
    found = [fault.span and fault.span.of(case.text) for fault in all_checks()[case.code](case.draft)]
    assert found == []


@_named(FAIL)
def test_every_marked_region_is_found_and_nothing_else(case: Case) -> None:
    faults = list(all_checks()[case.code](case.draft))
    assert all(fault.message for fault in faults)
    if case.absent:
        assert any(fault.span is None for fault in faults)
        return
    spans = [fault.span for fault in faults if fault.span]
    missed = [region.of(case.text) for region in case.faults if not any(span.meets(region) for span in spans)]
    stray = [span.of(case.text) for span in spans if not any(span.meets(region) for region in case.faults)]
    assert (missed, stray) == ([], [])
    assert len(spans) == len(case.faults), [span.of(case.text) for span in spans]


@_named([row for row in FAIL if not row[1].whole])
def test_a_mended_passage_no_longer_fails(case: Case) -> None:
    faults = [fault for fault in all_checks()[case.code](case.draft) if fault.span]
    for fault in faults:
        edits = [edit for edit in fault.edits if edit.verdict == "ready"]
        if not edits:
            continue
        mended, touched = _apply(case.text, edits)
        again = all_checks()[case.code](draft_of(mended, case.part, case.rubric))  # type: ignore[arg-type]
        left = [span.of(mended) for span in (fault.span for fault in again) if span and any(map(span.meets, touched))]
        assert left == []


def _apply(text: str, edits: list[Edit]) -> tuple[str, list[Span]]:
    """The text with these edits made, and where their words now stand (a character each side for deletions)."""
    touched, shift = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + shift
        text = text[:start] + edit.replacement + text[edit.span.end + shift :]
        shift += len(edit.replacement) - edit.span.size
        touched.append(Span(max(0, start - 1), start + len(edit.replacement) + 1))
    return text, touched


@pytest.mark.parametrize("code", sorted({case.code for _, case in PASS + FAIL}))
def test_a_check_has_enough_cases(code: str) -> None:
    assert sum(case.code == code for _, case in PASS) >= LEAST
    assert sum(case.code == code for _, case in FAIL) >= LEAST


def test_every_check_has_cases() -> None:
    assert {case.code for _, case in PASS + FAIL} == set(all_checks())
