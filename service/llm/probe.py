"""What one small call tells of a model: whether it answers, in which form, how fast, and how much it takes in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from service.llm.exchange import CallFault, JsonObject, JsonValue, Message, Provider, Request

LISTING = 5.0  # seconds for one look at what a server tells of itself
# A few dozen tokens of answer, so that their speed can be told from the way there and back. The question does not say
# `numbers`: only a server that enforces the schema, or a model that was told it, can answer in that form.
QUESTION = "从 1 数到 10。"
SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"numbers": {"type": "array", "maxItems": 10, "items": {"type": "integer"}}},
}
# Where servers put the size of the context in an entry of /models: llama.cpp, vLLM, Kimi and OpenRouter, Groq, others.
SIZES = ("n_ctx", "max_model_len", "context_length", "context_window", "max_context_length")


@dataclass(frozen=True)
class Probe:
    """What was found out. `context` in tokens; None or empty where the server doesn't tell. `seconds` of the call."""

    model: str
    address: str | None
    schema_mode: str | None
    seconds: float
    tokens_per_second: float | None
    context: int | None
    served_models: tuple[str, ...]


@runtime_checkable
class Talkative(Protocol):
    """A provider whose server tells about itself, and that knows how the answer's form is asked for."""

    @property
    def schema_mode(self) -> str:
        """ "schema", "object" or "plain"."""
        ...

    def fetch(self, path: str, seconds: float) -> JsonValue:
        """What the server tells at a path below the address, or below the host with a slash in front."""
        ...


def probe(provider: Provider, seconds: float = 60.0) -> Probe:
    """Ask one small question, once. Raises CallFault; where the model is unknown, its message lists those served."""
    entries = _entries(provider)
    served = tuple(name for entry in entries if isinstance(name := entry.get("id"), str))
    request = Request(provider.model, (Message("user", QUESTION),), SCHEMA, max_tokens=200, name="probe")
    try:
        reply = provider.complete(request, seconds)
    except CallFault as fault:
        raise _with_served(fault, served) from None
    return Probe(
        model=provider.model,
        address=provider.address,
        schema_mode=provider.schema_mode if isinstance(provider, Talkative) else None,
        seconds=reply.seconds,
        tokens_per_second=reply.tokens_out / reply.seconds if reply.tokens_out and reply.seconds else None,
        context=_context(provider, entries),  # after the call: Ollama tells it of loaded models only
        served_models=served,
    )


def _entries(provider: Provider) -> list[JsonObject]:
    """The models that the server lists; none where it has no list."""
    return _objects(_object(_told(provider, "models")).get("data"))


def _context(provider: Provider, entries: list[JsonObject]) -> int | None:
    """The context that one question may fill. What the running server has set goes before what the model could take."""
    entry = _entry(entries, provider.model)
    if entry.get("owned_by") == "llamacpp":
        settings = _object(_object(_told(provider, "/props")).get("default_generation_settings"))
        if size := _size(settings):  # of one of its slots, where /models tells of all together
            return size
    if entry.get("owned_by") == "library":  # Ollama
        loaded = _objects(_object(_told(provider, "/api/ps")).get("models"))
        return _size(next((row for row in loaded if provider.model in (row.get("name"), row.get("model"))), {}))
    return _size({**entry, **_object(entry.get("meta"))})


def _entry(entries: list[JsonObject], model: str) -> JsonObject:
    """The model's entry; a server of one model answers to any name."""
    named = (entry for entry in entries if entry.get("id") == model)
    return next(named, entries[0] if len(entries) == 1 else {})


def _size(row: JsonObject) -> int | None:
    sizes: Iterable[JsonValue] = (row.get(name) for name in SIZES)
    return next((size for size in sizes if isinstance(size, int) and size > 0), None)


def _told(provider: Provider, path: str) -> JsonValue:
    try:
        return provider.fetch(path, LISTING) if isinstance(provider, Talkative) else None
    except CallFault:
        return None


def _with_served(fault: CallFault, served: tuple[str, ...]) -> CallFault:
    names = "、".join(name[:80] for name in served[:20] if name.isprintable())
    if fault.kind != "unknown-model" or not names:
        return fault
    return CallFault(fault.kind, f"{fault.message}这里有：{names}。", fault.retry_after)


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _objects(value: JsonValue) -> list[JsonObject]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
