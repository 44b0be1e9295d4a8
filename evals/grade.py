"""Reviews labelled samples and grades the reviews: one table of measures, each against its bar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from evals.case import load, load_all
from evals.marks import Grade, Mark, Slip
from evals.reviewed import Reviewed
from service.domain.report import Report
from service.plugins import find

Review = Callable[[bytes, str, str | None], Report]
Grader = Callable[[Sequence[Reviewed]], Grade]


@dataclass(frozen=True, slots=True)
class Graded:
    """What all graders say of the same reviews."""

    reports: tuple[str, ...]
    grades: tuple[Grade, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every measure beside its bar, in the graders' order."""
        return tuple(_barred(mark) for grade in self.grades for mark in grade.marks)

    def slips(self, code: str) -> list[Slip]:
        """Every miss, false alarm and sprung trap of that code."""
        return [slip for grade in self.grades for slip in grade.slips if slip.code == code]

    def as_json(self, code: str | None = None) -> dict[str, Any]:
        """Plain values for `json.dump`; the slips of `code` only where it is asked for, as they quote reports."""
        found: dict[str, Any] = {
            "reports": list(self.reports),
            "marks": [mark.row() for mark in self.marks],
            "tables": {grade.name: grade.table for grade in self.grades if grade.table},
        }
        return {**found, "slips": [slip.row() for slip in self.slips(code)]} if code else found


def grade(samples: Path, review: Review, only: str | None = None) -> Graded:
    """Review the samples of a folder and grade what comes back. Raises BadLabels."""
    return judge(reviewed(samples, review, only))


def reviewed(samples: Path, review: Review, only: str | None = None) -> list[Reviewed]:
    """Each sample with its review; labels are laid on the text that the reader gave."""
    found = []
    for case in load_all(samples, only):
        report = review(case.text.encode("utf-8"), f"{case.name}.txt", case.rubric)
        text = report.document.text
        found.append(Reviewed(case if text == case.text else load(samples / f"{case.name}.yaml", text), report))
    return found


def judge(pairs: Iterable[Reviewed]) -> Graded:
    """Ask every grader about the same reviews."""
    held = list(pairs)
    graders: dict[str, Grader] = find("evals.graders", "grade")
    return Graded(tuple(pair.case.name for pair in held), tuple(grader(held) for grader in graders.values()))


@lru_cache(maxsize=1)
def bars() -> dict[str, dict[str, float]]:
    """Measure → `least` or `most`, from bars.yaml."""
    content: dict[str, dict[str, float]] = yaml.safe_load(files("evals").joinpath("bars.yaml").read_text("utf-8"))
    return content


def _barred(mark: Mark) -> Mark:
    bar = bars().get(mark.name, {})
    return Mark(mark.name, mark.value, mark.of, bar.get("least"), bar.get("most"))
