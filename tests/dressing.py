"""Dresses a passage's draft with what the stages would have found: a level, an event, a deadline, who writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from service.domain.document import Span
from service.domain.draft import Draft, Heading, LeadSection, PartSection, Writer
from service.domain.point import SLOTS, Cause, Measure, Point, PointScore, Slot


def dressed(draft: Draft, given: dict[str, Any]) -> Draft:
    """The draft with these facts; each key is one of the functions below, its quotes stand verbatim in the text."""
    for key, value in given.items():
        draft = _WAYS[key](draft, value)
    return draft


def _find(draft: Draft, quote: str) -> Span:
    start = draft.text.index(quote)
    return Span(start, start + len(quote))


def _spans(draft: Draft, quotes: list[str]) -> list[Span]:
    """From each quote to the next one's start, the last to the end of its line or of the text."""
    starts = [_find(draft, quote).start for quote in quotes]
    ends = [*starts[1:], len(draft.text)]
    return [
        Span(start, start + len(draft.text[start:end].split("\n")[0])) for start, end in zip(starts, ends, strict=False)
    ]


def _level(draft: Draft, level: int) -> Draft:
    """Every point at this level below 3; one without a score gets one with no slot filled."""
    whole = Span(0, len(draft.text))
    slots = tuple(Slot(kind, None, "？") for kind in SLOTS)
    made = (PointScore(p.id, slots, whole if level == 2 else None, whole if level else None) for p in draft.points)
    return replace(draft, scores=tuple(made))


def _event(draft: Draft, quote: str) -> Draft:
    """A score with this event, told at some time."""
    span = _find(draft, quote)
    slots = tuple(Slot(kind, span if kind in ("event", "time") else None, "？") for kind in SLOTS)
    return replace(draft, scores=tuple(PointScore(point.id, slots) for point in draft.points))


def _title(draft: Draft, title: str) -> Draft:
    return replace(draft, title=_find(draft, title))


def _writer(draft: Draft, row: dict[str, str]) -> Draft:
    words = (row.get("unit") or "") + (row.get("post") or "")
    return replace(draft, writer=Writer(row.get("post"), row.get("unit"), _find(draft, words)))


def _measures(draft: Draft, rows: list[dict[str, Any]]) -> Draft:
    """Measures in place of the passage's own: `quote`, and perhaps `deadline`, `owner`, `checkable`."""
    spans = _spans(draft, [row["quote"] for row in rows])
    made = tuple(
        Measure(
            f"M{number + 1}",
            span,
            deadline=_find(draft, row["deadline"]) if "deadline" in row else None,
            owner=_find(draft, row["owner"]) if "owner" in row else None,
            checkable=bool(row.get("checkable")),
        )
        for number, (row, span) in enumerate(zip(rows, spans, strict=True))
    )
    kept = tuple(part for part in draft.parts if part.name != "measures")
    part = PartSection("measures", None, Span(spans[0].start, spans[-1].end), tuple(spans))
    return replace(draft, measures=made, parts=(*kept, part))


def _leads(draft: Draft, rows: dict[int, dict[str, Any]]) -> Draft:
    """Lead sections: `heading` and its `wording`, and the `points` under it by their first words (none: no text)."""
    sections: list[LeadSection] = []
    points: list[Point] = []
    for lead, row in rows.items():
        found = _find(draft, row["heading"]) if "heading" in row else None
        spans = _spans(draft, row.get("points") or [])
        points += [Point(f"P{len(points) + number + 1}", span, lead, lead) for number, span in enumerate(spans)]
        whole = Span(found.start if found else spans[0].start, spans[-1].end if spans else found.end if found else 0)
        heading = Heading(found, lead, row.get("wording", "official")) if found else None
        sections.append(LeadSection(lead, heading, whole, tuple(spans)))
    return replace(draft, leads=tuple(sections), points=tuple(points))


def _about(draft: Draft, rows: dict[str, int]) -> Draft:
    """What points are about, by their first words: a lead other than the one they stand under."""
    about = {_find(draft, quote).start: lead for quote, lead in rows.items()}
    return replace(draft, points=tuple(replace(p, lead=about.get(p.span.start, p.lead)) for p in draft.points))


def _parts(draft: Draft, rows: dict[str, str]) -> Draft:
    """Parts in place of the passage's own: each one's first words; causes too, where there are."""
    spans = dict(zip(rows, _spans(draft, list(rows.values())), strict=True))
    parts = tuple(PartSection(name, None, span, (span,)) for name, span in spans.items())  # type: ignore[arg-type]
    causes = tuple(Cause("C1", span) for name, span in spans.items() if name == "causes")
    measures = tuple(Measure("M1", span) for name, span in spans.items() if name == "measures")
    points = draft.points if "problems" in rows else ()
    leads = draft.leads if "problems" in rows else ()
    return replace(draft, parts=parts, causes=causes, measures=measures, points=points, leads=leads)


_WAYS: dict[str, Callable[[Draft, Any], Draft]] = {
    "level": _level,
    "event": _event,
    "title": _title,
    "writer": _writer,
    "measures": _measures,
    "leads": _leads,
    "about": _about,
    "parts": _parts,
}
