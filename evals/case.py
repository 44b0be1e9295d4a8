"""Loads labelled samples, each a pair NAME.txt and NAME.yaml, and finds every quote in the text once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals.labels import Case, LabelledCause, LabelledDefect, LabelledMeasure, LabelledPoint, Trap
from service.domain.document import Span
from service.errors import BadInput

# A YAML row is untyped until it is read here; nothing outside this file sees one.
Row = dict[str, Any]


class BadLabels(BadInput):
    """A label file can't be read; the message names the file and the row, never the report's text."""


def load_all(folder: Path, only: str | None = None) -> list[Case]:
    """Every sample of the folder in name order, or the one called `only`. Raises BadLabels."""
    if not folder.is_dir():
        raise BadLabels(f"{folder}: no such folder; --samples takes a folder of NAME.txt and NAME.yaml pairs")
    paths = [path for path in sorted(folder.glob("*.yaml")) if only in (None, path.stem)]
    if not paths:
        raise BadLabels(f"{folder}: no labels here{f' for {only!r}' if only else ''}; a label file is NAME.yaml")
    return [load(path) for path in paths]


def load(path: Path, text: str | None = None) -> Case:
    """The sample whose labels are at `path`; `text` replaces the words of NAME.txt, such as a reader's own."""
    try:
        labels: Row = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = path.with_suffix(".txt").read_text(encoding="utf-8") if text is None else text
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadLabels(f"{path}: can't be read: {error}") from error
    if not isinstance(labels, dict):
        raise BadLabels(f"{path}: a label file is a mapping with points, causes, measures, defects, not_defects")
    return _Finder(path.name, words).case(path.stem, labels)


@dataclass(frozen=True)
class _Finder:
    """Turns the quotes of one label file into spans of one text."""

    file: str
    text: str

    def case(self, name: str, labels: Row) -> Case:
        writer: Row = labels.get("writer") or {}
        points = tuple(self._points(self._rows(labels, "points")))
        inside = {point.id: point.span for point in points}
        return Case(
            name=name,
            text=self.text,
            rubric=self._get(labels, "rubric", "the head"),
            post=writer.get("post"),
            unit=writer.get("unit"),
            parts=dict(labels.get("parts") or {}),
            points=points,
            causes=tuple(self._causes(self._rows(labels, "causes"))),
            measures=tuple(self._measures(self._rows(labels, "measures"))),
            defects=tuple(self._defect(row, at, inside) for at, row in self._rows(labels, "defects")),
            traps=tuple(self._trap(row, at) for at, row in self._rows(labels, "not_defects")),
        )

    def _rows(self, labels: Row, key: str) -> list[tuple[str, Row]]:
        rows = labels.get(key) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadLabels(f"{self.file}: {key} must be a list of rows")
        return [
            (f"{key}[{number}] {row.get('id') or row.get('code') or ''}".strip(), row)
            for number, row in enumerate(rows)
        ]

    def _get(self, row: Row, key: str, at: str) -> Any:
        if key not in row:
            raise BadLabels(f"{self.file}: {at}: no {key!r}")
        return row[key]

    def _find(self, words: str, at: str, within: Span | None = None, after: int = 0) -> Span:
        """Where the words stand: inside `within` if they are there, else the first place from `after` on."""
        start = self.text.find(words, *within) if within else -1
        start = start if start >= 0 else self.text.find(words, after)
        start = start if start >= 0 else self.text.find(words)
        if start < 0 or not words:
            raise BadLabels(f"{self.file}: {at}: not verbatim in the report")
        return Span(start, start + len(words))

    def _maybe(self, words: str | None, at: str, within: Span | None = None) -> Span | None:
        return self._find(str(words), at, within) if words else None

    def _points(self, rows: Iterable[tuple[str, Row]]) -> Iterable[LabelledPoint]:
        last = 0
        for at, row in rows:
            start = self._find(self._get(row, "quote", at), at, after=last).start
            last = self._find(self._get(row, "end", at), f"{at} end", after=start).end
            span = Span(start, last)
            elements = {
                kind: self._find(words, f"{at} {kind}", span) for kind, words in (row.get("elements") or {}).items()
            }
            level = int(self._get(row, "specificity", at))
            yield LabelledPoint(str(row["id"]), span, row.get("filed_under"), row.get("lead"), level, elements)

    def _paragraphs(self, rows: list[tuple[str, Row]]) -> Iterable[tuple[Row, Span, str]]:
        """Each row with its span: from the quote to the end of the line, or to the next row on the same line."""
        starts = [self._find(self._get(row, "quote", at), at).start for at, row in rows]
        for (at, row), start in zip(rows, starts, strict=True):
            line = self.text.find("\n", start)
            ends = [line if line >= 0 else len(self.text), *(other for other in starts if other > start)]
            yield row, Span(start, min(ends)), at

    def _causes(self, rows: list[tuple[str, Row]]) -> Iterable[LabelledCause]:
        for row, span, _ in self._paragraphs(rows):
            yield LabelledCause(str(row["id"]), span, tuple(row.get("explains") or ()))

    def _measures(self, rows: list[tuple[str, Row]]) -> Iterable[LabelledMeasure]:
        for row, span, at in self._paragraphs(rows):
            deadline, owner = (self._maybe(row.get(key), at, span) for key in ("deadline", "owner"))
            yield LabelledMeasure(
                str(row["id"]), span, tuple(row.get("answers") or ()), deadline, owner, bool(row.get("checkable"))
            )

    def _defect(self, row: Row, at: str, inside: dict[str, Span]) -> LabelledDefect:
        within = inside.get(row.get("point", ""))
        names = {key: row[key] for key in ("lead", "part", "point", "cause", "measure") if row.get(key) is not None}
        span, versus = self._maybe(row.get("quote"), at, within), self._maybe(row.get("versus"), at)
        return LabelledDefect(self._get(row, "code", at), span, row.get("quote") or "", versus, **names)

    def _trap(self, row: Row, at: str) -> Trap:
        quote = self._get(row, "quote", at)
        return Trap(self._get(row, "code", at), self._find(quote, at), quote, str(row.get("why") or ""))
