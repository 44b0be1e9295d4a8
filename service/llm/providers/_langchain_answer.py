"""A message of LangChain as a Reply, whatever integration it comes from; and an answer that one of them threw away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from service.llm.exchange import CallFault, Finish, Reply
from service.llm.providers._answer import whole

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

MOST = 4 << 20  # characters
# Under these names vendors tell why a model stopped, in these words (in lower case).
_REASONS = ("finish_reason", "stop_reason", "done_reason")
_FINISHES: dict[str, Finish] = {
    **dict.fromkeys(("stop", "end_turn", "stop_sequence", "eos", "complete", "completed"), "stop"),
    **dict.fromkeys(
        ("length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded"), "length"
    ),
    **dict.fromkeys(("content_filter", "safety", "refusal", "sensitive", "prohibited_content"), "content-filter"),
    **dict.fromkeys(("recitation", "blocklist", "guardrail_intervened"), "content-filter"),
    **dict.fromkeys(("tool_calls", "tool_use", "function_call"), "tool-calls"),
}


def reply_of(message: BaseMessage, model: str) -> Reply:
    """The reply that a message holds; counts that it lacks are None. Raises CallFault of kind too-big."""
    told, usage = message.response_metadata, getattr(message, "usage_metadata", None) or {}
    text = whole(str(message.text))
    if len(text) > MOST:
        raise CallFault("too-big", f"模型的答复超过 {MOST >> 20} 百万字，没有采用：请核对模型。")
    return Reply(
        text=text,
        finish=_finish(told, bool(getattr(message, "tool_calls", ())) and not text),
        refusal=_refusal(message),
        tokens_in=usage.get("input_tokens"),
        tokens_out=usage.get("output_tokens"),
        cached=usage.get("input_token_details", {}).get("cache_read"),
        model=str(told.get("model_name") or told.get("model") or model),
    )


def rescued(error: Exception, model: str) -> Reply | None:
    """The answer that the openai package hangs on the error that it raises for a cut or filtered one; None for others.

    It does so wherever a schema was asked for. The answer is paid for, and its finish tells what happened to it.
    """
    completion = getattr(error, "completion", None)
    choices = getattr(completion, "choices", None)
    if not choices:
        return None
    message, usage = choices[0].message, getattr(completion, "usage", None)
    details = getattr(usage, "prompt_tokens_details", None)
    return Reply(
        text=whole(message.content or ""),
        finish=_finish({"finish_reason": choices[0].finish_reason}, False),
        refusal=getattr(message, "refusal", None) or None,
        tokens_in=getattr(usage, "prompt_tokens", None),
        tokens_out=getattr(usage, "completion_tokens", None),
        cached=getattr(details, "cached_tokens", None),
        model=getattr(completion, "model", None) or model,
    )


def _finish(told: Mapping[str, object], only_tools: bool) -> Finish:
    if only_tools:
        return "tool-calls"
    incomplete = told.get("incomplete_details")  # of the Responses API
    reasons = [incomplete.get("reason") if isinstance(incomplete, dict) else None]
    reasons += [told.get(name) for name in (*_REASONS, "status")]
    return next((_FINISHES[word] for reason in reasons if (word := str(reason).lower()) in _FINISHES), "unknown")


def _refusal(message: BaseMessage) -> str | None:
    """What the model said instead of an answer: OpenAI's field, or a block of its own."""
    blocks = message.content if isinstance(message.content, list) else []
    told = [message.additional_kwargs.get("refusal")]
    told += [block.get("refusal") for block in blocks if isinstance(block, dict)]
    return next((whole(words) for words in told if isinstance(words, str) and words), None)
