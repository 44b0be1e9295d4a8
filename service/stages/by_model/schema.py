"""Narrows an answer type's JSON Schema to what there is in this report: its ids, and one entry for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import cast

from pydantic import BaseModel

from service.llm.exchange import JsonObject
from service.llm.schema import strict


def narrowed(answer: type[BaseModel], lists: Mapping[str, tuple[str, Sequence[str]]]) -> JsonObject:
    """The schema of `answer`; `lists` maps a list's name to the id field of its items and the ids, one item for each.

    An empty list of ids makes the list an empty one.
    """
    schema = deepcopy(_whole(answer))
    properties = cast(dict[str, JsonObject], schema["properties"])
    for name, (field, ids) in lists.items():
        row = properties[name]
        row["minItems"] = row["maxItems"] = len(ids)
        if ids:
            item = cast(dict[str, dict[str, JsonObject]], row["items"])
            item["properties"][field] = {"type": "string", "enum": list(dict.fromkeys(ids))}
    return schema


@lru_cache(maxsize=16)
def _whole(answer: type[BaseModel]) -> JsonObject:
    return _without_words(strict(answer.model_json_schema(), lengths=True))


def _without_words(schema: JsonObject) -> JsonObject:
    """Without docstrings: they are for developers, and the prompt says what is wanted."""
    kept = {key: value for key, value in schema.items() if key != "description"}
    for key, value in kept.items():
        if key == "properties" and isinstance(value, dict):
            kept[key] = {name: _without_words(cast(JsonObject, each)) for name, each in value.items()}
        elif isinstance(value, dict):
            kept[key] = _without_words(value)
    return kept
