"""What is wrong and where: a check tells the fault, the runner adds code, severity and authority."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.document import Span
from service.domain.edit import Edit
from service.domain.point import Origin
from service.domain.rubric import Authority, PartName, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as a check sees it. A fault of absence has no span and names its lead, part or point.

    `message` is Chinese: what is wrong, and what to do. `versus` is the other side of a clash. Ids of points, causes
    and measures are left out where the span tells them.
    """

    message: str
    span: Span | None = None
    lead: int | None = None
    part: PartName | None = None
    point: str | None = None
    cause: str | None = None
    measure: str | None = None
    versus: Span | None = None
    edits: tuple[Edit, ...] = ()
    doubtful: bool = False  # the signal is weak: shown as "minor" whatever the rubric says


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its code, how grave it is and on whose word, and who found it."""

    code: str
    fault: Fault
    severity: Severity
    authority: Authority
    origin: Origin = "rule"
