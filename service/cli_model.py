"""What the command line needs where a model is asked: its options made a consultant, progress, and how it ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import click

from service.domain.report import Report
from service.domain.sifted import NO_ANSWER
from service.errors import AnswerUnusable, BadInput, BudgetSpent, ModelFailure, ModelUnreachable
from service.llm.budget import Budget
from service.llm.consultant import Consultant, versions_of
from service.llm.dial import provider_of
from service.llm.exchange import CallFault
from service.llm.ledger import Ledger
from service.llm.limits import Limits
from service.llm.mask import MaskMode
from service.llm.prices import Prices
from service.llm.probe import Probe, probe
from service.llm.progress import Event
from service.settings import Settings, read_settings
from service.store import open_store, place_of

INTERRUPTED = 130  # the exit code of a command that Ctrl-C ended
_NAMED = {
    "map_points": "归类",
    "score_points": "评具体程度",
    "link_points": "连原因和措施",
    "rewrite_points": "改写建议",
}


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """The options of a command that asks a model; None where not given, so that the settings count."""

    models: Sequence[str]
    mask: MaskMode | None = None
    max_cost: float | None = None
    max_tokens: int | None = None


def consultant_of(options: ModelOptions, settings: Settings) -> Consultant | None:
    """Whom to ask, None where no model is named. Raises what opening a model raises."""
    addresses = options.models or settings.models
    if not addresses:
        return None
    prices = _prices(settings)
    budget = Budget(
        settings.max_tokens if options.max_tokens is None else options.max_tokens,
        settings.max_cost if options.max_cost is None else options.max_cost,
        prices,
    )
    return Consultant(
        [provider_of(address) for address in addresses],
        Ledger(open_store(place_of(settings.data))),
        budget,
        _limits(settings),
        options.mask or settings.mask,
        settings.context,
        versions_of(settings),
        tell=Progress(sys.stderr.isatty()),
    )


def _prices(settings: Settings) -> Prices | None:
    if settings.price_in is None or settings.price_out is None:
        return None
    return Prices(settings.price_in, settings.price_out, settings.price_cached)


def _limits(settings: Settings) -> Limits | None:
    """The limits that are set, None where none is: then the address decides."""
    usual = Limits()
    given = Limits(
        settings.concurrency or usual.concurrency,
        settings.requests_per_minute,
        settings.tokens_per_minute,
        usual.attempts,
        settings.deadline or usual.deadline,
        settings.patience or usual.patience,
    )
    return None if given == usual else given


@contextmanager
def stoppable(consultant: Consultant) -> Iterator[None]:
    """Ctrl-C asks nothing more and waits for what was asked, since that is paid; a second one ends at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's affair
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if consultant.stop.is_set():
            os._exit(INTERRUPTED)
        consultant.stop.set()
        under_way = consultant.ledger.in_flight
        wait = f"，等已发出的 {under_way} 次调用答完，记入账本（再按一次立即退出）" if under_way else ""
        click.echo(f"\nsixlead: 正在停下{wait}。", err=True)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        if not consultant.stop.is_set():  # else the interpreter may still wait for calls under way
            signal.signal(signal.SIGINT, before)


class Progress:
    """One line a stage on standard error: rewritten in place on a terminal, one line when it is done elsewhere."""

    def __init__(self, live: bool) -> None:
        self._live = live
        self._open: dict[str, str] = {}

    def __call__(self, event: Event) -> None:
        """Show that something happened."""
        name = _NAMED.get(event.stage, event.stage)
        if event.what == "done":
            self._open.pop(event.stage, None)
            self._line(f"{name}：完成，采用 {event.amount or 0} 项", done=True)
        elif event.what == "failed":
            self._line(f"{name}：{event.model} 没有答复，换一个办法", done=True)
        elif self._live:
            self._open[event.stage] = f"{name}：等 {event.model} 答复…" if event.what == "asked" else f"{name}…"
            self._line("　".join(self._open.values()), done=False)

    def _line(self, words: str, done: bool) -> None:
        start = "\r\033[K" if self._live else ""
        click.echo(f"{start}sixlead: {words}", err=True, nl=done)


def tell_how(report: Report, required: bool) -> None:
    """One line on how the model did. Raises the failure where a model is required and none could be used."""
    refused = sum(row.guard in ("unproven", "misquoted") or row.stage == "rewrite_points" for row in report.rejected)
    why = next((row for row in report.rejected if row.guard.startswith(NO_ANSWER)), None)
    if report.mode == "rule":
        reason = why.reason if why else "模型没有给出可用的答案。"
        if required:
            raise _failure(why.guard if why else "")(reason)
        click.echo(f"sixlead: 模型没有用上，已按规则审核：{reason}", err=True)
        return
    partly = "，有的条目退回了规则" if report.mode == "mixed" else ""
    reused = sum(row.from_ledger for row in report.traces)
    again = f"（{reused} 次取自账本，没有重复付费）" if reused else ""
    click.echo(
        f"sixlead: 问了模型 {len(report.traces)} 次{again}{partly}；{refused} 项没有通过核对，未采用。", err=True
    )
    if why:
        click.echo(f"sixlead: {why.reason}", err=True)


def _failure(guard: str) -> type[ModelFailure]:
    if guard == "budget-spent":
        return BudgetSpent
    return ModelUnreachable if guard.startswith("call-") else AnswerUnusable


def probe_card(address: str | None) -> str:
    """What one small call to the model tells. Raises ModelUnreachable, and what opening a model raises."""
    addresses = [address] if address else list(read_settings().models)
    if not addresses:
        raise BadInput("请写模型地址，如 openai:qwen-max 或 openai:模型@http://127.0.0.1:8081/v1。")
    try:
        return _card(probe(provider_of(addresses[0]), seconds=120.0))
    except CallFault as fault:
        raise ModelUnreachable(fault.message) from None


def _card(found: Probe) -> str:
    modes = {
        "schema": "能按给定的格式作答（JSON Schema）",
        "object": "能只答 JSON",
        "plain": "只答普通文字，由解析器整理",
    }
    speed = f"，每秒 {found.tokens_per_second:.0f} 个词元" if found.tokens_per_second else ""
    rows = [
        f"模型　　　{found.model}",
        f"地址　　　{found.address or '本进程内'}",
        f"答案格式　{modes.get(found.schema_mode or '', '服务没有说明')}",
        f"速度　　　一次 {found.seconds:.1f} 秒{speed}",
        f"上下文　　{found.context} 个词元" if found.context else "上下文　　服务没有说明",
    ]
    return "\n".join(rows)
