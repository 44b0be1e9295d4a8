"""Narrows an answer type's JSON Schema to what there is in this report: its ids, and one entry for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from pydantic import BaseModel

from service.llm.exchange import JsonObject


def narrowed(answer: type[BaseModel], lists: Mapping[str, tuple[str, Sequence[str]]]) -> JsonObject:
    """The schema of `answer`; `lists` maps a list's name to the id field of its items and the ids, one item for each.

    An empty list of ids makes the list an empty one.
    """
    schema = cast(JsonObject, _inlined(_raw(answer), _raw(answer).get("$defs")))
    schema.pop("$defs", None)
    properties = cast(dict[str, JsonObject], schema["properties"])
    for name, (field, ids) in lists.items():
        row = properties[name]
        row["minItems"] = row["maxItems"] = len(ids)
        if ids:
            item = cast(dict[str, dict[str, JsonObject]], row["items"])
            item["properties"][field] = {"type": "string", "enum": list(ids)}
    return schema


@lru_cache(maxsize=16)
def _raw(answer: type[BaseModel]) -> dict[str, object]:
    return answer.model_json_schema()


def _inlined(node: object, definitions: object) -> object:
    """A copy without references, titles, docstrings and defaults, every property required."""
    if isinstance(node, list):
        return [_inlined(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node and isinstance(definitions, dict):
        return _inlined(definitions[str(node["$ref"]).rsplit("/", 1)[-1]], definitions)
    kept = {
        key: ({name: _inlined(each, definitions) for name, each in value.items()})
        if key == "properties"
        else _inlined(value, definitions)
        for key, value in node.items()
        if key not in ("title", "description", "default", "$defs")
    }
    if isinstance(properties := kept.get("properties"), dict):
        kept |= {"required": list(properties), "additionalProperties": False}
    return kept
