"""The rows of a label file, with every quote turned into a span of the report's text."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.document import Span
from service.domain.point import SlotKind
from service.domain.rubric import PartName


@dataclass(frozen=True, slots=True)
class LabelledPoint:
    """A problem point: where it stands, its two leads, its level from 0 to 4, and the words that fill its slots."""

    id: str
    span: Span
    filed_under: int | None
    lead: int | None
    level: int
    elements: dict[SlotKind, Span]


@dataclass(frozen=True, slots=True)
class LabelledCause:
    """A cause paragraph, from its quote to the end of its line or to the next row."""

    id: str
    span: Span
    explains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledMeasure:
    """A measure, from its quote to the end of its line or to the next row."""

    id: str
    span: Span
    answers: tuple[str, ...]
    deadline: Span | None
    owner: Span | None
    checkable: bool


@dataclass(frozen=True, slots=True)
class LabelledDefect:
    """What a careful reviewer would raise; a defect of absence has no span and names its lead, part or an id."""

    code: str
    span: Span | None
    quote: str
    versus: Span | None = None
    lead: int | None = None
    part: PartName | None = None
    point: str | None = None
    cause: str | None = None
    measure: str | None = None

    @property
    def where(self) -> str:
        """A short quote, or the name of what is absent."""
        absent = (f"{key} {getattr(self, key)}" for key in ("lead", "part", "point", "cause", "measure"))
        return self.quote or ", ".join(name for name in absent if not name.endswith(" None"))


@dataclass(frozen=True, slots=True)
class Trap:
    """A passage that is right as it stands; `code` is the false alarm that it invites."""

    code: str
    span: Span
    quote: str
    why: str


@dataclass(frozen=True)
class Case:
    """One labelled report; all spans point into `text`."""

    name: str
    text: str
    rubric: str
    post: str | None = None
    unit: str | None = None
    parts: dict[PartName, bool] = field(default_factory=dict)
    points: tuple[LabelledPoint, ...] = ()
    causes: tuple[LabelledCause, ...] = ()
    measures: tuple[LabelledMeasure, ...] = ()
    defects: tuple[LabelledDefect, ...] = ()
    traps: tuple[Trap, ...] = ()
