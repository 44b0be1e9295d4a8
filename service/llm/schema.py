"""A JSON Schema brought into the strict subset: what constrained decoding of OpenAI, vLLM, Ollama and llama.cpp share.

Every property is required, nothing else is allowed, references are written out, and of all keywords only the few stay
that each of them knows. Limits that fall away here (ranges, else length and pattern) are the parser's to hold.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.llm.exchange import JsonObject, JsonValue

# minItems and maxItems stay: they end the endless lists that small models fall into.
KEPT = ("type", "description", "enum", "minItems", "maxItems")
# How a string looks and how long it is; servers differ on these.
LENGTHS = ("pattern", "minLength", "maxLength")
DEFINITIONS = "#/$defs/"


def strict(schema: Mapping[str, JsonValue], lengths: bool = False) -> JsonObject:
    """The schema in the strict subset; `strict(strict(s)) == strict(s)`. With `lengths` the forms of strings stay too.

    Raises ValueError, naming the place, for what the subset can't say: recursion, open objects, tuples, "anything".
    """
    definitions = schema.get("$defs", {})
    kept = (*KEPT, *LENGTHS) if lengths else KEPT
    made = _Strict(definitions if isinstance(definitions, dict) else {}, kept).form(schema, "$", ())
    if made.get("type") != "object":
        raise ValueError("$: the answer must be an object")
    return made


class _Strict:
    """Rewrites one schema; `names` are the references that are open on the way to here."""

    def __init__(self, definitions: JsonObject, kept: tuple[str, ...]) -> None:
        self._definitions = definitions
        self._kept = kept

    def form(self, schema: Mapping[str, JsonValue], place: str, names: tuple[str, ...]) -> JsonObject:
        if "$ref" in schema:
            return self._resolved(schema, place, names)
        if whole := _only_one(schema.get("allOf")):
            return self.form({**whole, **_without(schema, "allOf")}, place, names)
        made: JsonObject = {key: schema[key] for key in self._kept if key in schema}
        if "const" in schema:
            made["enum"] = [schema["const"]]
        if isinstance(choices := schema.get("anyOf", schema.get("oneOf")), list):
            made["anyOf"] = [self.form(_object(one, place), f"{place}|{at}", names) for at, one in enumerate(choices)]
        elif schema.get("type") == "object":
            made |= self._members(schema, place, names)
        elif schema.get("type") == "array":
            made["items"] = self.form(_object(schema.get("items"), place), f"{place}[]", names)
        elif "type" not in made and "enum" not in made:
            raise ValueError(f"{place}: says nothing of the type")
        return made

    def _resolved(self, schema: Mapping[str, JsonValue], place: str, names: tuple[str, ...]) -> JsonObject:
        name = str(schema["$ref"]).removeprefix(DEFINITIONS)
        if name in names or name not in self._definitions:
            raise ValueError(f"{place}: {name} refers to itself or to nothing")
        target = _object(self._definitions[name], place)
        return self.form({**target, **_without(schema, "$ref")}, place, (*names, name))

    def _members(self, schema: Mapping[str, JsonValue], place: str, names: tuple[str, ...]) -> JsonObject:
        properties = schema.get("properties")
        if not isinstance(properties, dict) or schema.get("additionalProperties"):
            raise ValueError(f"{place}: an object without fixed properties")
        made = {name: self.form(_object(row, place), f"{place}.{name}", names) for name, row in properties.items()}
        return {"properties": dict(made), "required": list(made), "additionalProperties": False}


def _only_one(schemas: JsonValue) -> JsonObject | None:
    """The only member of an `allOf`: Pydantic's way to add a description to a reference."""
    return schemas[0] if isinstance(schemas, list) and len(schemas) == 1 and isinstance(schemas[0], dict) else None


def _without(schema: Mapping[str, JsonValue], key: str) -> JsonObject:
    return {name: value for name, value in schema.items() if name != key}


def _object(value: JsonValue, place: str) -> JsonObject:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: no schema of its members")
    return value
