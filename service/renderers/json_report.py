"""The review as JSON: the contract that every tool can build on, with its JSON Schema."""

from __future__ import annotations

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from service.domain.report import Report

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def render(report: Report, source: bytes | None = None, lang: str = "zh") -> bytes:
    """UTF-8 JSON, indented, ending in a line break; keys are the same in every language."""
    return f"{report.model_dump_json(by_alias=True, indent=2)}\n".encode()


def schema() -> JsonSchemaValue:
    """The JSON Schema (2020-12) of what `render` writes, made from the types; a span is an array of two integers.

    Every key is required, for every key is always written. Others are allowed: a later version may add some, and an
    older reader must still read.
    """
    made = Report.model_json_schema(by_alias=True, mode="serialization")
    for row in (made, *made["$defs"].values()):
        if row.get("additionalProperties") is False:
            del row["additionalProperties"]
            row["required"] = list(row["properties"])
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": "urn:sixlead:report:1", **made}
