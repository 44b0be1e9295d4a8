"""Many calls at one provider's pace at once, by real threads: limits, order, an end for everybody."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.llm import pace as pace_module
from service.llm.exchange import CallFault, FaultKind, Reply
from service.llm.pace import Limits, Pace, Stopped
from service.llm.window import Window

# A test's second lasts so many of the clock's: a minute is gone in 30 ms.
SPEED = 2000


def fast_clock() -> float:
    return time.monotonic() * SPEED


def fast_sleep(condition: threading.Condition, seconds: float) -> None:
    condition.wait(seconds / SPEED)


class Noted(Window):
    """A window that keeps all that was begun, and when."""

    all: list[tuple[float, int]]

    def begin(self, now: float, tokens: int) -> None:
        type(self).all.append((now, tokens))
        super().begin(now, tokens)


class Model:
    """Takes its time, fails by chance, and notes how many calls are under way."""

    def __init__(self, seed: int) -> None:
        self.chance, self.lock = random.Random(seed), threading.Lock()
        self.running = self.most = 0

    def __call__(self, seconds: float) -> Reply:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
            takes, fate = self.chance.uniform(0, 8), self.chance.random()
            asked = self.chance.choice([None, 4.0, 5000.0])
        time.sleep(min(takes, seconds) / SPEED)
        with self.lock:
            self.running -= 1
        kinds: list[FaultKind] = ["rate", "server", "timeout", "key"]
        if fate < 0.32:
            raise CallFault(kinds[int(fate / 0.08)], "by chance", asked if fate < 0.04 else None)
        return Reply("好")


LIMITS = st.builds(
    Limits,
    concurrency=st.integers(1, 4),
    requests_per_minute=st.none() | st.integers(3, 9),
    tokens_per_minute=st.none() | st.integers(40, 120),
    attempts=st.integers(1, 4),
    deadline=st.floats(50, 400),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIMITS, st.lists(st.integers(1, 40), min_size=1, max_size=10), st.integers(0, 99))
def test_limits_hold_and_everybody_comes_to_an_end(limits: Limits, sizes: list[int], seed: int) -> None:
    Noted.all = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace_module, "Window", Noted)
        patch.setattr(pace_module, "_LOOK", 20.0)
        one, model = Pace(limits, fast_clock, fast_sleep), Model(seed)
        ended: list[str] = []
        threads = [threading.Thread(target=lambda size=size: ended.append(outcome(one, model, size))) for size in sizes]  # type: ignore[misc]
        run_all(threads)
    assert len(ended) == len(sizes)
    assert model.most <= limits.concurrency
    assert one._running == 0
    assert one._line == []
    assert len(Noted.all) <= limits.attempts * len(sizes)
    for start, _ in Noted.all:
        minute = [size for at, size in Noted.all if start <= at <= start + 60]
        assert len(minute) <= (limits.requests_per_minute or len(minute))
        assert sum(minute) <= (limits.tokens_per_minute or sum(minute))


def outcome(one: Pace, model: Callable[[float], Reply], size: int) -> str:
    try:
        return one.run(model, size).text
    except CallFault as fault:
        return fault.kind


def run_all(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.daemon = True  # a deadlock shall fail the test, not hang it
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"


class Gate:
    """A call that lasts until the gate is opened."""

    def __init__(self) -> None:
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, seconds: float) -> Reply:
        self.entered.set()
        assert self.open.wait(30)
        return Reply("好")


def in_line(one: Pace, many: int) -> None:
    """Waits until so many calls stand in line."""
    ends = time.monotonic() + 30
    while len(one._line) < many:
        assert time.monotonic() < ends
        time.sleep(0.001)


def test_first_come_first_served() -> None:
    one, gate, order = Pace(Limits(concurrency=1)), Gate(), list[int]()
    threads = [threading.Thread(target=one.run, args=(gate, 1))]
    threads[0].start()
    assert gate.entered.wait(30)
    for number in range(6):
        threads.append(threading.Thread(target=one.run, args=(_noting(order, number), 1)))
        threads[-1].start()
        in_line(one, number + 1)
    gate.open.set()
    for thread in threads:
        thread.join(30)
    assert order == list(range(6))


def _noting(order: list[int], number: int) -> Callable[[float], Reply]:
    def call(seconds: float) -> Reply:
        order.append(number)
        return Reply("好")

    return call


def test_a_call_that_rests_holds_up_nobody_and_then_goes_first() -> None:
    one, order = Pace(Limits(concurrency=1), random=lambda: 0.3), list[str]()
    gate, begun = Gate(), threading.Event()

    def fails_once(seconds: float) -> Reply:
        order.append("older")
        if len(order) == 1:
            begun.set()
            in_line(one, 2)
            raise CallFault("server", "a fault")
        return Reply("好")

    def newer(seconds: float) -> Reply:
        order.append("newer")
        return gate(seconds)

    threads = [threading.Thread(target=one.run, args=(fails_once, 1))]
    threads[0].start()
    assert begun.wait(30)
    threads += [threading.Thread(target=one.run, args=(newer, 1)) for _ in range(2)]
    for thread in threads[1:]:
        thread.start()
    assert gate.entered.wait(30)
    in_line(one, 2)  # the older one is back, and the second of the newer
    gate.open.set()
    for thread in threads:
        thread.join(30)
    assert order == ["older", "newer", "older", "newer"]


def test_one_refusal_for_the_rate_holds_back_those_that_wait() -> None:
    one, begun = Pace(Limits(concurrency=2)), list[float]()
    entered, refuse = threading.Event(), threading.Event()

    def refused(seconds: float) -> Reply:
        entered.set()
        assert refuse.wait(30)
        if not begun:
            begun.append(time.monotonic())
            raise CallFault("rate", "too many", 0.1)
        return Reply("好")

    def waiting(seconds: float) -> Reply:
        begun.append(time.monotonic())
        return Reply("好")

    gate = Gate()
    threads = [threading.Thread(target=one.run, args=(call, 1)) for call in (refused, gate, waiting, waiting)]
    threads[0].start()
    assert entered.wait(30)
    threads[1].start()
    assert gate.entered.wait(30)
    for thread in threads[2:]:
        thread.start()
    in_line(one, 2)
    refuse.set()
    for thread in (threads[0], *threads[2:]):
        thread.join(30)
    gate.open.set()
    threads[1].join(30)
    assert [at - begun[0] >= 0.1 for at in begun[1:]] == [True, True]


def test_a_stop_reaches_a_call_in_line() -> None:
    one, gate, stop, ended = Pace(Limits(concurrency=1)), Gate(), threading.Event(), list[str]()

    def waits() -> None:
        try:
            one.run(gate, 1, stop)
        except Stopped:
            ended.append("stopped")

    first, second = threading.Thread(target=one.run, args=(gate, 1)), threading.Thread(target=waits)
    first.start()
    assert gate.entered.wait(30)
    second.start()
    in_line(one, 1)
    stop.set()
    second.join(30)
    assert ended == ["stopped"]
    assert first.is_alive(), "the attempt under way is let finish"
    gate.open.set()
    first.join(30)
    assert one._line == []
