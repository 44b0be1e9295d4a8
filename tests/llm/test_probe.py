"""What `sixlead models test` finds out, from servers that tell much, little, or nothing of themselves."""

from __future__ import annotations

from typing import Any

import pytest

from service.llm.exchange import CallFault, Reply, Request
from service.llm.probe import probe
from service.llm.providers.openai_api import OpenAIApi
from tests.faults import FaultServer, fault, ok

COUNTED = ok('{"numbers": [1, 2, 3]}', usage={"prompt_tokens": 20, "completion_tokens": 30}, latency=0.02)


def listed(**entry: Any) -> dict[str, Any]:
    return {"/v1/models": {"data": [{"id": "other", "max_model_len": 1}, {"id": "m", **entry}]}}


@pytest.mark.parametrize(
    ("served", "context"),
    [
        (listed(max_model_len=32768), 32768),
        (listed(context_length=131072), 131072),
        (listed(meta={"n_ctx": 8192}), 8192),
        (listed(meta={"n_ctx": 8192}, owned_by="llamacpp"), 8192),
        (
            {
                **listed(meta={"n_ctx": 8192}, owned_by="llamacpp"),
                "/props": {"default_generation_settings": {"n_ctx": 2048}},
            },
            2048,
        ),
        ({**listed(owned_by="library"), "/api/ps": {"models": [{"name": "m", "context_length": 4096}]}}, 4096),
        ({**listed(owned_by="library"), "/api/ps": {"models": []}}, None),
        ({"/v1/models": {"data": [{"id": "the-only-one", "max_model_len": 512}]}}, 512),
        (listed(), None),
        (listed(max_model_len="long"), None),
        ({"/v1/models": ["no list of models"]}, None),
        ({}, None),
    ],
)
def test_the_context_is_what_the_server_tells(
    served: dict[str, Any], context: int | None, fault_server: FaultServer
) -> None:
    fault_server.served = served
    fault_server.play(COUNTED)
    found = probe(OpenAIApi("m", fault_server.address))
    assert found.context == context
    assert len(fault_server.calls) == 1


def test_one_call_tells_the_rest(fault_server: FaultServer) -> None:
    fault_server.served = listed()
    found = probe(OpenAIApi("m", fault_server.play(COUNTED).address))
    assert (found.model, found.address, found.schema_mode) == ("m", fault_server.address, "schema")
    assert found.served_models == ("other", "m")
    assert found.seconds > 0.02
    assert found.tokens_per_second == pytest.approx(30 / found.seconds)
    assert "numbers" not in fault_server.calls[0].text


def test_a_schema_that_is_ignored_shows(fault_server: FaultServer) -> None:
    found = probe(OpenAIApi("m", fault_server.play(ok('{"result": [1]}', usage=None)).address))
    assert found.schema_mode == "object"
    assert found.tokens_per_second is None


def test_an_unknown_model_is_told_with_those_that_are_served(fault_server: FaultServer) -> None:
    fault_server.served = listed()
    fault_server.play(fault("unknown-model"))
    with pytest.raises(CallFault, match="other、m") as told:
        probe(OpenAIApi("n", fault_server.address))
    assert told.value.kind == "unknown-model"


class Silent:
    """A provider that can only be asked."""

    name, model, address = "silent", "m", None

    def complete(self, request: Request, seconds: float) -> Reply:
        return Reply("{}", tokens_out=None, seconds=0.0)


def test_a_provider_that_tells_nothing_is_no_error() -> None:
    found = probe(Silent())
    assert (found.schema_mode, found.context, found.served_models, found.tokens_per_second) == (None, None, (), None)
