"""Word lists as data: one file, one list, read once and kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from service.errors import BadLexicon


def _read(name: str) -> str:
    try:
        return files(__name__).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise BadLexicon(f"word list service/lexicons/{name} can't be read: {error}") from error


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `NAME.txt`, without blanks and without `#` comments."""
    rows = (row.split("#", 1)[0].strip() for row in _read(f"{name}.txt").splitlines())
    return tuple(row for row in rows if row)


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `NAME.tsv`, each a tuple of its cells, without blank and `#` lines."""
    rows = (row for row in _read(f"{name}.tsv").splitlines() if row.strip() and not row.startswith("#"))
    return tuple(tuple(map(str.strip, row.split("\t"))) for row in rows)


@cache
def tree(name: str) -> Any:
    """The content of `NAME.yaml`; a fault is told with file and line."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(_read(f"{name}.yaml"), Loader=loader)
    except yaml.YAMLError as error:
        raise BadLexicon(f"service/lexicons/{name}.yaml: {error}") from error
