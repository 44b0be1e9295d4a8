"""`langchain:VENDOR:MODEL`: any chat model that LangChain knows; only here does it stand between a model and us."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.errors import UnknownName
from service.llm.address import clean_address, split_model
from service.llm.exchange import CallFault, JsonObject, JsonValue, Message, Reply, Request
from service.llm.providers._deadline import Deadline, run_within
from service.llm.providers._langchain_answer import reply_of, rescued
from service.llm.providers._langchain_faults import fault_of
from service.llm.providers._langchain_open import address_of, open_chat
from service.llm.providers._manners import Manners
from service.llm.providers._question import written
from service.llm.schema import strict

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

FORM = "langchain:VENDOR:MODEL（如 langchain:anthropic:claude-sonnet-4-5，可加 @https://主机/v1）"
# Under these names integrations keep the limit on an answer's tokens.
_LIMITS = ("max_tokens", "max_output_tokens", "num_predict", "max_new_tokens", "max_completion_tokens")


@dataclass(frozen=True)
class _Way:
    """How the model is asked: found out by its refusals, once."""

    schema: bool = True
    temperature: bool = True

    def after(self, fault: CallFault, error: Exception) -> _Way | None:
        """What to leave out after that refusal; None where nothing is left to leave out."""
        if fault.kind != "request":
            return None
        if self.temperature and "temperature" in str(error).lower():
            return replace(self, temperature=False)
        return replace(self, schema=False) if self.schema else None


class LangChainChat:
    """A chat model of LangChain, `name` "langchain:VENDOR"; `complete` may be called from many threads."""

    def __init__(self, vendor: str, model: str, chat: BaseChatModel) -> None:
        self.name, self.model = f"langchain:{vendor}", model
        self.address = address_of(chat, vendor)
        self._chat = chat
        self._way = _Way()

    def complete(self, request: Request, seconds: float) -> Reply:
        """The model's reply within that many seconds. Raises CallFault, and nothing else."""
        began = time.monotonic()
        reply = run_within(seconds, lambda: self._ask(request, Deadline(seconds)), lambda: None)
        return replace(reply, seconds=time.monotonic() - began)

    def _ask(self, request: Request, deadline: Deadline) -> Reply:
        """Ask, and ask with less where the model refuses; what worked is remembered."""
        way = self._way
        while True:
            try:
                reply = self._reply(request, way, deadline)
            except CallFault:
                raise
            except Exception as error:
                if answer := rescued(error, self.model):
                    return answer
                fault = fault_of(error, f"{self.name}:{self.model}")
                milder = way.after(fault, error)
                if milder is None:
                    raise fault from None  # unchained: a vendor's error may repeat what was sent
                way = milder
            else:
                self._way = way
                return reply

    def _reply(self, request: Request, way: _Way, deadline: Deadline) -> Reply:
        """One call. LangChain's tracing, which would carry the report to another service, is off.

        The family of OpenAI hangs up at the deadline, so that a server of one's own does not go on for nobody; other
        integrations have no common word for that.
        """
        from langsmith.run_helpers import tracing_context

        chat = self._chat.model_copy(update=self._settings(request, way))
        form = _form(chat, request) if way.schema else {}
        end: dict[str, JsonValue] = {"timeout": deadline.left()} if hasattr(chat, "root_client") else {}
        messages, _ = written(request, Manners(mode="schema" if form else "plain"))
        with tracing_context(enabled=False):
            return reply_of(chat.bind(**form, **end).invoke(_of_theirs(messages)), self.model)

    def _settings(self, request: Request, way: _Way) -> dict[str, object]:
        """Limit and temperature under the names that this integration has for them."""
        fields = type(self._chat).model_fields
        limits: dict[str, object] = {name: request.max_tokens for name in _LIMITS if name in fields}
        if "temperature" in fields and not way.temperature:
            return {**limits, "temperature": None}
        if "temperature" in fields and request.temperature:  # 0 was set at opening
            return {**limits, "temperature": request.temperature}
        return limits


def _of_theirs(messages: list[Message]) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](content=message.content) for message in messages]


def _form(chat: BaseChatModel, request: Request) -> dict[str, JsonValue]:
    """What this integration would bind to be given the schema natively; nothing where it can't, or only by tools.

    `with_structured_output` itself is not run: it parses, and throws away what it can't parse. Ours takes the text.
    """
    try:
        schema: JsonObject = {"title": request.name, "description": request.name, **strict(request.schema)}
        chain = chat.with_structured_output(schema, method="json_schema", include_raw=True)
        bound = chain.first.steps__["raw"].kwargs  # type: ignore[attr-defined]  # a sequence that begins with {raw: …}
    except Exception:  # each integration refuses in its own way
        return {}
    if isinstance(asked := bound.get("response_format"), dict) and isinstance(form := asked.get("json_schema"), dict):
        form["strict"] = True  # enforced, not only wished for
    return {} if "tools" in bound else dict(bound)


def provider(rest: str) -> LangChainChat:
    """The model that `VENDOR:MODEL` or `VENDOR:MODEL@URL` names. Raises as `open_chat` does, UnknownName for less."""
    vendor, _, written = rest.partition(":")
    model, url = split_model(written)
    if not vendor or not model:
        raise UnknownName(f"模型地址“langchain:{rest}”不完整，应为 {FORM}。")
    return LangChainChat(vendor, model, open_chat(vendor, model, clean_address(url) if url else None))
