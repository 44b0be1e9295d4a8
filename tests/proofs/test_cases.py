"""Every proof against its own claims: those under `pass` are believed, those under `fail` refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from service.domain.document import Span
from service.domain.point import Slot, Verdict
from service.proofs import refuse_denial, refuse_slot, refuse_verdict
from tests.proofs.claims import claimed, rows, slot_of


def _slot(kind: str, case: Any) -> str | None:
    found = claimed(case)
    return refuse_slot(found.draft, found.draft.points[0], Slot(kind, found.quotes[0]))  # type: ignore[arg-type]


def _denial(why: str, case: Any) -> str | None:
    found = claimed(case)
    slot = Slot(slot_of(why), found.quotes[0])  # type: ignore[arg-type]
    return refuse_denial(found.draft, found.draft.points[0], slot, why.replace("_", "-"))  # type: ignore[arg-type]


def _verdict(stem: str, case: Any) -> str | None:
    code = stem.replace("_", "-")
    found = claimed(case, code)
    quote: Span | None = None if code.endswith("-gap") else found.quotes[0]
    versus = found.quotes[1] if len(found.quotes) > 1 else None
    return refuse_verdict(found.draft, found.subject, Verdict(code, True, quote, found.reason, "model", versus))


ASK = {"slots": _slot, "denials": _denial, "verdicts": _verdict}


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(folder, stem, case, id=f"{folder}-{name}")
        for folder in ASK
        for name, stem, case in rows(kind, folder)
    ]


@pytest.mark.parametrize(("folder", "stem", "case"), _cases("pass"))
def test_believed(folder: str, stem: str, case: Any) -> None:
    assert ASK[folder](stem, case) is None


@pytest.mark.parametrize(("folder", "stem", "case"), _cases("fail"))
def test_refused(folder: str, stem: str, case: Any) -> None:
    reason = ASK[folder](stem, case)
    assert reason
    assert reason.endswith("。")
