"""A call at a provider's pace, by a clock that moves only while somebody sleeps: attempts, waits, deadlines, stops."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import pytest

from service.errors import BadInput
from service.llm.exchange import CallFault, FaultKind, Reply
from service.llm.pace import Limits, Pace, Stopped


class Clock:
    """Time that passes only in `sleep`, and where a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, condition: threading.Condition, seconds: float) -> None:
        self.now += seconds


class Model:
    """Answers by a list of faults (None: a reply), each after `seconds`; notes when it was called, with what time."""

    def __init__(self, clock: Clock, *faults: CallFault | None, seconds: float = 0.0) -> None:
        self.clock, self.faults, self.seconds = clock, list(faults), seconds
        self.begun: list[float] = []
        self.given: list[float] = []

    def __call__(self, seconds: float) -> Reply:
        self.begun.append(self.clock.now - 1000.0)
        self.given.append(seconds)
        self.clock.now += self.seconds
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        return Reply("好")


def pace(clock: Clock, limits: Limits | None = None) -> Pace:
    return Pace(limits or Limits(), clock, clock.sleep, random=lambda: 0.5)


def fault(kind: FaultKind, retry_after: float | None = None) -> CallFault:
    return CallFault(kind, "a fault", retry_after)


# Faults one after another → when each attempt begins, and the fault that is raised in the end.
ATTEMPTS: list[tuple[list[CallFault], list[float], FaultKind | None]] = [
    ([], [0], None),
    ([fault("server")], [0, 0.5], None),
    ([fault("server"), fault("unreachable"), fault("garbled")], [0, 0.5, 2, 6.5], None),
    ([fault("server")] * 4, [0, 0.5, 2, 6.5], "server"),
    ([fault("rate")] * 4, [0, 2.5, 10, 32.5], "rate"),
    ([fault("rate", 20)], [0, 20], None),
    ([fault("server", 7.25)], [0, 7.25], None),
    ([fault("rate", 0)], [0, 2.5], None),
    ([fault("rate", -3)], [0, 2.5], None),
    ([fault("rate", math.nan)], [0, 2.5], None),
    ([fault("rate", math.inf)], [0], "rate"),
    ([fault("rate", 601)], [0], "rate"),
    ([fault("timeout")], [0, 0.5], None),
    ([fault("timeout"), fault("timeout")], [0, 0.5], "timeout"),
    ([fault("timeout"), fault("server"), fault("timeout")], [0, 0.5, 2], "timeout"),
    ([fault("key")], [0], "key"),
    ([fault("request", 5)], [0], "request"),
    ([fault("server"), fault("too-big")], [0, 0.5], "too-big"),
]


@pytest.mark.parametrize(("faults", "begun", "raised"), ATTEMPTS)
def test_attempts(faults: list[CallFault], begun: list[float], raised: FaultKind | None) -> None:
    clock = Clock()
    model = Model(clock, *faults)
    if raised is None:
        assert pace(clock).run(model, 10).text == "好"
    else:
        with pytest.raises(CallFault) as caught:
            pace(clock).run(model, 10)
        assert caught.value is faults[len(begun) - 1]
        assert caught.value.kind == raised
        assert clock.now == pytest.approx(1000 + begun[-1]), "it waited for nothing"
    assert model.begun == pytest.approx(begun)


def test_jitter_is_drawn_from_the_whole_span() -> None:
    for chance, wait in ((0.0, 0.0), (0.999, 0.999)):
        clock = Clock()
        model = Model(clock, fault("server"))
        Pace(Limits(), clock, clock.sleep, random=lambda chance=chance: chance).run(model, 1)  # type: ignore[misc]
        assert model.begun == pytest.approx([0, wait])


def test_an_attempt_is_given_its_patience_and_no_more_than_is_left() -> None:
    clock = Clock()
    model = Model(clock, *[fault("server")] * 9, seconds=250)
    with pytest.raises(CallFault):
        pace(clock, Limits(attempts=9)).run(model, 1)
    assert model.given == pytest.approx([300, 300, 600 - 502])
    assert clock.now - 1000 < 600 + 250


def test_the_wait_in_line_is_no_part_of_the_deadline() -> None:
    clock = Clock()
    one = pace(clock, Limits(requests_per_minute=1, deadline=20))
    models = [Model(clock) for _ in range(3)]
    for model in models:
        one.run(model, 1)
    assert [model.begun[0] for model in models] == pytest.approx([0, 61, 122])
    assert models[2].given == [20]


def test_but_the_wait_in_line_for_another_attempt_is() -> None:
    clock = Clock()
    model = Model(clock, fault("server"))
    with pytest.raises(CallFault, match="a fault"):
        pace(clock, Limits(requests_per_minute=1, deadline=20)).run(model, 1)
    assert len(model.begun) == 1
    assert clock.now <= 1020.01


def test_a_refusal_for_the_rate_holds_back_the_others() -> None:
    clock = Clock()
    one, other = pace(clock, Limits(attempts=1)), Model(clock)
    with pytest.raises(CallFault):
        one.run(Model(clock, fault("rate", 30)), 1)
    one.run(other, 1)
    assert other.begun == pytest.approx([30])


def test_so_does_any_fault_that_names_a_time() -> None:
    clock = Clock()
    one, other = pace(clock, Limits(attempts=1)), Model(clock)
    with pytest.raises(CallFault):
        one.run(Model(clock, fault("server", 7)), 1)
    one.run(other, 1)
    assert other.begun == pytest.approx([7])


def test_a_shorter_wish_does_not_shorten_a_longer_one() -> None:
    clock = Clock()
    one, other = pace(clock, Limits(attempts=1)), Model(clock)

    def two_at_once(seconds: float) -> Reply:
        with pytest.raises(CallFault):
            one.run(Model(clock, fault("rate", 30)), 1)
        raise fault("rate", 5)

    with pytest.raises(CallFault):
        one.run(two_at_once, 1)
    one.run(other, 1)
    assert other.begun == pytest.approx([30])


def test_a_rest_that_would_outlast_the_deadline_is_not_taken() -> None:
    clock = Clock()
    model = Model(clock, *[fault("server")] * 3)
    with pytest.raises(CallFault):
        pace(clock, Limits(deadline=3)).run(model, 1)
    assert model.begun == pytest.approx([0, 0.5, 2])
    assert clock.now == pytest.approx(1002)


def test_no_other_fault_holds_back_the_others() -> None:
    clock = Clock()
    one, other = pace(clock, Limits(attempts=1)), Model(clock)
    for kind in ("server", "timeout", "key"):
        with pytest.raises(CallFault):
            one.run(Model(clock, fault(kind)), 1)  # type: ignore[arg-type]
    one.run(other, 1)
    assert other.begun == [0]


def test_whoever_would_be_held_back_past_the_deadline_is_told_at_once() -> None:
    clock = Clock()
    one, other = pace(clock), Model(clock)
    with pytest.raises(CallFault):
        one.run(Model(clock, fault("rate", 2000)), 1)
    with pytest.raises(CallFault, match="2000 秒") as caught:
        one.run(other, 1)
    assert (caught.value.kind, caught.value.retry_after) == ("rate", pytest.approx(2000))
    assert (other.begun, clock.now) == ([], 1000)
    clock.now += 1500
    one.run(other, 1)
    assert other.begun == pytest.approx([2000])


def test_a_nonsensical_wish_does_not_close_the_address_for_good() -> None:
    clock = Clock()
    one, other = pace(clock), Model(clock)
    with pytest.raises(CallFault):
        one.run(Model(clock, fault("rate", 1e12)), 1)
    clock.now += 3600
    one.run(other, 1)
    assert other.begun == [3600]


def test_tokens_a_minute() -> None:
    clock = Clock()
    one = pace(clock, Limits(tokens_per_minute=100))
    models = [Model(clock, seconds=1) for _ in range(4)]
    for model, tokens in zip(models, (60, 40, 50, 100), strict=True):
        one.run(model, tokens)
    assert [model.begun[0] for model in models] == pytest.approx([0, 1, 61, 122])


def test_what_never_fits_is_told_at_once() -> None:
    clock = Clock()
    model = Model(clock)
    with pytest.raises(CallFault, match="tokens_per_minute") as caught:
        pace(clock, Limits(tokens_per_minute=100)).run(model, 101)
    assert (caught.value.kind, caught.value.passing, model.begun) == ("request", False, [])


@pytest.mark.parametrize("reply", [True, False])
def test_a_stop_lets_the_attempt_under_way_finish_and_allows_no_other(reply: bool) -> None:
    clock, stop = Clock(), threading.Event()
    calls: list[float] = []

    def call(seconds: float) -> Reply:
        calls.append(seconds)
        stop.set()
        if reply:
            return Reply("好")
        raise fault("server")

    one = pace(clock)
    if reply:
        assert one.run(call, 1, stop).text == "好"
    else:
        with pytest.raises(Stopped) as caught:
            one.run(call, 1, stop)
        assert isinstance(caught.value.__cause__, CallFault)
    with pytest.raises(Stopped):
        one.run(call, 1, stop)
    assert (len(calls), clock.now) == (1, 1000)


def test_any_other_error_frees_the_place() -> None:
    clock = Clock()
    one = pace(clock, Limits(concurrency=1))
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error):
            one.run(_raising(error), 1)
    assert one.run(Model(clock), 1).text == "好"


def _raising(error: type[BaseException]) -> Callable[[float], Reply]:
    def call(seconds: float) -> Reply:
        raise error

    return call


@pytest.mark.parametrize(
    "limits", [{"concurrency": 0}, {"deadline": math.nan}, {"requests_per_minute": -1}, {"attempts": None}]
)
def test_odd_limits_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(BadInput, match=next(iter(limits))):
        Limits(**limits)
