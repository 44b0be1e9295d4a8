"""An HTTP error as a CallFault: what it means and what to do, in Chinese, and nothing of what the server wrote."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from service.llm.exchange import CallFault, FaultKind, JsonObject
from service.llm.providers._wire import Refused

# Words by which OpenAI, Azure, DeepSeek, Qwen, GLM, Kimi, vLLM and llama.cpp tell apart what one status stands for.
# Chinese ones are whole phrases: a body that echoes the prompt is a Chinese report.
_TOO_LONG = re.compile(
    r"context_length_exceeded|context.?(length|size|window)|exceed_context|range of input length|model token limit"
    r"|(prompt|input) is too long|prompt ?超长|超出最大长度限制",
    re.I,
)
_FILTERED = re.compile(
    r"content_?filter|content_policy|data_?inspection|inappropriate content|responsible_?ai|可能包含不安全或敏感内容",
    re.I,
)
_NO_MONEY = re.compile(r"insufficient_quota|insufficient.?balance|arrear|current_quota|billing|余额不足|已欠费", re.I)
_SAFE = re.compile(r"[A-Za-z0-9_.-]{1,40}")


def is_filtered(refused: Refused) -> bool:
    """Whether it was the provider's filter that refused the prompt: an answer of a kind, not a fault of the call."""
    return refused.status in (400, 403, 422, 451) and bool(_FILTERED.search(refused.said))


def fault_of(refused: Refused, host: str, model: str) -> CallFault:
    """The fault that an HTTP status stands for."""
    kind, message = _meaning(refused.status, refused.said, model)
    code = _code(refused)
    told = f"HTTP {refused.status}{f'，{code}' if code else ''}"
    return CallFault(kind, f"{host}：{message}（{told}）", retry_after(refused.headers))


def _meaning(status: int, said: str, model: str) -> tuple[FaultKind, str]:
    if status == 402 or (status in (403, 429) and _NO_MONEY.search(said)):
        return "key", "账户余额或额度不足。请充值，或换一个模型。"
    if status in (401, 403):
        return "key", "密钥无效或没有权限。请核对 OPENAI_API_KEY。"
    if status == 429:
        return "rate", "请求过于频繁，被限流。请稍后再试，或减少并发。"
    if status == 413 or (status in (400, 422, 500) and _TOO_LONG.search(said)):
        return "too-long", "提示超过模型的上下文长度。请换上下文更长的模型，或调大服务的上下文。"
    if status >= 500:
        return "server", "服务出错或正忙。请稍后再试。"
    if status in (404, 405, 410):
        return "unknown-model", f"没有模型 {model}，或地址有误（多以 /v1 结尾）。请核对二者。"
    if status in (408, 425):
        return "timeout", "服务等待超时。请稍后再试。"
    if status < 400:
        return "request", "地址被转到别处；为免材料和密钥外流，没有跟随。请改用最终地址。"
    return "request", "服务不接受这个请求，重试无用。请核对模型和参数。"


def _code(refused: Refused) -> str:
    """The error's code or type where it is a plain identifier; else nothing, as it might be anything."""
    try:
        value = json.loads(refused.body)
    except (ValueError, RecursionError):
        return ""
    error: JsonObject = value if isinstance(value, dict) else {}
    inner = error.get("error")
    error = inner if isinstance(inner, dict) else error
    codes = [str(found) for found in (error.get("code"), error.get("type")) if isinstance(found, str | int)]
    return next((code for code in codes if _SAFE.fullmatch(code) and code != str(refused.status)), "")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait (`retry-after-ms`, or `Retry-After` in seconds or as a date), or None."""
    try:
        return _positive(float(headers["retry-after-ms"]) / 1000)
    except (KeyError, ValueError):
        pass
    written = headers.get("retry-after", "")
    try:
        return _positive(float(written))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(written)
    except (TypeError, ValueError):
        return None
    return _positive((moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _positive(seconds: float) -> float | None:
    return max(seconds, 0.0) if math.isfinite(seconds) else None
