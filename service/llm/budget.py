"""Keeps a review within its tokens and its money: what a call may use at most is reserved before it is made."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from service.errors import BadInput, BudgetSpent
from service.llm.exchange import Reply
from service.llm.prices import Prices
from service.llm.tokens import Vocabulary, count, count_messages, fits, split, vocabulary_for

__all__ = [
    "Budget",
    "Prices",
    "Reservation",
    "Vocabulary",
    "count",
    "count_messages",
    "fits",
    "split",
    "vocabulary_for",
]

# Sums of prices are not exact in binary: three calls at 0.1 fit into 0.3.
_SLACK = 1 + 1e-9


@dataclass(eq=False, frozen=True)
class Reservation:
    """What one call may use at most. To be settled once; settling again does nothing."""

    budget: Budget
    tokens_in: int
    tokens_out: int
    cost: float | None

    @property
    def amounts(self) -> tuple[int, float]:
        """Tokens, and money as far as it is known."""
        return self.tokens_in + self.tokens_out, self.cost or 0.0

    def settle(self, reply: Reply | None) -> None:
        """The provider's usage takes the place of the estimate, which stands where the provider told none.

        None gives the reservation back: the call failed and nothing was billed. A call that may have been billed
        (a time-out) is settled with `Reply("")`, which keeps the estimate.
        """
        self.budget._settle(self, reply)

    def tokens_used(self, reply: Reply) -> tuple[int, int]:
        """Tokens of prompt and answer. No prompt has 0 tokens and no text has, so there 0 means that none was told."""
        least = 1 if reply.text else 0
        return _told(reply.tokens_in, 1, self.tokens_in), _told(reply.tokens_out, least, self.tokens_out)


@dataclass
class _Account:
    """One limit (`option` is its name on the command line), what is spent of it, and how its amounts are written."""

    title: str
    option: str
    form: str
    limit: float | None
    spent: float = 0

    def has_room(self, held: float, wanted: float) -> bool:
        return self.limit is None or self.spent + held + wanted <= self.limit * _SLACK

    def refusal(self, held: float, wanted: float) -> str:
        spent, under_way, more, limit = (format(each, self.form) for each in (self.spent, held, wanted, self.limit))
        return (
            f"{self.title}预算不够：已用 {spent}，进行中的调用占用 {under_way}，这次最多再用 {more}，上限 {limit}。"
            f"这次调用没有发出；需要时可调高 {self.option}。"
        )


class Budget:
    """The limits of one review or of many; safe to share between threads. No limit: it only adds up.

    It holds as far as estimates of prompts do: where a model's vocabulary is another, a limit can be passed by the
    error for the calls then under way. Raises BadInput for a limit that is no number, and for a `max_cost` without
    prices.
    """

    def __init__(
        self, max_tokens: int | None = None, max_cost: float | None = None, prices: Prices | None = None
    ) -> None:
        _refuse_odd("--max-tokens", max_tokens)
        _refuse_odd("--max-cost", max_cost)
        if max_cost is not None and prices is None:
            raise BadInput(
                "不知道这个模型的单价，--max-cost 管不住花费。请写明单价（每百万词元），或改用 --max-tokens。"
            )
        self._prices = prices
        self._tokens = _Account("词元", "--max-tokens", ",.0f", max_tokens)
        self._money = _Account("费用", "--max-cost", ",.4f", max_cost)
        self._priced, self._unpriced = prices is not None, False  # is there a call whose cost is known; one whose isn't
        self._under_way: set[Reservation] = set()
        self._changed = threading.Condition()

    @property
    def spent_tokens(self) -> int:
        """Tokens of prompts and answers of the settled calls."""
        return int(self._tokens.spent)

    @property
    def spent_cost(self) -> float | None:
        """Money for the settled calls; None where the cost of one is not known, or none is made and no price known."""
        with self._changed:
            return self._money.spent if self._priced and not self._unpriced else None

    def reserve(self, tokens_in: int, tokens_out: int, patience: float = 0.0) -> Reservation:
        """Sets aside the prompt's tokens and the most that the answer may have, and their cost.

        Raises BudgetSpent where that could pass a limit: at once, or after `patience` seconds where it depends on what
        the calls under way turn out to use.
        """
        cost = self._prices.cost(tokens_in, tokens_out) if self._prices else None
        reservation = Reservation(self, tokens_in, tokens_out, cost)
        ends = time.monotonic() + patience
        with self._changed:
            while refusal := self._refusal(reservation, self._held()):
                left = ends - time.monotonic()
                if left <= 0 or self._refusal(reservation, held=(0, 0.0)):
                    raise BudgetSpent(refusal)
                self._changed.wait(left)
            self._under_way.add(reservation)
        return reservation

    def _held(self) -> tuple[int, float]:
        amounts = [reservation.amounts for reservation in self._under_way]
        return sum(tokens for tokens, _ in amounts), math.fsum(money for _, money in amounts)

    def _refusal(self, reservation: Reservation, held: tuple[int, float]) -> str | None:
        """Why the call can't be made while others hold so much, None where it can."""
        for account, taken, wanted in zip((self._tokens, self._money), held, reservation.amounts, strict=True):
            if not account.has_room(taken, wanted):
                return account.refusal(taken, wanted)
        return None

    def _settle(self, reservation: Reservation, reply: Reply | None) -> None:
        with self._changed:
            if reservation in self._under_way and reply is not None:
                self._spend(reply, *reservation.tokens_used(reply))
            self._under_way.discard(reservation)
            self._changed.notify_all()

    def _spend(self, reply: Reply, tokens_in: int, tokens_out: int) -> None:
        self._tokens.spent += tokens_in + tokens_out
        cost = reply.cost
        if cost is None and self._prices:
            cached = min(max(reply.cached or 0, 0), tokens_in)  # told none: charged as if none was kept
            cost = self._prices.cost(tokens_in, tokens_out, cached)
        if cost is None:
            self._unpriced = True
        else:
            self._priced = True
            self._money.spent += cost


def _told(tokens: int | None, least: int, estimate: int) -> int:
    return estimate if tokens is None or tokens < least else tokens


def _refuse_odd(option: str, limit: float | None) -> None:
    if limit is not None and not (math.isfinite(limit) and limit >= 0):
        raise BadInput(f"{option} 应是不小于 0 的数，现在是 {limit}。")
