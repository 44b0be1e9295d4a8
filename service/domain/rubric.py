"""A year's rubric as data: its leads, its parts, and how grave each defect is under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["block", "discuss", "minor"]
Authority = Literal["official", "local", "practice", "style"]
Provenance = Literal["E", "K"]  # E: seen in a public source; K: common knowledge, so it may advise and never block
PartName = Literal["preparation", "last_year", "problems", "causes", "measures", "personal_matters"]
PARTS: tuple[PartName, ...] = ("preparation", "last_year", "problems", "causes", "measures", "personal_matters")
SEVERITIES: tuple[Severity, ...] = ("block", "discuss", "minor")


@dataclass(frozen=True, slots=True)
class Lead:
    """One 带头: its official `name`, other wordings that are right, and words that tell what belongs to it.

    `accepted` are full or shortened headings that no reviewer returns. `stale` are names of the same matter in other
    years' rubrics: they file a point here and are drift. `terms` are words by which a point's content is known.
    """

    id: int
    name: str
    provenance: Provenance = "E"
    accepted: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """How grave a defect is under this rubric, and on whose word."""

    severity: Severity
    authority: Authority


@dataclass(frozen=True, slots=True)
class Rubric:
    """One rubric; `required` parts must stand in a report, `advised` ones may be asked for."""

    id: str
    year: int
    label: str
    theme: str
    leads: tuple[Lead, ...]
    required: tuple[PartName, ...]
    advised: tuple[PartName, ...]
    policies: dict[str, Policy] = field(default_factory=dict)
    source: str = ""

    def lead(self, number: int | None) -> Lead | None:
        """The lead of that number, or None."""
        return next((lead for lead in self.leads if lead.id == number), None)
