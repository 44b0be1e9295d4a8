"""The passages of `NAME.yaml`, read into cases: the text as a check meets it, and the spans that are at fault.

A case is a string, or a mapping with `text` (or `report`: laid out by its headings), and perhaps `part`, `rubric`,
`faults` (the words at fault, for texts that hold 【】 of their own; for a fault of absence `absent: true`) and `given`
(what stages would have found: see tests/dressing.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from service.domain.document import Span
from service.domain.draft import Draft
from tests.drafts import RUBRIC, draft_of, laid_out
from tests.dressing import dressed

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One passage. `faults`: the regions to be met, one fault each; `absent`: a fault without a span is wanted."""

    code: str
    text: str
    faults: tuple[Span, ...]
    part: str
    rubric: str
    whole: bool
    absent: bool
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        """The passage laid out, and dressed with what its `given` says."""
        if self.whole:
            return dressed(laid_out(self.text, self.rubric), self.given)
        return dressed(draft_of(self.text, self.part, self.rubric), self.given)  # type: ignore[arg-type]


def cases(kind: str) -> list[Any]:
    """Every `pass` or `fail` case of every YAML file here, as (code, case) parameters."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text("utf-8")).get(kind) or []):
            found.append((f"{path.stem}-{kind}-{number + 1}", _case(path.stem, raw, marked=kind == "fail")))
    return found


def _case(stem: str, raw: str | dict[str, Any], marked: bool) -> Case:
    row: dict[str, Any] = raw if isinstance(raw, dict) else {"text": raw}
    text = str(row.get("report") or row["text"])
    if marked and "faults" not in row and not row.get("absent"):
        text, faults = _unmark(text)
    else:
        faults = tuple(_find(text, quote) for quote in row.get("faults", ()))
    rubric, part = row.get("rubric", RUBRIC), row.get("part", "problems")
    return Case(
        stem.replace("_", "-"),
        text,
        faults,
        part,
        rubric,
        "report" in row,
        bool(row.get("absent")),
        row.get("given") or {},
    )


def _find(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def _unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    plain, faults, start = "", [], 0
    for char in text:
        if char == "【":
            start = len(plain)
        elif char == "】":
            faults.append(Span(start, len(plain)))
        else:
            plain += char
    return plain, tuple(faults)
