"""A labelled report beside its review, with the rows of the one matched to the rows of the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from evals.labels import Case, LabelledPoint
from service.domain.document import Span
from service.domain.report import PointRow, Report

FOUND = 0.5  # a point counts as found when the two spans share at least half of their union


class Placed(Protocol):
    """A row with an id and a place."""

    @property
    def id(self) -> str: ...  # noqa: D102 - the class says it

    @property
    def span(self) -> Span: ...  # noqa: D102


def overlap(one: Span, other: Span) -> float:
    """Shared characters over the union's, from 0 to 1."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    union = one.size + other.size - shared
    return shared / union if union else 0.0


def pair_up(
    labelled: Sequence[Placed], found: Sequence[Placed], near: Callable[[Span, Span], float], least: float
) -> dict[str, str]:
    """Found id → labelled id, one to one, the closest pairs first."""
    ranked = sorted(
        ((near(one.span, other.span), one.id, other.id) for one in labelled for other in found),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[str, str] = {}
    for closeness, mine, theirs in ranked:
        if closeness >= least and theirs not in pairs and mine not in pairs.values():
            pairs[theirs] = mine
    return pairs


@dataclass(frozen=True)
class Reviewed:
    """One sample and its review; the three maps go from the review's ids to the labels' ids."""

    case: Case
    report: Report

    @cached_property
    def points(self) -> dict[str, str]:
        """Points whose spans share at least half of their union."""
        return pair_up(self.case.points, self.report.points, overlap, FOUND)

    @cached_property
    def causes(self) -> dict[str, str]:
        """Causes that share a third of their union: a cause cut in two still stands for its paragraph."""
        return pair_up(self.case.causes, self.report.causes, overlap, 1 / 3)

    @cached_property
    def measures(self) -> dict[str, str]:
        """Measures that share a third of their union."""
        return pair_up(self.case.measures, self.report.measures, overlap, 1 / 3)


def matched_points(pairs: Sequence[Reviewed]) -> list[tuple[Reviewed, LabelledPoint, PointRow]]:
    """Every labelled point that was found, beside the row that found it."""
    found = []
    for pair in pairs:
        labels = {label.id: label for label in pair.case.points}
        found += [(pair, labels[pair.points[row.id]], row) for row in pair.report.points if row.id in pair.points]
    return found
