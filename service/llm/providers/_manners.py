"""What a server and model take: found out once by its refusals or by an answer that ignored us, then remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from service.llm.exchange import JsonObject, JsonValue, Reply

# How the answer's form is asked for: a schema that the server enforces, any JSON, or by words alone.
SchemaMode = Literal["schema", "object", "plain"]
MODES: tuple[SchemaMode, ...] = ("schema", "object", "plain")
NEXT: dict[SchemaMode, SchemaMode] = {"schema": "object", "object": "plain"}

_FORM = re.compile(r"response_?format|json_schema|json_object|json mode|structured.?output|grammar|guided", re.I)
# What a refusal says that is about the words of the schema, not about schemas as such.
_WORDS = re.compile(r"pattern|max_?length|min_?length|keyword|parse grammar|invalid_json_schema|compil", re.I)
_LIMIT = re.compile(r"max_completion_tokens", re.I)
_TEMPERATURE = re.compile(r"temperature", re.I)
_UNSUPPORTED = re.compile(r"unsupported|not supported|unrecognized|unknown|extra_forbidden|not permitted", re.I)


@dataclass(frozen=True)
class Manners:
    """How to ask one model at one address. `limit` is the name of the field that holds the limit on tokens.

    `lengths`: the schema may say how long a string may be and what it looks like. Where it can't, small models write on
    without an end; where a server refuses these words, they fall away and the parser alone holds them.
    """

    mode: SchemaMode = "schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    lengths: bool = True

    def after_refusal(self, said: str) -> Manners | None:
        """What to try after a 4xx that said this; None where nothing of ours is named in it."""
        if self.temperature and _TEMPERATURE.search(said):
            return replace(self, temperature=False)
        if self.limit == "max_tokens" and _LIMIT.search(said) and _UNSUPPORTED.search(said):
            return replace(self, limit="max_completion_tokens")
        if self.mode == "schema" and self.lengths and _WORDS.search(said):
            return replace(self, lengths=False)
        if self.mode in NEXT and _FORM.search(said):
            return replace(self, mode=NEXT[self.mode])
        return None

    def after_answer(self, reply: Reply, schema: Mapping[str, JsonValue]) -> Manners:
        """What to try next time: less, where a finished answer shows that the server did not hold it to the form."""
        if self.mode in NEXT and schema and reply.finish == "stop" and reply.text.strip():
            answer = _parsed(reply.text)
            held = set(_object(schema.get("properties"))) <= set(_object(answer))  # strict: every property is there
            if answer is None or (self.mode == "schema" and not held):
                return replace(self, mode=NEXT[self.mode])
        return self


def _parsed(text: str) -> JsonValue:
    """The text as JSON, None where it is none; a draft in front (`<think>…</think>`) is ruled by no schema."""
    try:
        value: JsonValue = json.loads(text.rpartition("</think>")[2])
    except (ValueError, RecursionError):
        return None
    return value


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


_KNOWN: dict[tuple[str, str], Manners] = {}


def manners_of(address: str, model: str) -> Manners:
    """What is known of that model at that address, in this process."""
    first = Manners(limit="max_completion_tokens", lengths=False) if "//api.openai.com/" in address + "/" else Manners()
    return _KNOWN.get((address, model), first)


def remember(address: str, model: str, manners: Manners) -> None:
    """Keep what worked. What was found out meanwhile by another call stays: nobody learns to take more again."""
    known = manners_of(address, model)
    mode = max(known.mode, manners.mode, key=MODES.index)
    temperature, lengths = known.temperature and manners.temperature, known.lengths and manners.lengths
    _KNOWN[address, model] = replace(manners, mode=mode, temperature=temperature, lengths=lengths)


def forget() -> None:
    """Know nothing again: for tests."""
    _KNOWN.clear()
