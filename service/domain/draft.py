"""A document laid out by a rubric: the sole input of checks, guards and stages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from service.domain.document import Document, Span
from service.domain.point import Cause, Measure, Point, PointScore
from service.domain.rubric import PartName, Rubric

Wording = Literal["official", "accepted", "drift", "stale"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A lead heading as written: `span` covers its words without number, 在…方面 kept, end punctuation left out.

    `wording`: official or accepted as it stands; drift differs from this rubric's name; stale is another year's name.
    """

    span: Span
    lead: int
    wording: Wording


@dataclass(frozen=True, slots=True)
class LeadSection:
    """What stands under one lead heading; `items` are the spans of its problem points, in reading order."""

    lead: int | None
    heading: Heading | None
    span: Span
    items: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PartSection:
    """One part of the report; `items` are its paragraphs' bodies (for causes and measures: one item each)."""

    name: PartName
    heading: Span | None
    span: Span
    items: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, as far as the title and the preamble tell."""

    post: str | None = None
    unit: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The writer's or office's word that these codes (empty: all) are not to be raised in this span."""

    span: Span
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The writer's own words for a blank: `key` is a slot, a blank's label, or the question; `point` may be None."""

    key: str
    words: str
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the text; everything in it counts as said by the writer."""

    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The laid-out report. The pipeline fills `points`, `scores`, `causes` and `measures` before checks run."""

    document: Document
    rubric: Rubric
    title: Span | None
    writer: Writer
    parts: tuple[PartSection, ...]
    leads: tuple[LeadSection, ...]
    background: Background = Background()
    silences: tuple[Silence, ...] = ()
    points: tuple[Point, ...] = ()
    scores: tuple[PointScore, ...] = ()
    causes: tuple[Cause, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The document's text, which every span points into."""
        return self.document.text

    def part(self, name: PartName) -> tuple[PartSection, ...]:
        """The sections of that part, in reading order; empty where the report has none."""
        return tuple(section for section in self.parts if section.name == name)

    @cached_property
    def _scores(self) -> dict[str, PointScore]:
        return {score.point: score for score in self.scores}

    def score(self, point: str) -> PointScore | None:
        """The score of the point with that id."""
        return self._scores.get(point)

    @cached_property
    def causes_of(self) -> dict[str, tuple[str, ...]]:
        """Point id → ids of the causes that explain it; points with none are left out."""
        return _turned((cause.id, cause.explains) for cause in self.causes)

    @cached_property
    def measures_of(self) -> dict[str, tuple[str, ...]]:
        """Point id → ids of the measures that answer it; points with none are left out."""
        return _turned((measure.id, measure.answers) for measure in self.measures)

    def section(self, span: Span) -> LeadSection | None:
        """The lead section that holds `span`, None where none does."""
        at = bisect_right(self.leads, span.start, key=lambda section: section.span.start) - 1
        return self.leads[at] if at >= 0 and self.leads[at].span.holds(span) else None

    def holder(self, span: Span) -> Point | None:
        """The point that holds `span`, None where none does."""
        at = bisect_right(self.points, span.start, key=lambda point: point.span.start) - 1
        return self.points[at] if at >= 0 and self.points[at].span.holds(span) else None


def _turned(rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, points in rows:
        for point in points:
            found.setdefault(point, []).append(name)
    return {point: tuple(names) for point, names in found.items()}
