"""The strict subset: nothing in it that a server refuses, nothing of the form lost, and a clear no to the rest."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import jsonschema
import pytest
from pydantic import BaseModel, Field, ValidationError

from service.llm.exchange import JsonObject, JsonValue
from service.llm.schema import strict

ALLOWED = {"type", "description", "enum", "minItems", "maxItems", "anyOf", "items"}
ALLOWED |= {"properties", "required", "additionalProperties"}


class Mark(StrEnum):
    YES = "yes"
    NO = "no"


class Quote(BaseModel):
    """A quote."""

    number: int = Field(ge=1, le=99, description="句号")
    words: str = Field(default="", max_length=12, pattern="^.+$")


class Cause(BaseModel):
    kind: Literal["cause"]
    because: Quote = Field(description="原因")


class Measure(BaseModel):
    kind: Literal["measure"] = "measure"
    until: str | None = None


class Answer(BaseModel):
    mark: Mark = Mark.NO
    share: float = 0.5
    quotes: list[Quote] = Field(default_factory=list, max_length=3)
    parts: list[Annotated[Cause | Measure, Field(discriminator="kind")]]
    title: str  # a property named as a keyword is a property


def keywords(schema: JsonValue, *, names: bool = False) -> set[str]:
    """Every keyword in the schema; the names of properties are no keywords."""
    if isinstance(schema, list):
        return {word for row in schema for word in keywords(row)}
    if not isinstance(schema, dict):
        return set()
    below = {word for key, row in schema.items() for word in keywords(row, names=key == "properties" and not names)}
    return below if names else below | set(schema)


def test_only_allowed_keywords_are_left() -> None:
    made = strict(Answer.model_json_schema())
    assert keywords(made) <= ALLOWED
    jsonschema.Draft202012Validator.check_schema(made)
    assert strict(made) == made


def test_every_object_is_closed_and_whole() -> None:
    found: list[JsonObject] = []

    def walk(schema: JsonValue) -> None:
        for row in schema if isinstance(schema, list) else schema.values() if isinstance(schema, dict) else ():
            walk(row)
        if isinstance(schema, dict) and schema.get("type") == "object":
            found.append(schema)

    walk(strict(Answer.model_json_schema()))
    assert len(found) == 5  # answer, quote twice, cause, measure
    for row in found:
        assert row["additionalProperties"] is False
        assert row["required"] == list(row["properties"])


def test_references_are_written_out_with_what_stands_beside_them() -> None:
    parts = strict(Answer.model_json_schema())["properties"]["parts"]["items"]["anyOf"]
    assert parts[0]["properties"]["because"]["description"] == "原因"
    assert parts[0]["properties"]["because"]["properties"]["number"] == {"type": "integer", "description": "句号"}
    assert parts[0]["properties"]["kind"] == {"type": "string", "enum": ["cause"]}


WHOLE = {
    "mark": "yes",
    "share": 1,
    "quotes": [{"number": 3, "words": "学习不深"}],
    "parts": [{"kind": "cause", "because": {"number": 4, "words": "懒"}}, {"kind": "measure", "until": None}],
    "title": "标题",
}


@pytest.mark.parametrize(
    ("change", "held"),
    [
        ({}, True),
        ({"share": "half"}, False),
        ({"mark": "perhaps"}, False),
        ({"quotes": [{"number": 3}]}, False),
        ({"quotes": [{"number": 3, "words": "x", "more": 1}]}, False),
        ({"quotes": [{"number": 1, "words": "x"}] * 4}, False),
        ({"parts": [{"kind": "other"}]}, False),
        ({"extra": 1}, False),
    ],
)
def test_it_holds_answers_to_the_form(change: JsonObject, held: bool) -> None:
    validator = jsonschema.Draft202012Validator(strict(Answer.model_json_schema()))
    answer = {**WHOLE, **change}
    assert validator.is_valid(answer) is held
    if held:
        Answer.model_validate(answer)


def test_limits_that_fall_away_are_the_parsers_to_hold() -> None:
    answer = {**WHOLE, "quotes": [{"number": 100, "words": "x" * 13}]}
    assert jsonschema.Draft202012Validator(strict(Answer.model_json_schema())).is_valid(answer)
    with pytest.raises(ValidationError):
        Answer.model_validate(answer)


class Tree(BaseModel):
    leaves: list[Tree]


class Table(BaseModel):
    cells: dict[str, int]


class Pair(BaseModel):
    both: tuple[int, str]


class Anything(BaseModel):
    value: object


class Rows(BaseModel):
    rows: list[Table]


@pytest.mark.parametrize(
    ("model", "place"),
    [
        (Tree, r"\$.*Tree"),
        (Table, r"\$\.cells"),
        (Pair, r"\$\.both"),
        (Anything, r"\$\.value"),
        (Rows, r"\$\.rows\[\]\.cells"),
    ],
)
def test_what_it_cannot_say_is_named_by_its_place(model: type[BaseModel], place: str) -> None:
    with pytest.raises(ValueError, match=place):
        strict(model.model_json_schema())


@pytest.mark.parametrize("schema", [{}, {"type": "array", "items": {"type": "string"}}, {"type": "object"}])
def test_an_answer_is_an_object_with_names(schema: JsonObject) -> None:
    with pytest.raises(ValueError, match=r"^\$"):
        strict(schema)
