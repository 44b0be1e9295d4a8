"""The report as every door gives it: the JSON contract, one frozen value, its levels and totals computed here."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.domain.document import Span
from service.domain.edit import EditVerdict
from service.domain.point import Origin, SlotKind
from service.domain.rubric import Authority, PartName, Severity

Mode = Literal["rule", "model", "mixed"]


class Row(BaseModel):
    """Every row of the report: frozen, and with no key that the contract does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentRow(Row):
    """The text that all spans point into (code points, half-open)."""

    name: str
    sha256: str
    text: str
    notes: tuple[str, ...] = ()


class WriterRow(Row):
    """Who writes, as far as the text tells."""

    post: str | None
    unit: str | None


class LeadRow(Row):
    """One lead of the rubric; `level` is the mean of its points, None for none; `share` is of all problem text."""

    id: int
    name: str
    headings: tuple[Span, ...]
    points: tuple[str, ...]
    level: float | None
    share: float


class SlotRow(Row):
    """The words that fill a slot."""

    span: Span
    quote: str


class MissingRow(Row):
    """An empty slot and the question that would fill it."""

    slot: SlotKind
    question: str


class VerdictRow(Row):
    """One judged question with its evidence."""

    code: str
    holds: bool
    span: Span | None
    reason: str
    origin: Origin


class PointRow(Row):
    """One problem point with all that hangs on it."""

    id: str
    span: Span
    filed_under: int | None
    lead: int | None
    lead_reason: str
    level: int = Field(ge=0, le=4)
    origin: Origin
    slots: dict[SlotKind, SlotRow]
    missing: tuple[MissingRow, ...]
    verdicts: tuple[VerdictRow, ...]
    causes: tuple[str, ...]
    measures: tuple[str, ...]


class CauseRow(Row):
    """One cause paragraph and the points that it explains."""

    id: str
    span: Span
    explains: tuple[str, ...] = ()


class MeasureRow(Row):
    """One measure; `deadline` and `owner` are its own words, None where it has none."""

    id: str
    span: Span
    answers: tuple[str, ...] = ()
    deadline: str | None
    owner: str | None
    checkable: bool


class FindingRow(Row):
    """One fault. A finding of absence has no span and names its lead, part, point, cause or measure."""

    id: str
    code: str
    span: Span | None
    lead: int | None
    part: PartName | None
    point: str | None
    cause: str | None = None
    measure: str | None = None
    versus: Span | None = None
    message: str
    severity: Severity
    authority: Authority
    origin: Origin
    edits: tuple[str, ...] = ()


class BlankRow(Row):
    """A fact to be filled in by the writer."""

    slot: str
    question: str


class FactsRow(Row):
    """Facts kept, added and dropped by an edit."""

    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class EditRow(Row):
    """One suggested change; edits never overlap."""

    id: str
    point: str | None
    code: str
    span: Span
    original: str
    replacement: str
    blanks: tuple[BlankRow, ...]
    verdict: EditVerdict
    reason: str
    facts: FactsRow
    origin: Origin


class RejectedRow(Row):
    """An answer that a guard refused, and why."""

    stage: str
    guard: str
    reason: str
    point: str | None = None
    answer: str = ""


class UnscoredRow(Row):
    """A point that got no score, and why: never a zero."""

    point: str
    reason: str


class TotalsRow(Row):
    """`level` is the mean over points (None for none); `by_level` counts points at 0 … 4."""

    level: float | None
    points: int
    by_level: tuple[int, int, int, int, int]
    findings: dict[Severity, int]


class TraceRow(Row):
    """One exchange with a model."""

    stage: str
    prompt: str
    sha: str
    model: str
    tokens_in: int | None
    tokens_out: int | None
    cached: int | None
    seconds: float | None
    cost: float | None
    from_ledger: bool


class RevisedRow(Row):
    """The text with the `ready` edits and the answered ones applied (unanswered blanks stay), and how it fares then.

    `levels` gives each point's level there, by the point's id here.
    """

    text: str
    levels: dict[str, int]
    level: float | None


class Report(Row):
    """A whole review. `rewrites` are other ways to put passages, each to be chosen in place of the edits it overlaps.

    `schema_` is written `schema`: it rises when a key is renamed or changes its meaning.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    schema_: Literal[1] = Field(default=1, alias="schema")
    rubric: str
    rubric_label: str
    mode: Mode
    document: DocumentRow
    writer: WriterRow
    parts: dict[PartName, tuple[Span, ...]]
    leads: tuple[LeadRow, ...]
    points: tuple[PointRow, ...]
    causes: tuple[CauseRow, ...]
    measures: tuple[MeasureRow, ...]
    findings: tuple[FindingRow, ...]
    edits: tuple[EditRow, ...]
    rewrites: tuple[EditRow, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    unscored: tuple[UnscoredRow, ...] = ()
    totals: TotalsRow
    traces: tuple[TraceRow, ...] = ()
    revised: RevisedRow | None = None
