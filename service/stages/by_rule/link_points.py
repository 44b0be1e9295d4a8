"""Draws the chain problem → causes → measures by rule, with each measure's deadline and owner."""

from __future__ import annotations

from collections import defaultdict

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Link, Measure
from service.domain.rubric import PartName
from service.domain.sifted import Sifted
from service.stages.by_rule.likeness import weigh
from service.stages.by_rule.promise import find_deadline, find_owner, is_checkable

# A link stands at this weight, or at this share of the point's best one.
LEAST, NEAR = 2.5, 0.9


def link_points(draft: Draft) -> Sifted[Link]:
    """Causes and measures in reading order, each with the ids of the points that it explains or answers."""
    causes = _items(draft, "causes")
    measures = _items(draft, "measures")
    explained, answered = _linked(draft, causes), _linked(draft, measures)
    found: list[Link] = [Cause(f"C{n}", span, explained[n - 1]) for n, span in enumerate(causes, 1)]
    for n, span in enumerate(measures, 1):
        deadline, owner = find_deadline(draft.text, span, draft.rubric.year), find_owner(draft.text, span)
        checkable = is_checkable(draft.text, span, deadline, owner)
        found.append(Measure(f"M{n}", span, answered[n - 1], deadline, owner, checkable))
    return Sifted(tuple(found))


def _items(draft: Draft, part: PartName) -> list[Span]:
    return [span for section in draft.part(part) for span in section.items]


def _linked(draft: Draft, items: list[Span]) -> list[tuple[str, ...]]:
    """For every item the points that it belongs to: its neighbours under the same lead, else the ones it resembles."""
    rows = weigh(draft, [(point.span, point.lead) for point in draft.points], items)
    best: dict[int, float] = defaultdict(float)
    for row in rows:
        for n, weight in row.items():
            best[n] = max(best[n], weight)
    found = []
    for item, row in zip(items, rows, strict=True):
        inside = _same_lead(draft, item)
        near = {n for n, weight in row.items() if weight >= LEAST and weight >= NEAR * best[n]}
        chosen = inside if inside is not None else near
        found.append(tuple(draft.points[n].id for n in sorted(chosen)))
    return found


def _same_lead(draft: Draft, item: Span) -> set[int] | None:
    """The points of the lead section that holds `item`, for reports that tell causes and measures under each lead."""
    section = draft.section(item)
    if section is None:
        return None
    return {n for n, point in enumerate(draft.points) if section.span.holds(point.span)}
