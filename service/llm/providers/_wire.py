"""The wire to one OpenAI-compatible server: bytes out, bytes in, within a deadline and a limit on size."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, cast

import httpx2
from openai import APIConnectionError, APITimeoutError, DefaultHttpxClient, OpenAI, OpenAIError, Timeout

from service.llm.address import host_of, is_local
from service.llm.exchange import CallFault, JsonObject, Message
from service.llm.providers._deadline import Deadline, late

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

CONNECT = 10.0  # seconds to reach a server that is there
ERROR_BYTES = 1 << 16  # as much of an error's body as is looked at


class Refused(Exception):
    """An HTTP status that is no success, as it came. The body may echo the prompt: it is read, never shown."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(status)
        self.status, self.headers, self.body = status, headers, body

    @property
    def said(self) -> str:
        """What the error says, for matching only; its beginning, as what follows may be the prompt."""
        return self.body[:2000].decode("utf-8", "replace")


class Wire:
    """One client of one server. It carries one call at a time; connections are kept from call to call."""

    def __init__(self, address: str, key: str, most_bytes: int) -> None:
        self._host, self._most_bytes = host_of(address), most_bytes
        self._deadline = Deadline(0)
        # A redirect would carry the report to a host that nobody named; a proxy has no business with this machine.
        environment = not is_local(address)
        self._http = DefaultHttpxClient(
            follow_redirects=False,
            trust_env=environment,
            verify=_certificates(address.startswith("https:"), environment),
            event_hooks={"response": [self._refuse]},
        )
        self._client = OpenAI(api_key=key, base_url=address, max_retries=0, http_client=self._http)

    def complete(self, model: str, messages: list[Message], fields: JsonObject, deadline: Deadline) -> bytes:
        """The body of a chat completion. Raises Refused and CallFault."""
        self._deadline = deadline
        rows = [{"role": message.role, "content": message.content} for message in messages]
        create = self._client.chat.completions.with_streaming_response.create
        with (
            self._faults(),
            create(
                model=model,
                messages=cast("list[ChatCompletionMessageParam]", rows),
                extra_body=fields,
                timeout=_timeout(deadline),
            ) as answer,
        ):
            return self._read(answer.iter_bytes())

    def fetch(self, url: str, deadline: Deadline) -> bytes:
        """The body at that URL. Raises Refused and CallFault."""
        self._deadline = deadline
        headers = {"Authorization": f"Bearer {self._client.api_key}"}
        with self._faults(), self._http.stream("GET", url, headers=headers, timeout=_timeout(deadline)) as answer:
            return self._read(answer.iter_bytes())

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._http.is_closed

    def close(self) -> None:
        """Close every connection, also under a call that runs."""
        self._client.close()

    def _refuse(self, answer: httpx2.Response) -> None:
        """Read an error's body here, with a limit; the SDK would read all of it, and put it into its message."""
        if answer.status_code >= 300:
            body = b""
            for chunk in answer.iter_bytes():
                body += chunk
                self._deadline.left()
                if len(body) >= ERROR_BYTES:
                    break
            raise Refused(answer.status_code, answer.headers, body[:ERROR_BYTES])

    def _read(self, chunks: Iterator[bytes]) -> bytes:
        body = bytearray()
        for chunk in chunks:
            body += chunk
            self._deadline.left()
            if len(body) > self._most_bytes:
                size = self._most_bytes >> 20
                raise CallFault("too-big", f"{self._host} 的回答超过 {size} MiB，已停止读取：请核对地址和模型。")
        return bytes(body)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Exceptions of the libraries as CallFault, without a chain: theirs hold requests."""
        try:
            yield
        except (APITimeoutError, httpx2.TimeoutException) as error:
            connecting = isinstance(error.__cause__ or error, httpx2.ConnectTimeout)
            raise (self._unreachable("连接超时") if connecting else late()) from None
        except httpx2.DecodingError:
            raise CallFault("garbled", f"{self._host} 的回答解压失败：请稍后再试。") from None
        except (APIConnectionError, httpx2.TransportError, ssl.SSLError, OSError) as error:
            raise self._unreachable(_reason(error.__cause__ or error)) from None
        except (OpenAIError, httpx2.HTTPError, httpx2.StreamError) as error:
            raise CallFault("request", f"请求 {self._host} 失败（{type(error).__name__}）。") from None

    def _unreachable(self, reason: str) -> CallFault:
        return CallFault("unreachable", f"连不上 {self._host}（{reason}）：请核对地址和网络，并确认服务已启动。")


@cache
def _certificates(encrypted: bool, environment: bool) -> ssl.SSLContext:
    """Whom to trust, read once, as it takes a tenth of a second; nobody, where nothing is encrypted anyway."""
    if encrypted:
        return httpx2.create_ssl_context(trust_env=environment)
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _timeout(deadline: Deadline) -> Timeout:
    left = deadline.left()
    return Timeout(left, connect=min(left, CONNECT))


def _reason(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError) or "CERTIFICATE" in str(error):
        return "证书或加密连接有误"
    if isinstance(error, httpx2.ConnectError):
        return "连接被拒绝或主机名不存在"
    return "连接中断"
