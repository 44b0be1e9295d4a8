"""The claims of a YAML file: a passage with its quote in 【】, scored by rule, and what is claimed of it.

A case is a passage, or a mapping with `text` and perhaps `part` (problems, causes, measures; else what the code's
question is about), `filed` (the lead), `causes` and `measures` (passages behind the text), `reason`, `unit` and `post`
of the writer. A second 【】 is the other place of a contradiction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from service.domain.document import Span
from service.domain.draft import Draft, PartSection, Writer
from service.domain.point import Cause, Measure, Point
from service.questions import questions
from service.stages.by_rule.score_points import score_points
from tests.drafts import document_of, draft_of

FOLDER = Path(__file__).parent
_PARTS = {"point": "problems", "cause": "causes", "measure": "measures", "report": "problems"}


@dataclass(frozen=True)
class Claimed:
    """A draft, what the claim is about (None: the report), and its quotes."""

    draft: Draft
    subject: Point | Cause | Measure | None
    quotes: tuple[Span, ...]
    reason: str


def rows(kind: str, folder: str) -> list[tuple[str, str, Any]]:
    """(id, file stem, case) of every `pass` or `fail` case of a folder."""
    found = []
    for path in sorted((FOLDER / folder).glob("*.yaml")):
        cases = yaml.safe_load(path.read_text("utf-8"))[kind]
        found += [(f"{path.stem}-{kind}-{number}", path.stem, case) for number, case in enumerate(cases, 1)]
    return found


def slot_of(stem: str) -> str:
    """The slot that the denials of a file are about."""
    return str(yaml.safe_load((FOLDER / "denials" / f"{stem}.yaml").read_text("utf-8"))["slot"])


def claimed(case: str | dict[str, Any], code: str | None = None) -> Claimed:
    """The case laid out and scored. `code` tells what its claim is about; without one it is about a point."""
    row: dict[str, Any] = case if isinstance(case, dict) else {"text": case}
    scope = questions()[code].scope if code else "point"
    part = row.get("part", _PARTS[scope])
    words, quotes = _unmark(row["text"])
    draft = _with_items(draft_of(words, part), row)
    if "unit" in row:
        end = words.index("\n")
        draft = replace(draft, title=Span(0, end), writer=Writer(row["post"], row["unit"], Span(0, end)))
    if "filed" in row and draft.points:
        draft = replace(
            draft, points=tuple(replace(p, filed_under=row["filed"], lead=row["filed"]) for p in draft.points)
        )
    draft = replace(draft, scores=score_points(draft).kept)
    subjects = {"problems": draft.points, "causes": draft.causes, "measures": draft.measures}
    subject = None if scope == "report" else subjects[part][0]
    return Claimed(draft, subject, quotes, str(row.get("reason", "")))


def _unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    plain, quotes = "", []
    for piece in re.split("(【[^】]*】)", text):
        if piece.startswith("【"):
            quotes.append(Span(len(plain), len(plain) + len(piece) - 2))
        plain += piece.strip("【】")
    return plain, tuple(quotes)


def _with_items(draft: Draft, row: dict[str, Any]) -> Draft:
    """The draft with causes and measures written behind its text."""
    text = draft.text
    spans: dict[str, list[Span]] = {"causes": [], "measures": []}
    for part in spans:
        for words in row.get(part, ()):
            spans[part].append(Span(len(text) + 1, len(text) + 1 + len(words)))
            text += "\n" + words
    causes = tuple(Cause(f"C{n}", span) for n, span in enumerate(spans["causes"], 1))
    measures = tuple(Measure(f"M{n}", span) for n, span in enumerate(spans["measures"], 1))
    parts = tuple(
        PartSection(part, None, Span(held[0].start, held[-1].end), tuple(held))  # type: ignore[arg-type]
        for part, held in spans.items()
        if held
    )
    return replace(
        draft,
        document=document_of(text),
        causes=causes or draft.causes,
        measures=measures or draft.measures,
        parts=(*draft.parts, *parts),
    )
