"""A completion's bytes as a Reply: strict about what must be there, forgiving about what servers add or leave out."""

from __future__ import annotations

import json
import re

from service.llm.exchange import CallFault, Finish, JsonObject, JsonValue, Reply
from service.llm.providers._wire import Refused

FINISHES: dict[JsonValue, Finish] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content-filter",
    "sensitive": "content-filter",
    "tool_calls": "tool-calls",
    "function_call": "tool-calls",
}
CUT_BY_SERVER = ("insufficient_system_resource", "network_error")  # a breakdown told as a reason to stop


def parse_json(body: bytes, host: str) -> JsonValue:
    """The value that the bytes hold. Raises CallFault of kind garbled."""
    try:
        value: JsonValue = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CallFault("garbled", f"{host} 的回答不是有效的 UTF-8：请稍后再试。") from None
    except (ValueError, RecursionError):
        page = "是一个网页" if body.lstrip()[:1] == b"<" else "不是 JSON"
        raise CallFault("garbled", f"{host} 的回答{page}：请核对地址（多以 /v1 结尾），或稍后再试。") from None
    return value


def reply_of(body: bytes, host: str) -> Reply:
    """The reply that a completion holds; counts that it lacks are None. Raises CallFault, and Refused for an error."""
    value = _object(parse_json(body, host))
    choices = value.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        _raise_error(value.get("error"))
        raise CallFault("garbled", f"{host} 的回答里没有内容（choices）：请核对地址，或稍后再试。")
    choice = choices[0]
    if (finish := choice.get("finish_reason")) in CUT_BY_SERVER:
        raise CallFault("server", f"{host} 中途停止了推理：请稍后再试。")
    message, usage = _object(choice.get("message")), _object(value.get("usage"))
    refusal, model = message.get("refusal"), value.get("model")
    return Reply(
        text=whole(_text(message.get("content"))),
        finish=_finish(finish, message),
        refusal=whole(refusal) if isinstance(refusal, str) and refusal else None,
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        cached=_cached(usage),
        model=whole(model) if isinstance(model, str) else "",
    )


def whole(text: str) -> str:
    """The text with lone surrogates replaced: they can be neither sent nor stored."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _raise_error(error: JsonValue) -> None:
    """Raise the error that gateways put, with its status as code, into an answer of HTTP 200."""
    code = str(_object(error).get("code"))
    if re.fullmatch(r"[45]\d\d", code):
        raise Refused(int(code), {}, json.dumps({"error": error}, ensure_ascii=False).encode("utf-8", "replace"))


def _finish(reason: JsonValue, message: JsonObject) -> Finish:
    """Why it stopped; some servers say "stop" where the message holds nothing but calls of tools."""
    if message.get("tool_calls") and not message.get("content"):
        return "tool-calls"
    return FINISHES.get(reason, "unknown") if isinstance(reason, str) else "unknown"


def _text(content: JsonValue) -> str:
    """The content's text; a list of parts is joined, and parts that are no text (drafts) are left out."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _cached(usage: JsonObject) -> int | None:
    """Prompt tokens that the provider had kept: in details (OpenAI), apart (DeepSeek), or beside the others (Kimi)."""
    details = _object(usage.get("prompt_tokens_details"))
    found = (details.get("cached_tokens"), usage.get("prompt_cache_hit_tokens"), usage.get("cached_tokens"))
    return next((count for value in found if (count := _count(value)) is not None), None)


def _count(value: JsonValue) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}
