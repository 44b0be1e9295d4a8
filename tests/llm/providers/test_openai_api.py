"""The OpenAI-compatible provider against a server that does everything wrong: a Reply or the right fault, in time."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.errors import BadInput, UnknownName
from service.llm.dial import provider_of
from service.llm.exchange import CallFault, Message, Reply, Request
from service.llm.prices import Prices
from service.llm.providers import openai_api
from service.llm.providers._manners import Manners, manners_of, remember
from service.llm.providers.openai_api import OpenAIApi
from tests.faults import Behaviour, FaultServer, fault, ok

CASES = yaml.safe_load(Path(__file__).with_name("openai_api.yaml").read_text("utf-8"))
SCHEMA = {"type": "object", "properties": {"level": {"type": "integer"}}}
SECRET = "张三在河边"
SLACK = 1.5  # seconds over the deadline that a loaded machine may take


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "no_proxy",
    ):
        monkeypatch.delenv(name, raising=False)


def question(words: str = SECRET, temperature: float = 0.0) -> Request:
    messages = (Message("system", "你审材料。"), Message("user", words))
    return Request("fault-model", messages, SCHEMA, max_tokens=64, temperature=temperature, name="score points")


def outcome(provider: OpenAIApi, seconds: float = 5.0, request: Request | None = None) -> Reply | CallFault:
    try:
        return provider.complete(request or question(), seconds)
    except CallFault as fault:
        return fault


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_behaviour_ends_as_it_should(case: dict[str, Any], fault_server: FaultServer) -> None:
    fault_server.play(*map(Behaviour.of, case["script"]))
    provider = OpenAIApi("fault-model", fault_server.address)
    seconds = case.get("seconds", 5.0)
    for _ in range(case.get("times", 1)):
        began = time.monotonic()
        last = outcome(provider, seconds)
        assert time.monotonic() - began < seconds + SLACK
    meets(last, dict(case.get("then", {})))
    assert len(fault_server.calls) == case.get("calls", 1)
    assert provider.schema_mode == case.get("mode", "schema")


def meets(last: Reply | CallFault, then: dict[str, Any]) -> None:
    if "fault" not in then:
        assert isinstance(last, Reply), last
        assert {name: getattr(last, name) for name in then} == then
        return
    assert isinstance(last, CallFault), last
    assert last.kind == then["fault"]
    assert then.get("says", "") in last.message
    if "wait" in then:
        assert last.retry_after == (None if then["wait"] is None else pytest.approx(then["wait"], abs=2.0))
    silent(last)


def silent(fault: CallFault) -> None:
    """Neither the fault nor what would be printed with it holds the prompt, which the server's error echoed."""
    assert SECRET not in fault.message
    assert fault.__cause__ is None
    assert fault.__context__ is None or fault.__suppress_context__


def test_what_is_sent(fault_server: FaultServer) -> None:
    OpenAIApi("fault-model", fault_server.address, "sk-1").complete(question("一\ud800二"), 5.0)
    sent = fault_server.calls[0]
    assert sent.headers["authorization"] == "Bearer sk-1"
    assert sent.json == {
        "model": "fault-model",
        "messages": [{"role": "system", "content": "你审材料。"}, {"role": "user", "content": "一\ufffd二"}],
        "max_tokens": 64,
        "temperature": 0.0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "score-points",
                "strict": True,
                "schema": {**SCHEMA, "required": ["level"], "additionalProperties": False},
            },
        },
    }


def test_without_enforcement_the_schema_is_told_at_the_end(fault_server: FaultServer) -> None:
    fault_server.play(fault("picky", refuses=["json_schema"], content='{"level":1}'))
    OpenAIApi("fault-model", fault_server.address).complete(question(), 5.0)
    sent = fault_server.calls[-1].json
    assert sent["response_format"] == {"type": "json_object"}
    assert sent["messages"][0]["content"] == "你审材料。"
    assert sent["messages"][1]["content"].startswith(SECRET)
    assert '"level":{"type":"integer"}' in sent["messages"][1]["content"]


def test_a_form_that_no_schema_enforces_is_told_too(fault_server: FaultServer) -> None:
    fault_server.play(ok('{"any": 1}'))
    request = Request("fault-model", (Message("user", "问"),), {"type": "object"}, max_tokens=9)
    assert isinstance(outcome(OpenAIApi("fault-model", fault_server.address), request=request), Reply)
    assert fault_server.calls[0].json["response_format"] == {"type": "json_object"}


def test_a_question_without_a_form_asks_for_none(fault_server: FaultServer) -> None:
    request = Request("fault-model", (Message("user", "问"),), {}, max_tokens=9)
    provider = OpenAIApi("fault-model", fault_server.play(ok("随便说说")).address)
    assert provider.complete(request, 5.0).text == "随便说说"
    assert "response_format" not in fault_server.calls[0].json
    assert provider.schema_mode == "schema"


def test_what_was_found_out_holds_for_the_address_and_model_only(fault_server: FaultServer) -> None:
    fault_server.play(fault("picky", refuses=["json_schema"], content='{"level":1}'))
    outcome(OpenAIApi("one", fault_server.address))
    assert OpenAIApi("one", fault_server.address).schema_mode == "object"
    assert OpenAIApi("two", fault_server.address).schema_mode == "schema"


def test_a_slow_call_does_not_bring_back_what_another_found_refused(fault_server: FaultServer) -> None:
    remember(fault_server.address, "m", Manners("object", "max_completion_tokens", temperature=False))
    remember(fault_server.address, "m", Manners("schema", "max_completion_tokens", temperature=True))
    OpenAIApi("m", fault_server.address).complete(question(), 5.0)
    assert fault_server.calls[0].json["response_format"] == {"type": "json_object"}
    assert "temperature" not in fault_server.calls[0].json


def test_a_redirect_carries_neither_key_nor_text(fault_server: FaultServer) -> None:
    with FaultServer() as elsewhere:
        for status in (301, 302, 307, 308):
            fault_server.play(fault("redirect", to=f"{elsewhere.address}/chat/completions", status=status))
            assert getattr(outcome(OpenAIApi("m", fault_server.address, "sk-1")), "kind", None) == "request"
        assert elsewhere.sent() == b""


def test_no_proxy_stands_before_this_machine(fault_server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address.removesuffix("/v1"))
        assert isinstance(outcome(OpenAIApi("m", fault_server.address)), Reply)
        assert proxy.sent() == b""
        assert isinstance(outcome(OpenAIApi("m", "http://model.invalid/v1", "sk-1")), Reply)
        assert proxy.calls[0].path == "http://model.invalid/v1/chat/completions"


def test_a_proxy_that_is_none_is_a_fault_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "nonsense://proxy")
    assert getattr(outcome(OpenAIApi("m", "http://model.invalid/v1", "sk-1")), "kind", None) == "request"


def test_a_proxy_that_wants_a_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    told = outcome(OpenAIApi("m", "http://model.invalid/v1", "sk-1"))
    assert isinstance(told, CallFault)
    assert (told.kind, "pip install" in told.message) == ("unreachable", True)


def test_the_key_comes_from_the_environment(fault_server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome(OpenAIApi("m", fault_server.address))
    monkeypatch.setenv("OPENAI_API_KEY", " sk-2\n")
    monkeypatch.setenv("OPENAI_BASE_URL", fault_server.address)
    outcome(OpenAIApi("m"))
    assert [call.headers["authorization"] for call in fault_server.calls] == ["Bearer none", "Bearer sk-2"]


@pytest.mark.parametrize("key", [None, "密钥"])
def test_without_a_usable_key_nothing_is_sent_away(key: str | None) -> None:
    missing = outcome(OpenAIApi("m", "https://model.invalid/v1", key))
    assert isinstance(missing, CallFault)
    assert missing.kind == "key"
    assert "OPENAI_API_KEY" in missing.message


def test_a_name_that_is_none_is_unreachable() -> None:
    assert getattr(outcome(OpenAIApi("m", "http://model.invalid/v1", "sk-1")), "kind", None) == "unreachable"


def test_tls_with_a_server_that_has_none_is_unreachable(fault_server: FaultServer) -> None:
    address = fault_server.address.replace("http:", "https:")
    assert getattr(outcome(OpenAIApi("m", address)), "kind", None) == "unreachable"


def test_calls_run_side_by_side_and_keep_their_connections(fault_server: FaultServer) -> None:
    fault_server.latency = 0.1
    fault_server.play(lambda call: ok(f'{{"level": "{call.text[-1]}"}}'))
    provider = OpenAIApi("m", fault_server.address)
    answers: dict[int, Reply | CallFault] = {}

    def ask(number: int) -> None:
        for _ in range(2):
            answers[number] = outcome(provider, request=question(f"第{number}"))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: getattr(answer, "text", answer) for number, answer in answers.items()} == {
        number: f'{{"level": "{number}"}}' for number in range(6)
    }
    assert fault_server.peak == 6
    assert fault_server.connections == 6
    provider.close()


def test_a_call_left_behind_ends_and_the_next_is_not_hurt(fault_server: FaultServer) -> None:
    before = threading.active_count()
    fault_server.play(fault("drip", head=True, interval=0.02), ok('{"level":1}'))
    provider = OpenAIApi("m", fault_server.address)
    assert getattr(outcome(provider, 0.2), "kind", None) == "timeout"
    assert isinstance(outcome(provider), Reply)
    ends = time.monotonic() + 5
    while any(thread.name == "sixlead-call" for thread in threading.enumerate()) and time.monotonic() < ends:
        time.sleep(0.01)
    assert threading.active_count() <= before + 2  # the server's own


def test_the_cost_is_told_only_where_it_is_known(fault_server: FaultServer) -> None:
    counted = ok('{"level":1}', usage={"prompt_tokens": 1000, "completion_tokens": 100, "cached_tokens": 400})
    fault_server.play(counted, counted, ok('{"level":1}', usage=None))
    priced = OpenAIApi("m", fault_server.address, prices=Prices(2.0, 8.0, 0.5))
    assert OpenAIApi("m", fault_server.address).complete(question(), 5.0).cost is None
    assert priced.complete(question(), 5.0).cost == pytest.approx((600 * 2 + 400 * 0.5 + 100 * 8) / 1e6)
    assert priced.complete(question(), 5.0).cost is None


def test_the_official_address_wants_the_new_name_of_the_limit() -> None:
    assert OpenAIApi("gpt-5-mini").address == openai_api.OFFICIAL
    assert manners_of(openai_api.OFFICIAL, "gpt-5-mini").limit == "max_completion_tokens"
    assert manners_of("https://api.openai.com.example/v1", "gpt-5-mini").limit == "max_tokens"


@pytest.mark.parametrize(
    ("written", "model", "address"),
    [
        ("qwen", "qwen", openai_api.OFFICIAL),
        ("qwen@http://127.0.0.1:8081/v1/", "qwen", "http://127.0.0.1:8081/v1"),
        ("qwen2.5:7b@http://[::1]:11434/v1", "qwen2.5:7b", "http://[::1]:11434/v1"),
        ("@cf/qwen@https://host.example/v1/chat/completions", "@cf/qwen", "https://host.example/v1"),
        ("/models/a b.gguf@http://localhost:1/v1", "/models/a b.gguf", "http://localhost:1/v1"),
    ],
)
def test_an_address_is_read(written: str, model: str, address: str) -> None:
    opened = provider_of(f"openai:{written}")
    assert (opened.name, opened.model, opened.address) == ("openai", model, address)


@pytest.mark.parametrize("written", ["m@http://", "m@http://host:port/v1", "m@http://[::1/v1", "m@http://host:0/v1"])
def test_an_address_that_is_none_is_told(written: str) -> None:
    with pytest.raises(BadInput, match="地址有误"):
        provider_of(f"openai:{written}")


def test_an_address_without_a_model_is_told() -> None:
    with pytest.raises(UnknownName, match="openai:MODEL"):
        provider_of("openai:@http://127.0.0.1:1/v1")
