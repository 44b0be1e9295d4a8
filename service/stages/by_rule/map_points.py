"""Numbers the problem points and says which lead each is about, by the rubric's own terms."""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.point import Point
from service.domain.sifted import Sifted

# Another lead must hold this many times more of its terms' characters before a point counts as misfiled: leads overlap.
_CLEARLY = 3.0
_AT_LEAST = 8  # characters of terms


def map_points(draft: Draft) -> Sifted[Point]:
    """One point an item of the lead sections, in reading order."""
    items = [(span, section.lead) for section in draft.leads for span in section.items]
    points = []
    for n, (span, filed) in enumerate(items, 1):
        lead, reason = _about(span.of(draft.text), filed, draft)
        points.append(Point(f"P{n}", span, filed, lead, reason))
    return Sifted(tuple(points))


def _about(words: str, filed: int | None, draft: Draft) -> tuple[int | None, str]:
    """The lead that the words speak of: the one they are filed under, unless another's terms clearly prevail."""
    counts = {lead.id: sum(len(term) for term in lead.terms if term in words) for lead in draft.rubric.leads}
    best = max(counts, key=lambda number: counts[number], default=None)
    if best is None or (filed is None and not counts[best]):
        return filed, ""
    here = counts.get(filed, 0) if filed is not None else 0
    if filed is None or (counts[best] >= _AT_LEAST and counts[best] > _CLEARLY * max(here, 2)):
        lead = draft.rubric.lead(best)
        found = [term for term in lead.terms if term in words] if lead else []
        return best, f"用词多属于这一方面：{'、'.join(found[:4])}"
    return filed, ""
