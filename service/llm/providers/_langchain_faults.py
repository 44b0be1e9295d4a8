"""What went wrong in an integration of LangChain: any vendor's exception by its class, its status and its causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.llm.exchange import CallFault, FaultKind
from service.llm.providers._refusals import retry_after

_SAID: dict[FaultKind, str] = {
    "rate": "请求太频繁或额度用完",
    "server": "服务器出错",
    "unreachable": "连接不上或连接中断",
    "timeout": "没有在限定时间内答完",
    "garbled": "答复不完整或格式不对",
    "key": "密钥不对或没有权限",
    "unknown-model": "没有这个模型或这个地址",
    "too-long": "材料超出模型的上下文长度",
    "request": "请求被拒绝",
}
# The most specific class of an exception that stands here decides. Vendors differ in modules, hardly in names.
_BY_NAME: dict[str, FaultKind] = {
    **dict.fromkeys(("ContextOverflowError",), "too-long"),
    **dict.fromkeys(("ModelRateLimitError", "RateLimitError", "ResourceExhausted", "ThrottlingException"), "rate"),
    **dict.fromkeys(("ModelAuthenticationError", "AuthenticationError", "Unauthenticated"), "key"),
    **dict.fromkeys(("ModelPermissionDeniedError", "PermissionDeniedError", "PermissionDenied"), "key"),
    **dict.fromkeys(("ModelNotFoundError", "NotFoundError", "NotFound"), "unknown-model"),
    **dict.fromkeys(("ModelTimeoutError", "APITimeoutError", "TimeoutException", "Timeout"), "timeout"),
    **dict.fromkeys(("TimeoutError", "DeadlineExceeded", "ReadTimeoutError"), "timeout"),
    **dict.fromkeys(("ModelConnectionError", "APIConnectionError", "TransportError"), "unreachable"),
    **dict.fromkeys(("ConnectionError", "EndpointConnectionError"), "unreachable"),
    **dict.fromkeys(("ModelAPIError", "InternalServerError", "ServerError"), "server"),
    **dict.fromkeys(("APIResponseValidationError", "DecodingError", "ValidationError"), "garbled"),
    # An integration that stumbles over an answer without the parts that it expects.
    **dict.fromkeys(("ValueError", "KeyError", "IndexError", "TypeError", "AttributeError"), "garbled"),
}
_BY_STATUS: dict[int, FaultKind] = {401: "key", 403: "key", 404: "unknown-model", 408: "timeout", 429: "rate"}
_TOO_LONG = ("context length", "context_length", "context window", "maximum context", "prompt is too long")


def fault_of(error: Exception, who: str) -> CallFault:
    """The fault that `error` stands for; its message names `who`, the class and the status, never the vendor's words.

    They may repeat what was sent. An error that nothing is known of counts as a request that was refused.
    """
    status = next(filter(None, map(status_of, _chain(error))), None)
    kind = _kind(error, status)
    told = type(error).__name__ + (f" {status}" if status else "")
    return CallFault(kind, f"{who}：{_SAID[kind]}（{told}）。", _wait(error))


def _kind(error: Exception, status: int | None) -> FaultKind:
    if status in (400, 413, 422) and any(words in str(error).lower() for words in _TOO_LONG):
        return "too-long"
    names = [cls.__name__ for each in _chain(error) for cls in type(each).__mro__]
    if "ContextOverflowError" in names:
        return "too-long"
    if status:
        return _BY_STATUS.get(status, "server" if status >= 500 else "request")
    return next((_BY_NAME[name] for name in names if name in _BY_NAME), "request")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those that it was made of, ten at most."""
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def status_of(error: BaseException) -> int | None:
    """The HTTP status of a refusal, 400 to 599, wherever a vendor puts it; None where there is none."""
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):  # botocore's
        metadata = answer.get("ResponseMetadata")
        told = [metadata.get("HTTPStatusCode") if isinstance(metadata, dict) else None]
    else:
        told = [getattr(error, name, None) for name in ("status_code", "http_status", "code")]
        told.append(getattr(answer, "status_code", None))
    return next((int(status) for status in told if isinstance(status, int) and 400 <= status <= 599), None)


def _wait(error: Exception) -> float | None:
    """Seconds that the server wants to be left alone."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    return retry_after(headers) if isinstance(headers, Mapping) else None
