"""A Request as the fields of a chat completion, in the manners that a server takes."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from service.llm.exchange import JsonObject, Message, Request
from service.llm.providers._answer import whole
from service.llm.providers._manners import Manners
from service.llm.schema import strict

# For servers that enforce no schema. OpenAI, DeepSeek and Qwen refuse JSON mode unless a message says "JSON".
FORM = "\n\n只输出一个 JSON 对象，前后不写别的话。它须符合这个 JSON Schema：\n"


def written(request: Request, manners: Manners) -> tuple[list[Message], JsonObject]:
    """The messages, and all other fields but the model."""
    messages = [replace(message, content=whole(message.content)) for message in request.messages]
    fields: JsonObject = {manners.limit: request.max_tokens}
    if manners.temperature:
        fields["temperature"] = request.temperature
    if not request.schema:
        return messages, fields
    mode, schema = _enforced(request, manners)
    if mode == "schema":
        name = re.sub(r"[^A-Za-z0-9_-]", "-", request.name)[:64] or "answer"
        asked: JsonObject = {"name": name, "strict": True, "schema": schema}
        fields["response_format"] = {"type": "json_schema", "json_schema": asked}
        return messages, fields
    if mode == "object":
        fields["response_format"] = {"type": "json_object"}
    return _told(messages, schema), fields


def _enforced(request: Request, manners: Manners) -> tuple[str, JsonObject]:
    """The mode and the schema; one that the strict subset can't say is told in words and not enforced."""
    try:
        return manners.mode, strict(request.schema, lengths=manners.lengths and manners.mode == "schema")
    except ValueError:
        return ("plain" if manners.mode == "plain" else "object"), dict(request.schema)


def _told(messages: list[Message], schema: JsonObject) -> list[Message]:
    """The schema at the end of the last message: the unchanging front stays as it is, for providers' prefix caches."""
    told = FORM + json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    *front, last = messages
    return [*front, replace(last, content=last.content + told)]
