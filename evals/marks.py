"""What a grader answers: measures with their counts, and the single slips behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """One measure. `value` is None where nothing could be measured, which is not zero; `of` tells the counts."""

    name: str
    value: float | None
    of: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def passed(self) -> bool | None:
        """Whether the bar is met; None without a bar or a value."""
        if self.value is None or (self.least is None and self.most is None):
            return None
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def row(self) -> dict[str, object]:
        """Plain values, the value rounded to six places."""
        value = None if self.value is None else round(self.value, 6)
        bar = {"least": self.least, "most": self.most}
        return {"name": self.name, "value": value, "of": self.of, **bar, "passed": self.passed}


@dataclass(frozen=True, slots=True)
class Slip:
    """One miss, false alarm or sprung trap, with a short quote for developers."""

    report: str
    code: str
    kind: Literal["miss", "false alarm", "repeat", "trap"]
    quote: str

    def row(self) -> dict[str, str]:
        """Plain values."""
        return {"report": self.report, "code": self.code, "kind": self.kind, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grader's answer; `table` is a matrix or a list that a measure sums up."""

    name: str
    marks: tuple[Mark, ...]
    slips: tuple[Slip, ...] = ()
    table: dict[str, list[int]] = field(default_factory=dict)


def share(name: str, part: int, whole: int) -> Mark:
    """The measure part / whole; None where the whole is empty."""
    return Mark(name, part / whole if whole else None, f"{part}/{whole}")
