"""A deadline ends the wait, closes what the work reads from, and is not mistaken for the work's own errors."""

from __future__ import annotations

import threading

import pytest

from service.llm.exchange import CallFault
from service.llm.providers._deadline import Deadline, run_within


def test_work_done_in_time_is_handed_on() -> None:
    assert run_within(5, lambda: 42, pytest.fail) == 42


@pytest.mark.parametrize("error", [ValueError("x"), TimeoutError("the work's own"), CallFault("rate", "x")])
def test_an_error_of_the_work_is_handed_on_as_it_is(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)) as told:
        run_within(5, work, pytest.fail)
    assert told.value is error


def test_work_that_is_late_is_left_behind_and_closed() -> None:
    closed = threading.Event()
    with pytest.raises(CallFault) as told:
        run_within(0.05, lambda: closed.wait(5), closed.set)
    assert told.value.kind == "timeout"
    assert closed.is_set()


def test_a_closing_that_fails_hides_nothing() -> None:
    never = threading.Event()
    with pytest.raises(CallFault, match="限定时间"):
        run_within(0.01, lambda: never.wait(1), lambda: 1 / 0)
    never.set()


def test_no_time_left_is_a_fault() -> None:
    assert 0 < Deadline(5).left() <= 5
    with pytest.raises(CallFault):
        Deadline(0).left()
