"""At most so many requests and so many tokens in any minute, by a record of what was begun in the last one."""

from __future__ import annotations

from collections import deque

# Seconds. One more than a minute, because requests that leave here evenly don't arrive evenly.
MINUTE = 61.0


class Window:
    """A sliding window, not a bucket: no burst at a minute's edge passes a limit. Not thread-safe; None: no limit."""

    def __init__(self, requests: int | None, tokens: int | None) -> None:
        self._requests = requests
        self._tokens = tokens
        self._begun: deque[tuple[float, int]] = deque()  # when, how many tokens; oldest first
        self._sum = 0

    def seconds_until_room(self, now: float, tokens: int) -> float:
        """How long until one more request of so many tokens keeps both limits; 0 where it does now."""
        self._forget(now)
        return max(self._until_request(now), self._until_tokens(now, tokens))

    def begin(self, now: float, tokens: int) -> None:
        """Records a request."""
        if self._requests is not None or self._tokens is not None:
            self._begun.append((now, tokens))
            self._sum += tokens

    def _forget(self, now: float) -> None:
        while self._begun and self._begun[0][0] + MINUTE <= now:
            self._sum -= self._begun.popleft()[1]

    def _until_request(self, now: float) -> float:
        if self._requests is None or len(self._begun) < self._requests:
            return 0.0
        return self._begun[len(self._begun) - self._requests][0] + MINUTE - now

    def _until_tokens(self, now: float, tokens: int) -> float:
        """More tokens than the limit allows at all wait for an empty window."""
        excess = self._sum + tokens - self._tokens if self._tokens is not None else 0
        until = now
        for begun, size in self._begun:
            if excess <= 0:
                break
            excess, until = excess - size, begun + MINUTE
        return until - now
