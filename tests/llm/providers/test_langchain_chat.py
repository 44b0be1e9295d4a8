"""`langchain:VENDOR:MODEL`: LangChain's own fakes, and its OpenAI integration against a server that misbehaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import FakeListChatModel, FakeMessagesListChatModel
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata
from langsmith.utils import get_env_var, tracing_is_enabled

from service.errors import MissingPackage, ModelUnreachable, UnknownName
from service.llm.dial import provider_of
from service.llm.exchange import CallFault, Message, Provider
from service.llm.providers._langchain_open import address_of
from service.llm.providers.langchain_chat import LangChainChat
from tests.faults import Behaviour, FaultServer, empty, error, fault, filtered, ok, refusal, tool_call
from tests.llm.asked import question

ASKED = question("机密的一句")


def said(message: AIMessage) -> tuple[str, str, str | None]:
    reply = LangChainChat("fake", "m", FakeMessagesListChatModel(responses=[message])).complete(ASKED, 5)
    return reply.text, reply.finish, reply.refusal


def test_a_fake_of_langchain_stays_in_the_process() -> None:
    fake = LangChainChat("fake", "m", FakeListChatModel(responses=["好"]))
    assert (fake.name, fake.model, fake.address) == ("langchain:fake", "m", None)
    reply = fake.complete(ASKED, 5)
    assert (reply.text, reply.tokens_in, reply.tokens_out, reply.cached, reply.cost) == ("好", None, None, None, None)
    assert 0 < reply.seconds < 5


@pytest.mark.parametrize(
    ("metadata", "finish"),
    [
        ({"finish_reason": "stop"}, "stop"),
        ({"stop_reason": "end_turn"}, "stop"),
        ({"stop_reason": "max_tokens"}, "length"),
        ({"finish_reason": "MAX_TOKENS"}, "length"),
        ({"finish_reason": "SAFETY"}, "content-filter"),
        ({"done_reason": "length"}, "length"),
        ({"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}, "length"),
        ({"status": "completed", "incomplete_details": None}, "stop"),
        ({"finish_reason": None}, "unknown"),
        ({"finish_reason": ["stop"]}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_why_it_stopped_in_any_vendors_words(metadata: dict[str, object], finish: str) -> None:
    assert said(AIMessage("好", response_metadata=metadata)) == ("好", finish, None)


def test_drafts_tools_and_refusals() -> None:
    blocks: list[str | dict[str, object]] = [{"type": "reasoning", "reasoning": "想"}, {"type": "text", "text": "好"}]
    assert said(AIMessage(blocks))[0] == "好"  # type: ignore[arg-type]
    call = {"name": "answer", "args": {}, "id": "1", "type": "tool_call"}
    assert said(AIMessage("", tool_calls=[call]))[:2] == ("", "tool-calls")
    assert said(AIMessage([{"type": "refusal", "refusal": "不"}]))[2] == "不"
    assert said(AIMessage("半\ud83d"))[0] == "半�"


def test_counts_as_the_vendor_told_them() -> None:
    usage = UsageMetadata(input_tokens=9, output_tokens=2, total_tokens=11, input_token_details={"cache_read": 4})
    chat = FakeMessagesListChatModel(
        responses=[AIMessage("好", usage_metadata=usage, response_metadata={"model": "m-1"})]
    )
    reply = LangChainChat("fake", "m", chat).complete(ASKED, 5)
    assert (reply.tokens_in, reply.tokens_out, reply.cached, reply.model) == (9, 2, 4, "m-1")


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def model(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A new model that LangChain's OpenAI integration opens at the server."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    server.calls.clear()
    server.others.clear()
    return provider_of(f"langchain:openai:small@{server.address}/")


def test_what_is_sent(server: FaultServer, model: Provider) -> None:
    server.play(ok('{"level": 4}', usage={"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11}))
    turns = (*ASKED.messages, Message("assistant", "答"), Message("user", "{再}问"))
    reply = model.complete(replace(ASKED, messages=turns, temperature=0.5), 5)
    assert (reply.text, reply.finish, reply.tokens_in, reply.tokens_out) == ('{"level": 4}', "stop", 9, 2)
    (call,) = server.calls
    assert [row["role"] for row in call.json["messages"]] == ["system", "user", "assistant", "user"]
    assert call.json["messages"][-1]["content"] == "{再}问"
    assert (call.json["model"], call.json["temperature"], call.json["max_completion_tokens"]) == ("small", 0.5, 100)
    form = call.json["response_format"]["json_schema"]
    assert (form["name"], form["strict"], form["schema"]["required"]) == ("score_points", True, ["level"])
    assert model.address == server.address
    assert model.name == "langchain:openai"


@pytest.mark.parametrize(
    ("behaviour", "kind", "wait"),
    [
        (error(429, headers={"Retry-After": "7"}), "rate", 7.0),
        (error(429), "rate", None),
        (error(500, echo=True), "server", None),
        (error(503), "server", None),
        (error(401, echo=True), "key", None),
        (error(403), "key", None),
        (error(404), "unknown-model", None),
        (fault("too-long"), "too-long", None),
        (error(400, echo=True), "request", None),
        (fault("reset"), "unreachable", None),
        (fault("half"), "unreachable", None),
        (fault("no-choices"), "garbled", None),
        (fault("invalid-utf8"), "garbled", None),
    ],
    ids=lambda value: value.kind + str(value.options.get("status", "")) if isinstance(value, Behaviour) else None,
)
def test_faults(server: FaultServer, model: Provider, behaviour: Behaviour, kind: str, wait: float | None) -> None:
    server.play(behaviour)
    with pytest.raises(CallFault) as told:
        model.complete(ASKED, 5)
    assert (told.value.kind, told.value.retry_after) == (kind, wait)
    assert "机密" not in told.value.message
    assert told.value.__suppress_context__  # a vendor's error may repeat what was sent
    assert len(server.calls) <= 2


@pytest.mark.parametrize(
    ("behaviour", "finish", "text"),
    [
        (ok('{"level": ', finish="length"), "length", '{"level": '),
        (filtered("半句"), "content-filter", "半句"),
        (empty(), "stop", ""),
        (refusal("不行"), "stop", ""),
        (tool_call(), "tool-calls", ""),
    ],
    ids=["length", "filtered", "empty", "refusal", "tool-call"],
)
def test_every_answer_that_was_paid_is_given(
    server: FaultServer, model: Provider, behaviour: Behaviour, finish: str, text: str
) -> None:
    server.play(behaviour)
    reply = model.complete(ASKED, 5)
    assert (reply.finish, reply.text) == (finish, text)
    assert reply.tokens_in
    assert reply.refusal == ("不行" if behaviour == refusal("不行") else None)
    assert len(server.calls) == 1


@pytest.mark.parametrize("behaviour", [fault("hang"), fault("drip", interval=0.02)], ids=["hang", "drip"])
def test_the_deadline_is_for_the_whole_call(server: FaultServer, model: Provider, behaviour: Behaviour) -> None:
    server.play(behaviour)
    began = time.monotonic()
    with pytest.raises(CallFault) as told:
        model.complete(ASKED, 0.3)
    assert told.value.kind == "timeout"
    assert 0.3 <= time.monotonic() - began < 5


def test_a_call_that_came_too_late_hangs_up(server: FaultServer, model: Provider) -> None:
    """Else a server of one's own would go on writing for nobody."""
    server.play(fault("hang"))
    others = threading.enumerate()
    with pytest.raises(CallFault):
        model.complete(ASKED, 0.3)
    for thread in threading.enumerate():
        if thread.name == "sixlead-call" and thread not in others:
            thread.join(5)
            assert not thread.is_alive()


def test_a_refused_schema_is_told_in_words_from_then_on(server: FaultServer, model: Provider) -> None:
    server.play(error(400, message="response_format is not supported"), ok("{}"))
    model.complete(ASKED, 5)
    model.complete(ASKED, 5)
    assert ["response_format" in call.json for call in server.calls] == [True, False, False]
    assert ["JSON Schema" in call.text for call in server.calls] == [False, True, True]


def test_a_refused_temperature_is_left_out(server: FaultServer, model: Provider) -> None:
    server.play(error(400, message="Unsupported value: 'temperature' does not support 0"), ok("{}"))
    model.complete(ASKED, 5)
    assert ["temperature" in call.json for call in server.calls] == [True, False]
    assert "response_format" in server.calls[-1].json


def test_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    """LangSmith's tracing, once switched on by its variable, would carry the report to its server."""
    seen: list[object] = []

    class Watched(FakeListChatModel):
        def _call(self, *messages: object, **settings: object) -> str:
            seen.append(tracing_is_enabled())
            return "好"

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()
    try:
        assert tracing_is_enabled()
        LangChainChat("fake", "m", Watched(responses=[])).complete(ASKED, 5)
    finally:
        monkeypatch.undo()
        get_env_var.cache_clear()
    assert seen == [False]


@pytest.mark.parametrize(
    ("set_", "address"),
    [
        ({"base_url": "https://me.example/v1"}, "https://me.example/v1"),
        ({}, "https://api.openai.com/v1"),
        ({"base_url": "http://127.0.0.1:9/v1"}, "http://127.0.0.1:9/v1"),
    ],
)
def test_where_questions_go(set_: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_openai import ChatOpenAI

    chat: BaseChatModel = ChatOpenAI(model="small", api_key="k", **set_)  # type: ignore[arg-type]
    assert address_of(chat, "openai") == address


def test_a_proxy_makes_this_machine_remote(monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(model="small", api_key="k", base_url="http://127.0.0.1:9/v1")  # type: ignore[arg-type]
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "")
    assert address_of(chat, "openai") == "langchain:openai"
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert address_of(chat, "openai") == "http://127.0.0.1:9/v1"


def test_a_model_that_does_not_tell_counts_as_remote() -> None:
    class Silent(FakeListChatModel):
        pass

    assert address_of(Silent(responses=["好"]), "silent") == "langchain:silent"


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("langchain:nobody:m", UnknownName, "anthropic"),
        ("langchain:cohere:m", MissingPackage, "pip install langchain-cohere"),
        ("langchain:openai:m", ModelUnreachable, "密钥"),
    ],
)
def test_what_can_not_be_opened(
    address: str, kind: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(kind, match=words):
        provider_of(address)
