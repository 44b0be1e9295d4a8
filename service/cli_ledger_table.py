"""The ledger as a table for people: a line an exchange, a line of sums a model, and never what was said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from service.llm.ledger import Exchange

_HEADS = ("时间", "模型", "阶段", "输入", "输出", "缓存", "费用", "秒", "状态")
_NUMBERS = range(3, 8)
_STATES = {"sent": "未完成", "done": "完成"}
_UNTOLD = "-"


def table(exchanges: Sequence[Exchange], last: int) -> str:
    """The last exchanges, the newest below, under heads; then what all came to. Counts that nobody told are dashes."""
    shown = exchanges[-last:]
    rows = [_HEADS, *map(_row, shown)]
    left_out = [f"（另有 {len(exchanges) - len(shown)} 次较早的没有列出，--last 可改）"] * (len(shown) < len(exchanges))
    return "\n".join([*_aligned(rows), *left_out, "", *_sums(exchanges)])


def _row(exchange: Exchange) -> tuple[str, ...]:
    reply = exchange.reply
    told = (reply.tokens_in, reply.tokens_out, reply.cached, reply.cost) if reply else (None,) * 4
    seconds = f"{reply.seconds:.1f}" if reply else _UNTOLD
    state = _STATES[exchange.state] + (f"（{reply.finish}）" if reply and reply.finish != "stop" else "")
    when, model = _local(exchange.created_at), f"{exchange.provider}:{exchange.model}"
    return (when, model, exchange.stage, *map(_number, told), seconds, state)


def _sums(exchanges: Iterable[Exchange]) -> list[str]:
    """A line a model: one model's costs are in one currency, which the sum of several would not be."""
    models: dict[str, list[Exchange]] = {}
    for exchange in exchanges:
        models.setdefault(f"{exchange.provider}:{exchange.model}", []).append(exchange)
    return [f"合计 {name}：{_sum(asked)}" for name, asked in sorted(models.items())]


def _sum(asked: list[Exchange]) -> str:
    replies = [exchange.reply for exchange in asked if exchange.reply]
    parts = [f"{len(asked)} 次" + (f"（未完成 {unfinished} 次）" if (unfinished := len(asked) - len(replies)) else "")]
    for head, name in (("输入", "tokens_in"), ("输出", "tokens_out"), ("缓存", "cached"), ("费用", "cost")):
        told = [value for reply in replies if (value := getattr(reply, name)) is not None]
        untold = f"（{len(replies) - len(told)} 次未报）" if 0 < len(told) < len(replies) else ""
        parts.append(f"{head} {_number(sum(told)) if told else _UNTOLD}{untold}")
    parts.append(f"用时 {sum(reply.seconds for reply in replies):.1f} 秒")
    return "，".join(parts)


def _number(value: float | None) -> str:
    if value is None:
        return _UNTOLD
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _local(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S") if moment else _UNTOLD


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows in columns, numbers to the right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_padded, row, widths, range(len(row)))).rstrip() for row in rows]


def _padded(text: str, width: int, column: int) -> str:
    blank = " " * (width - _width(text))
    return blank + text if column in _NUMBERS else text + blank


def _width(text: str) -> int:
    """Columns in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
