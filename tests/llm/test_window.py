"""The sliding minute: never more than its limits in any sixty seconds, and no longer a wait than they need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.llm.window import MINUTE, Window

SOME = st.none() | st.integers(1, 6)
STEPS = st.lists(st.tuples(st.floats(0, 40), st.integers(0, 30)), max_size=30)


@given(SOME, st.none() | st.integers(30, 80), STEPS)
def test_no_sixty_seconds_pass_a_limit(
    requests: int | None, tokens: int | None, steps: list[tuple[float, int]]
) -> None:
    window, now = Window(requests, tokens), 0.0
    begun: list[tuple[float, int]] = []
    for pause, size in steps:
        now += pause
        wait = window.seconds_until_room(now, size)
        assert wait <= MINUTE + 1e-6
        assert wait <= 0 or full(begun, now, size, requests, tokens), "it waits without need"
        now += wait + 1e-6
        assert window.seconds_until_room(now, size) <= 0
        window.begin(now, size)
        begun.append((now, size))
    for start, _ in begun:
        sizes = [size for at, size in begun if start <= at <= start + 60]
        assert requests is None or len(sizes) <= requests
        assert tokens is None or sum(sizes) <= tokens


def full(begun: list[tuple[float, int]], now: float, size: int, requests: int | None, tokens: int | None) -> bool:
    sizes = [size for at, size in begun if at > now - MINUTE - 1e-5]
    return (requests is not None and len(sizes) >= requests) or (tokens is not None and sum(sizes) + size > tokens)


def test_no_limit_keeps_no_record() -> None:
    window = Window(None, None)
    for _ in range(1000):
        window.begin(0.0, 1)
    assert window.seconds_until_room(0.0, 10**9) == 0
    assert not window._begun
