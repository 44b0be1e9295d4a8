"""Rubrics are data: one YAML file a year, read here and nowhere else."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter, ValidationError

from service.domain.rubric import Rubric
from service.errors import BadRubric, UnknownName

_ADAPTER: TypeAdapter[Rubric] = TypeAdapter(Rubric)
_TABLE: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


@cache
def names() -> tuple[str, ...]:
    """The rubrics that there are, the first one being the default of ties."""
    found = (path.name[:-5] for path in files(__name__).iterdir() if path.name.endswith(".yaml"))
    return tuple(sorted((name for name in found if not name.startswith("_")), key=_newest_last))


def _newest_last(name: str) -> tuple[int, str]:
    return (int(name.rsplit("-", 1)[-1]) if name.rsplit("-", 1)[-1].isdigit() else 0, name)


@cache
def load(name: str) -> Rubric:
    """The rubric of that name. Raises UnknownName, or BadRubric with file and line."""
    if name not in names():
        raise UnknownName(f"没有名为“{name}”的评价标准。可用的有：{'、'.join(names())}。")
    common, own = _read("_common"), _read(name)
    raw = {**common, **own, "policies": {**_policies(common), **_policies(own)}}
    try:
        return _ADAPTER.validate_python(raw)
    except ValidationError as error:
        raise BadRubric(f"service/rubrics/{name}.yaml: {error}") from error


def _policies(raw: dict[str, object]) -> dict[str, object]:
    found = raw.get("policies")
    return found if isinstance(found, dict) else {}


@cache
def _read(name: str) -> dict[str, object]:
    text = files(__name__).joinpath(f"{name}.yaml").read_text("utf-8")
    try:
        return _TABLE.validate_python(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, ValidationError) as error:
        raise BadRubric(f"service/rubrics/{name}.yaml: {error}") from error
