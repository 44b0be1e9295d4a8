"""How long to wait before a failed call is made again, and whether it should be."""

from __future__ import annotations

import math
from collections.abc import Callable

from service.llm.exchange import CallFault

# Seconds: the longest first wait, three times as long after each further failure, up to a minute. A provider that
# refuses for its rate without naming a time counts by the minute, as a rule.
FIRST = 1.0
FIRST_BY_RATE = 5.0
GROWTH = 3.0
LONGEST = 60.0


def wait_asked(fault: CallFault) -> float | None:
    """The seconds that the provider asked for, infinity among them; None where it asked for none, or for nonsense."""
    asked = fault.retry_after
    return None if asked is None or math.isnan(asked) or asked <= 0 else asked


def wait_before(attempt: int, fault: CallFault, chance: Callable[[], float]) -> float:
    """Seconds before attempt number `attempt` (the first is 1): what was asked for, or a random part of a growing span.

    Random over the whole span (full jitter), so that calls which failed together don't come back together.
    """
    asked = wait_asked(fault)
    if asked is not None:
        return asked
    first = FIRST_BY_RATE if fault.kind == "rate" else FIRST
    return chance() * min(LONGEST, first * GROWTH ** min(attempt - 2, 9))
