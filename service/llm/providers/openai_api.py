"""`openai:MODEL`: any server that speaks OpenAI's chat protocol, from OpenAI itself to llama.cpp on this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from service.errors import UnknownName
from service.llm.address import clean_address, host_of, is_local, split_model
from service.llm.exchange import CallFault, JsonValue, Reply, Request
from service.llm.prices import Prices
from service.llm.providers._answer import parse_json, reply_of
from service.llm.providers._deadline import Deadline, run_within
from service.llm.providers._manners import Manners, SchemaMode, manners_of, remember
from service.llm.providers._question import written
from service.llm.providers._refusals import fault_of, is_filtered
from service.llm.providers._wire import Refused, Wire

T = TypeVar("T")

FORM = "openai:MODEL（可加地址：openai:MODEL@http://127.0.0.1:8081/v1）"
OFFICIAL = "https://api.openai.com/v1"
MOST_BYTES = 8 << 20
RETRIES = 3  # of one question, each after a refusal that named a field of ours; nothing of them is paid
MENDABLE = (400, 404, 415, 422, 500, 501)  # statuses by which servers refuse a field that they don't know

FORM = "openai:MODEL（如 openai:gpt-5-mini，可加 @http://127.0.0.1:8081/v1）"


class OpenAIApi:
    """One model behind an OpenAI-compatible address; `complete` may be called from many threads.

    `model` may hold an address of its own (`MODEL@http://127.0.0.1:8081/v1`), which goes before `address`, that before
    OPENAI_BASE_URL. The key is `key` or OPENAI_API_KEY; this machine's servers need none. Raises BadInput for an
    address that is none.
    """

    name = "openai"

    def __init__(
        self,
        model: str,
        address: str | None = None,
        key: str | None = None,
        *,
        prices: Prices | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.model, own = split_model(model.removeprefix("openai:"))
        self.address: str | None = clean_address(own or address or os.environ.get("OPENAI_BASE_URL") or OFFICIAL)
        self._address = self.address
        self._key = (key or os.environ.get("OPENAI_API_KEY") or ("none" if is_local(self.address) else "")).strip()
        self._prices, self._most_bytes = prices, most_bytes
        self._idle: list[Wire] = []

    @property
    def schema_mode(self) -> SchemaMode:
        """How the answer's form is asked for at present: "schema" until the server has shown that it can't."""
        return manners_of(self._address, self.model).mode

    def complete(self, request: Request, seconds: float) -> Reply:
        """The model's reply within that many seconds. Raises CallFault, and nothing else."""
        began = time.monotonic()
        reply = self._carry(seconds, lambda wire, deadline: self._ask(wire, request, deadline))
        return replace(reply, cost=self._cost(reply), seconds=time.monotonic() - began)

    def fetch(self, path: str, seconds: float) -> JsonValue:
        """What the server tells at a path: below the address, or below its host where it begins with a slash."""
        root = self._address.partition("://")[0] + "://" + self._address.partition("://")[2].partition("/")[0]
        url = root + path if path.startswith("/") else f"{self._address}/{path}"
        body = self._carry(seconds, lambda wire, deadline: wire.fetch(url, deadline))
        return parse_json(body, host_of(self._address))

    def close(self) -> None:
        """Close the connections that are kept for further calls."""
        while self._idle:
            self._idle.pop().close()

    def _carry(self, seconds: float, work: Callable[[Wire, Deadline], T]) -> T:
        """The work's value. Raises CallFault and nothing else, unchained: what others raise may hold the request."""
        if not self._key or not self._key.isascii():
            fault = "没有密钥" if not self._key else "密钥含有非 ASCII 字符"
            raise CallFault("key", f"{host_of(self._address)}：{fault}。请设置环境变量 OPENAI_API_KEY。")
        try:
            return self._on_wire(seconds, work)
        except CallFault:
            raise
        except Refused as refused:
            raise fault_of(refused, host_of(self._address), self.model) from None
        except ImportError:  # the one thing that is loaded by need
            advice = "请先安装：pip install 'httpx2[socks]'，或改用 HTTP 代理。"
            raise CallFault("unreachable", f"环境变量里的代理是 SOCKS 代理，缺少所需的包。{advice}") from None
        except Exception as error:  # a proxy's address that is none, say: whatever the libraries did not foresee
            raise CallFault("request", f"请求没有发成（{type(error).__name__}）。请核对地址、代理和模型。") from None

    def _on_wire(self, seconds: float, work: Callable[[Wire, Deadline], T]) -> T:
        """Do the work on a wire of its own, which is kept for the next call unless the work had to be left behind."""
        deadline = Deadline(seconds)
        wire = self._wire()
        try:
            return run_within(deadline.left(), lambda: work(wire, deadline), wire.close)
        finally:
            if not wire.closed:
                self._idle.append(wire)

    def _wire(self) -> Wire:
        try:
            return self._idle.pop()
        except IndexError:
            return Wire(self._address, self._key, self._most_bytes)

    def _ask(self, wire: Wire, request: Request, deadline: Deadline) -> Reply:
        """Ask, and ask for less where the server refuses a field; what worked is remembered."""
        manners = manners_of(self._address, self.model)
        for tries_left in range(RETRIES, -1, -1):
            messages, fields = written(request, manners)
            try:
                reply = reply_of(wire.complete(self.model, messages, fields, deadline), host_of(self._address))
            except Refused as refused:
                if is_filtered(refused):
                    return Reply("", "content-filter")
                manners = self._milder(manners, refused, tries_left)
            else:
                remember(self._address, self.model, manners.after_answer(reply, request.schema))
                return reply
        raise AssertionError("the last try returns or raises")

    def _milder(self, manners: Manners, refused: Refused, tries_left: int) -> Manners:
        """Manners without the field that was refused. Raises the fault where it is not that, or no try is left."""
        fault = fault_of(refused, host_of(self._address), self.model)
        mendable = refused.status in MENDABLE and fault.kind != "too-long"
        milder = manners.after_refusal(refused.said) if mendable else None
        if milder is not None and tries_left:
            return milder
        if milder is not None:
            remember(self._address, self.model, milder)  # the next question starts from here
        raise fault from None

    def _cost(self, reply: Reply) -> float | None:
        """The price of the reply; None without prices or without the provider's own counts."""
        if self._prices is None or reply.tokens_in is None or reply.tokens_out is None:
            return None
        return self._prices.cost(reply.tokens_in, reply.tokens_out, min(reply.cached or 0, reply.tokens_in))


def provider(rest: str) -> OpenAIApi:
    """The model that `MODEL` or `MODEL@URL` names. Raises BadInput where the URL is none, UnknownName for no model."""
    if not rest.strip() or rest.startswith(("@http://", "@https://")):
        raise UnknownName(f"模型地址缺少模型名，应为 {FORM}。")
    return OpenAIApi(rest)
