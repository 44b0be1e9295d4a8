"""Keeps to a provider's pace: first come first served, within its limits, tried again as long as that may help."""

from __future__ import annotations

import itertools
import math
import random as chances
import threading
import time
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from service.llm.backoff import wait_asked, wait_before
from service.llm.exchange import CallFault, Reply
from service.llm.limits import Limits
from service.llm.window import Window

__all__ = ["Limits", "Pace", "Stopped"]

# Seconds: how often a waiting call looks whether it was stopped, and the shortest time that surely moves the clock.
_LOOK = 0.25
_BLINK = 0.001
# Seconds that one refusal can hold back all others: a nonsensical wish must not close an address for good.
_LONGEST_HOLD = 3600.0
# A time-out may have been paid for and has cost its whole patience: once more, no oftener.
_TIMEOUTS = 2


class Stopped(Exception):
    """The review was cancelled: no further attempt was made."""


@dataclass
class _Exchange:
    """One call of `run`: its place in line, and how it went so far."""

    turn: int
    tokens: int
    stop: threading.Event | None
    not_before: float = -math.inf
    ends: float | None = None  # not before the first attempt
    attempts: int = 0
    timeouts: int = 0
    fault: CallFault | None = None


class Pace:
    """The pace of one provider address, shared by all that ask there; safe to share between threads.

    Requests and tokens are counted over a sliding minute, from the start of each attempt. A call that is tried again
    keeps its place in line, and none overtakes those that came before it; one that rests after a fault holds up nobody.
    `sleep(condition, seconds)` is called with the condition held and may come back early; `random` gives 0 to 1.
    """

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[threading.Condition, float], object] = threading.Condition.wait,
        random: Callable[[], float] = chances.random,
    ) -> None:
        self.limits = limits
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._turns = itertools.count()
        self._changed = threading.Condition()
        self._line: list[int] = []  # the turns of those that could start now if there were room, first come first
        self._running = 0
        self._held_until = clock()  # the provider asked everybody to wait until then
        self._window = Window(limits.requests_per_minute, limits.tokens_per_minute)

    def run(self, call: Callable[[float], Reply], tokens: int, stop: threading.Event | None = None) -> Reply:
        """The reply of `call`, which is given the seconds it may take and raises CallFault within them.

        `tokens` are those of the prompt and the most that the answer may have. Raises the last CallFault where another
        attempt would not help, is not allowed, or would come after the deadline; Stopped before the next attempt once
        `stop` is set (an attempt under way is let finish, and its reply is returned). `call` must not call `run`.
        """
        self._refuse_what_never_fits(tokens)
        exchange = _Exchange(next(self._turns), tokens, stop)
        while True:
            seconds = self._enter(exchange)
            try:
                return call(seconds)
            except CallFault as fault:
                self._weigh(exchange, fault)
            finally:
                self._leave()

    def _refuse_what_never_fits(self, tokens: int) -> None:
        most = self.limits.tokens_per_minute
        if most is not None and tokens > most:
            raise CallFault(
                "request", f"一次调用要用 {tokens} 个词元，超过每分钟 {most} 个的上限（tokens_per_minute）。"
            )

    def _enter(self, exchange: _Exchange) -> float:
        """Waits for this call's turn, takes a place among those running; the seconds that the attempt may take."""
        with self._changed:
            while (rest := exchange.not_before - self._clock()) > 0:
                self._rest(exchange, rest)
            insort(self._line, exchange.turn)
            try:
                while (rest := self._until_turn(exchange)) > 0:
                    self._rest(exchange, rest)
                return self._start(exchange)
            finally:
                self._line.remove(exchange.turn)
                self._changed.notify_all()

    def _until_turn(self, exchange: _Exchange) -> float:
        """Seconds until this call may start as far as can be told; those behind the first in line just look again."""
        self._refuse_where_hopeless(exchange)
        if self._line[0] != exchange.turn or self._running >= self.limits.concurrency:
            return _LOOK
        now = self._clock()
        return max(self._held_until - now, self._window.seconds_until_room(now, exchange.tokens))

    def _rest(self, exchange: _Exchange, seconds: float) -> None:
        self._refuse_where_hopeless(exchange)
        self._sleep(self._changed, min(max(seconds, _BLINK), _LOOK))

    def _refuse_where_hopeless(self, exchange: _Exchange) -> None:
        """Raises where this call should not be made any more: it was stopped, or its time does not reach."""
        if exchange.stop is not None and exchange.stop.is_set():
            raise Stopped("评阅已取消，没有再调用模型。") from exchange.fault
        now, held = self._clock(), self._held_until
        ends = now + self.limits.deadline if exchange.ends is None else exchange.ends
        if exchange.fault is not None and max(now, held, exchange.not_before) >= ends:
            raise exchange.fault
        if held > ends:
            raise CallFault("rate", f"模型服务要求过 {held - now:.0f} 秒再调用。", retry_after=held - now)

    def _start(self, exchange: _Exchange) -> float:
        now = self._clock()
        self._running += 1
        self._window.begin(now, exchange.tokens)
        exchange.attempts += 1
        if exchange.ends is None:
            exchange.ends = now + self.limits.deadline
        return min(self.limits.patience, max(exchange.ends - now, _BLINK))

    def _leave(self) -> None:
        with self._changed:
            self._running -= 1
            self._changed.notify_all()

    def _weigh(self, exchange: _Exchange, fault: CallFault) -> None:
        """Notes the fault and how long to rest; raises it where no further attempt is allowed."""
        exchange.fault = fault
        exchange.timeouts += fault.kind == "timeout"
        if not fault.passing:
            raise fault
        rest = wait_before(exchange.attempts + 1, fault, self._random)
        with self._changed:
            now = self._clock()
            exchange.not_before = now + rest
            if fault.kind == "rate" or wait_asked(fault) is not None:
                self._held_until = max(self._held_until, now + min(rest, _LONGEST_HOLD))
        if exchange.attempts >= self.limits.attempts or exchange.timeouts >= _TIMEOUTS:
            raise fault
