"""How each behaviour is played: one function a kind, taking the talk, the call and the behaviour's options."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from typing import Any

from tests.faults.call import Call
from tests.faults.talk import Talk

Options = Mapping[str, Any]
MEGABYTE = 1 << 20


def completion(call: Call, options: Options) -> bytes:
    """The body of a completion as the options say; usage is counted in characters unless given, and null if None."""
    content = options.get("content", "{}")
    text = content(call) if callable(content) else content
    usage = options.get("usage", {"prompt_tokens": len(call.text), "completion_tokens": len(text or "")})
    message = {"role": "assistant", "content": text, **options.get("message", {})}
    choice = {"index": 0, "message": message, "finish_reason": options.get("finish", "stop")}
    body: dict[str, Any] = {
        "id": f"chatcmpl-{call.number}",
        "object": "chat.completion",
        "created": 0,
        "model": options.get("model", call.json["model"]),
        "choices": [choice],
        **options.get("extra", {}),
    }
    if usage is not None:
        body["usage"] = usage
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")


def play_ok(talk: Talk, call: Call, options: Options) -> None:
    body = completion(call, options)
    talk.wait(talk.server.per_token * _tokens_out(body))
    if not options.get("chunked"):
        return talk.answer(200, body)
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]  # 7 bytes: Chinese characters are cut in two
    framed = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return talk.finish(talk.head(200, {"Transfer-Encoding": "chunked"}) + framed + b"0\r\n\r\n")


def _tokens_out(body: bytes) -> int:
    return int((json.loads(body).get("usage") or {}).get("completion_tokens", 0))


def play_error(talk: Talk, call: Call, options: Options) -> None:
    """An error whose message echoes the prompt unless told not to: some servers do, and it must not reach a log."""
    echo = f" (request was: {call.text[:300]})" if options.get("echo", True) else ""
    row = {
        "message": options.get("message", "error") + echo,
        "type": options.get("type", "invalid_request_error"),
        "param": options.get("param"),
        "code": options.get("code"),
    }
    talk.answer(options["status"], json.dumps({"error": row}, ensure_ascii=False).encode(), options.get("headers"))


def _error(status: int, **fixed: Any) -> Callable[[Talk, Call, Options], None]:
    return lambda talk, call, options: play_error(talk, call, {"status": status, **fixed, **options})


def play_rate(talk: Talk, call: Call, options: Options) -> None:
    """429. Options: retry_after (seconds), retry_after_ms, retry_date (seconds from now, sent as an HTTP date)."""
    headers: dict[str, str] = {}
    if "retry_after" in options:
        headers["Retry-After"] = str(options["retry_after"])
    if "retry_after_ms" in options:
        headers["retry-after-ms"] = str(options["retry_after_ms"])
    if "retry_date" in options:
        headers["Retry-After"] = formatdate(time.time() + options["retry_date"], usegmt=True)
    play_error(talk, call, {"status": 429, "code": "rate_limit_exceeded", "headers": headers, **options})


def play_silence(talk: Talk, call: Call, options: Options) -> None:
    """Never answers."""
    talk.hang()


def play_hang(talk: Talk, call: Call, options: Options) -> None:
    """Headers, and then nothing."""
    talk.send(talk.head(200, {"Content-Length": str(len(completion(call, options)))}))
    talk.hang()


def play_drip(talk: Talk, call: Call, options: Options) -> None:
    """One byte every `interval` seconds: of the body, or from the status line on where `head` is true."""
    body = completion(call, options)
    head, interval = (
        talk.head(options.get("status", 200), {"Content-Length": str(len(body))}),
        options.get("interval", 0.05),
    )
    if options.get("head"):
        talk.drip(head, interval)
    else:
        talk.send(head)
    talk.drip(body, interval)


def play_half(talk: Talk, call: Call, options: Options) -> None:
    """Half of the body that was announced, then the connection is closed (or reset, where `reset` is true)."""
    body = completion(call, options)
    talk.send(talk.head(200, {"Content-Length": str(len(body))}) + body[: len(body) // 2])
    talk.close(reset=bool(options.get("reset")))


def play_cut(talk: Talk, call: Call, options: Options) -> None:
    """Half of a completion, announced as if it were all: valid HTTP, broken JSON."""
    body = completion(call, options)
    talk.answer(200, body[: len(body) // 2])


def play_reset(talk: Talk, call: Call, options: Options) -> None:
    """The connection is reset before a byte of answer."""
    talk.close(reset=True)


def play_bytes(talk: Talk, call: Call, options: Options) -> None:
    """A body as given. Options: hex or text; status (200), type (of the content), encoding (gzip and the like)."""
    body = bytes.fromhex(options["hex"]) if "hex" in options else str(options["text"]).encode()
    headers = {"Content-Type": options.get("type", "application/json")}
    if "encoding" in options:
        headers["Content-Encoding"] = options["encoding"]
    talk.answer(options.get("status", 200), body, headers)


def play_raw(talk: Talk, call: Call, options: Options) -> None:
    """These very characters instead of HTTP, then the connection is closed."""
    talk.send(str(options["text"]).encode())
    talk.close()


def play_invalid_utf8(talk: Talk, call: Call, options: Options) -> None:
    """A completion with bytes in it that are no UTF-8."""
    talk.answer(200, completion(call, {**options, "content": "@@"}).replace(b"@@", b"\xb5\xff\xfe"))


def play_huge(talk: Talk, call: Call, options: Options) -> None:
    """A valid completion of `megabytes` (50), announced unless `chunked`."""
    before, _, after = completion(call, {**options, "content": "@@"}).partition(b"@@")
    count = int(options.get("megabytes", 50))
    size = len(before) + len(after) + count * MEGABYTE
    chunked = bool(options.get("chunked"))
    framing = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(size)}
    talk.send(talk.head(options.get("status", 200), framing))
    for piece in (before, *[b"x" * MEGABYTE] * count, after):
        talk.send(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
    talk.send(b"0\r\n\r\n" if chunked else b"")


def play_no_choices(talk: Talk, call: Call, options: Options) -> None:
    """A completion with an empty list of choices."""
    play_ok(talk, call, {**options, "extra": {"choices": []}})


def play_redirect(talk: Talk, call: Call, options: Options) -> None:
    """A redirect (307 unless `status`) to `to`."""
    talk.answer(options.get("status", 307), b"", {"Location": options["to"]})


def play_picky(talk: Talk, call: Call, options: Options) -> None:
    """A completion, but 400 where the request holds one of `refuses`: json_schema, json_object, a field's name."""
    form = (call.json.get("response_format") or {}).get("type")
    for name in options["refuses"]:
        if name == form:
            return play_error(talk, call, {"status": 400, "message": f"response_format {form} is not supported"})
        if name in call.json:
            return play_error(talk, call, {"status": 400, "code": "unsupported_parameter", **_unsupported(name)})
    return play_ok(talk, call, options)


def _unsupported(name: str) -> dict[str, str]:
    hint = " Use 'max_completion_tokens' instead." if name == "max_tokens" else ""
    return {"param": name, "message": f"Unsupported parameter: '{name}' is not supported with this model.{hint}"}


PLAYERS: dict[str, Callable[[Talk, Call, Options], None]] = {
    "ok": play_ok,
    "error": play_error,
    "rate": play_rate,
    "wrong-key": _error(401, code="invalid_api_key", message="Incorrect API key provided"),
    "unknown-model": _error(404, code="model_not_found", message="The model does not exist"),
    "too-long": _error(400, code="context_length_exceeded", message="This model's maximum context length is 4096"),
    "silence": play_silence,
    "hang": play_hang,
    "drip": play_drip,
    "half": play_half,
    "cut": play_cut,
    "reset": play_reset,
    "bytes": play_bytes,
    "raw": play_raw,
    "invalid-utf8": play_invalid_utf8,
    "huge": play_huge,
    "no-choices": play_no_choices,
    "redirect": play_redirect,
    "picky": play_picky,
}
