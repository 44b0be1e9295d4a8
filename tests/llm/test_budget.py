"""The budget: stops before a limit is passed, takes the provider's word for what was used, knows what it can't know."""

from __future__ import annotations

import math
import random
import threading

import pytest

from service.errors import BadInput, BudgetSpent
from service.llm.budget import Budget, Prices
from service.llm.exchange import Reply

PRICES = Prices(tokens_in=2.0, tokens_out=8.0, cached=0.5)


def test_stops_before_the_limit_is_passed() -> None:
    budget = Budget(max_tokens=1000)
    budget.reserve(500, 300).settle(Reply("好", tokens_in=400, tokens_out=100))
    budget.reserve(300, 200)
    with pytest.raises(BudgetSpent, match=r"已用 500，进行中的调用占用 500，这次最多再用 1，上限 1,000.*--max-tokens"):
        budget.reserve(1, 0)
    assert budget.spent_tokens == 500


def test_money_stops_as_well() -> None:
    budget = Budget(max_cost=0.01, prices=PRICES)
    budget.reserve(1000, 1000).settle(None)
    budget.reserve(1000, 1000)
    with pytest.raises(BudgetSpent, match=r"费用.*占用 0\.0100.*上限 0\.0100.*--max-cost"):
        budget.reserve(1, 0)


def test_sums_that_are_not_exact_in_binary_fit() -> None:
    budget = Budget(max_cost=0.3, prices=Prices(0.1, 0.1))
    for _ in range(3):
        budget.reserve(1_000_000, 0).settle(Reply("", tokens_in=1_000_000, tokens_out=0))
    with pytest.raises(BudgetSpent):
        budget.reserve(1, 0)


@pytest.mark.parametrize(
    ("reply", "tokens", "cost"),
    [
        (None, 0, 0.0),
        (Reply("好", tokens_in=90, tokens_out=10, cached=40), 100, (50 * 2 + 40 * 0.5 + 10 * 8) / 1e6),
        (Reply("好", tokens_in=90, tokens_out=10), 100, (90 * 2 + 10 * 8) / 1e6),
        (Reply("好", tokens_in=90, tokens_out=10, cost=0.5), 100, 0.5),
        (Reply("好", tokens_in=90), 90 + 200, (90 * 2 + 200 * 8) / 1e6),
        (Reply("好", tokens_out=10), 100 + 10, (100 * 2 + 10 * 8) / 1e6),
        (Reply("好"), 300, (100 * 2 + 200 * 8) / 1e6),
        (Reply(""), 300, (100 * 2 + 200 * 8) / 1e6),
        (Reply("好", tokens_in=0, tokens_out=0), 300, (100 * 2 + 200 * 8) / 1e6),
        (Reply("", tokens_in=90, tokens_out=0), 90, 90 * 2 / 1e6),
        (Reply("好", tokens_in=90, tokens_out=10, cached=900), 100, (90 * 0.5 + 10 * 8) / 1e6),
        (Reply("好", tokens_in=5000, tokens_out=10), 5010, (5000 * 2 + 10 * 8) / 1e6),
    ],
)
def test_usage_takes_the_place_of_the_estimate(reply: Reply | None, tokens: int, cost: float) -> None:
    budget = Budget(prices=PRICES)
    reservation = budget.reserve(100, 200)
    reservation.settle(reply)
    reservation.settle(Reply("again", tokens_in=1, tokens_out=1))
    assert budget.spent_tokens == tokens
    assert budget.spent_cost == pytest.approx(cost)


def test_without_a_price_for_kept_tokens_they_cost_as_others() -> None:
    assert Prices(2.0, 8.0).cost(100, 0, cached=100) == Prices(2.0, 8.0).cost(100, 0)


def test_an_unknown_cost_is_no_zero() -> None:
    budget = Budget()
    assert budget.spent_cost is None
    budget.reserve(1, 1).settle(Reply("好", tokens_in=1, tokens_out=1, cost=0.25))
    assert budget.spent_cost == 0.25
    budget.reserve(1, 1).settle(Reply("好", tokens_in=1, tokens_out=1))
    assert budget.spent_cost is None
    assert Budget(prices=PRICES).spent_cost == 0


@pytest.mark.parametrize("limits", [{"max_tokens": -1}, {"max_cost": math.nan}, {"max_cost": math.inf}])
def test_odd_limits_are_refused(limits: dict[str, float]) -> None:
    with pytest.raises(BadInput, match="不小于 0"):
        Budget(**limits, prices=PRICES)  # type: ignore[arg-type]


def test_a_cost_limit_needs_a_price() -> None:
    with pytest.raises(BadInput, match="--max-cost"):
        Budget(max_cost=1.0)
    with pytest.raises(BadInput, match="单价"):
        Prices(1.0, math.nan)


def reserving(budget: Budget, tokens_out: int, patience: float) -> tuple[threading.Thread, list[str]]:
    """A thread that reserves, and what came of it."""
    ends: list[str] = []

    def reserve() -> None:
        try:
            budget.reserve(100, tokens_out, patience)
            ends.append("reserved")
        except BudgetSpent as refusal:
            ends.append(refusal.message)

    thread = threading.Thread(target=reserve, daemon=True)
    thread.start()
    return thread, ends


def test_a_patient_call_waits_for_what_others_turn_out_to_use() -> None:
    budget = Budget(max_tokens=1000)
    first = budget.reserve(100, 800)
    thread, ends = reserving(budget, 700, patience=3600)
    thread.join(0.02)
    assert ends == []
    first.settle(Reply("好", tokens_in=100, tokens_out=50))
    thread.join(30)
    assert ends == ["reserved"]


def test_patience_ends() -> None:
    budget = Budget(max_tokens=1000)
    budget.reserve(100, 800)
    with pytest.raises(BudgetSpent, match="占用 900"):
        budget.reserve(100, 800, patience=0.02)


def test_nobody_waits_for_what_can_not_come() -> None:
    budget = Budget(max_tokens=1000)
    budget.reserve(100, 800)
    thread, ends = reserving(budget, 1000, patience=3600)
    thread.join(30)
    assert ["占用 900" in end for end in ends] == [True]


def test_many_threads_never_pass_the_limit() -> None:
    budget, refused = Budget(max_tokens=20_000, max_cost=0.05, prices=PRICES), threading.Event()
    highest: list[tuple[int, float | None]] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(200):
            try:
                reservation = budget.reserve(chance.randint(1, 300), chance.randint(1, 300))
            except BudgetSpent:
                refused.set()
                continue
            used = (chance.randint(1, reservation.tokens_in), chance.randint(0, reservation.tokens_out))
            reservation.settle(chance.choice([None, Reply("", tokens_in=used[0], tokens_out=used[1]), Reply("好")]))
            highest.append((budget.spent_tokens, budget.spent_cost))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused.is_set()
    assert all(tokens <= 20_000 and cost is not None and cost <= 0.05 * (1 + 1e-9) for tokens, cost in highest)
