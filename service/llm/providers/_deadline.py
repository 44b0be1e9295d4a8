"""A deadline for a whole call, kept even against a server that drips bytes or a name service that hangs."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from service.llm.exchange import CallFault

T = TypeVar("T")


class Deadline:
    """A moment on the monotonic clock, `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0. Raises CallFault of kind timeout where there are none."""
        if (left := self._end - time.monotonic()) <= 0:
            raise late()
        return left


def late() -> CallFault:
    """The fault of a call that ran out of time."""
    return CallFault("timeout", "模型没有在限定时间内答完：请稍后再试，或放宽时限。")


def run_within(seconds: float, work: Callable[[], T], abandon: Callable[[], None]) -> T:
    """What `work` returns or raises. Raises CallFault of kind timeout after that many seconds.

    Socket time-outs bound one read, not a call, so the work runs in a thread of its own. `abandon` is called where it
    is left behind (too late, or the user pressed Ctrl-C); it should close what the thread reads from.
    """
    outcome: Future[T] = Future()
    threading.Thread(target=_run, args=(work, outcome), name="sixlead-call", daemon=True).start()
    try:
        return outcome.result(timeout=max(seconds, 0.0))
    except BaseException as error:
        if outcome.done():
            raise
        with contextlib.suppress(Exception):
            abandon()
        if isinstance(error, TimeoutError):
            raise late() from None
        raise


def _run(work: Callable[[], T], outcome: Future[T]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:
        outcome.set_exception(error)
