"""What a provider charges for tokens."""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.errors import BadInput


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens, in one currency. `cached`: prompt tokens that the provider had kept; None: as others.

    Raises BadInput where a price is negative or no number.
    """

    tokens_in: float
    tokens_out: float
    cached: float | None = None

    def __post_init__(self) -> None:
        for price in (self.tokens_in, self.tokens_out, self.cached):
            if price is not None and not (math.isfinite(price) and price >= 0):
                raise BadInput(f"单价（每百万词元）应是不小于 0 的数，现在是 {price}。")

    def cost(self, tokens_in: int, tokens_out: int, cached: int = 0) -> float:
        """What a call costs whose prompt has `tokens_in` tokens, `cached` of them kept by the provider."""
        kept = self.tokens_in if self.cached is None else self.cached
        return ((tokens_in - cached) * self.tokens_in + cached * kept + tokens_out * self.tokens_out) / 1_000_000
