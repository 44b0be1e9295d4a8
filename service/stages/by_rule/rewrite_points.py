"""Suggests how to mend each fault, from the report's own words and the writer's answers."""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Finding
from service.domain.sifted import Sifted


def rewrite_points(draft: Draft, findings: tuple[Finding, ...]) -> Sifted[Edit]:
    """The findings' own edits."""
    return Sifted(tuple(edit for finding in findings for edit in finding.fault.edits))
