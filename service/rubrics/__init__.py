"""Rubrics are data: one YAML file a year, read here and nowhere else."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from service.domain.rubric import Rubric
from service.errors import BadRubric, UnknownName

_ADAPTER: TypeAdapter[Rubric] = TypeAdapter(Rubric)


@lru_cache(maxsize=None)
def names() -> tuple[str, ...]:
    """The rubrics that there are, the first one being the default of ties."""
    found = (path.name[:-5] for path in files(__name__).iterdir() if path.name.endswith(".yaml"))
    return tuple(sorted((name for name in found if not name.startswith("_")), key=_newest_last))


def _newest_last(name: str) -> tuple[int, str]:
    return (int(name.rsplit("-", 1)[-1]) if name.rsplit("-", 1)[-1].isdigit() else 0, name)


@lru_cache(maxsize=None)
def load(name: str) -> Rubric:
    """The rubric of that name. Raises UnknownName, or BadRubric with file and line."""
    if name not in names():
        raise UnknownName(f"没有名为“{name}”的评价标准。可用的有：{'、'.join(names())}。")
    raw = {**_read("_common"), **_read(name)}
    raw["policies"] = {**_read("_common")["policies"], **raw.get("policies", {})}
    try:
        return _ADAPTER.validate_python(raw)
    except ValidationError as error:
        raise BadRubric(f"service/rubrics/{name}.yaml: {error}") from error


@lru_cache(maxsize=None)
def _read(name: str) -> dict[str, Any]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content: dict[str, Any] = yaml.load(files(__name__).joinpath(f"{name}.yaml").read_text("utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise BadRubric(f"service/rubrics/{name}.yaml: {error}") from error
    return content
