"""Checks judge the author's text, by rule alone: one file, one defect code, offering `check(draft)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.domain.draft import Draft
from service.domain.finding import Fault, Finding
from service.domain.rubric import Policy
from service.plugins import find

Check = Callable[[Draft], Iterable[Fault]]
DEFAULT = Policy("minor", "practice")


def all_checks() -> dict[str, Check]:
    """Every check by its defect code."""
    return find(__name__, "check")


def run(draft: Draft, codes: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Findings of these checks (default: all), in reading order, without the silenced ones."""
    checks = all_checks()
    found = [_judged(draft, code, fault) for code in codes or checks for fault in checks[code](draft)]
    kept = (finding for finding in found if not _silenced(draft, finding))
    return tuple(sorted(kept, key=lambda finding: (finding.fault.span or (0, 0), finding.code)))


def _judged(draft: Draft, code: str, fault: Fault) -> Finding:
    policy = draft.rubric.policies.get(code, DEFAULT)
    return Finding(code, fault, "minor" if fault.doubtful else policy.severity, policy.authority)


def _silenced(draft: Draft, finding: Finding) -> bool:
    span = finding.fault.span
    return span is not None and any(
        silence.span.meets(span) and (not silence.codes or finding.code in silence.codes) for silence in draft.silences
    )
