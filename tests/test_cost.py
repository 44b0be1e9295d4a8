"""What a review of the seed costs with the default settings: calls, tokens, and how much of them never changes."""

from __future__ import annotations

import json
from itertools import takewhile

from service.domain.point import SLOTS
from service.llm.exchange import Message
from service.llm.tokens import count, count_messages
from tests.faults import Behaviour, Call, FaultServer, ok
from tests.faults.sensible import answer, sensible
from tests.faults.sheet import Sheet
from tests.with_model import SEED, consultant, reviewed

CALLS = 10
TIMES = 5.0  # the report's own tokens
QUOTED = {"at", "deadline", "owner", *SLOTS}
UNCHANGING = 0.60  # of all prompt tokens


def misquoting(call: Call) -> Behaviour:
    """A model that fills all there is with words that the report does not hold, so that it is told what was refused."""
    sheet = Sheet.of_body(call.json)
    said = answer(sheet)
    for rows, owner in (("points", "p"), ("causes", "c"), ("measures", "m")):
        for row in said.get(rows, []):
            row.update({key: f"S{sheet.own(row[owner])[0].number} 从来没有写过的话" for key in row.keys() & QUOTED})
    return ok(json.dumps(said, ensure_ascii=False))


def prompts(server: FaultServer) -> list[tuple[Message, ...]]:
    """The messages of every call."""
    return [tuple(Message(row["role"], row["content"]) for row in call.json["messages"]) for call in server.calls]


def shared(asked: list[tuple[Message, ...]]) -> int:
    """Tokens that a call has in common with another call of the same review, from its first character on."""
    texts = ["\n".join(message.content for message in messages) for messages in asked]
    total = 0
    for at, text in enumerate(texts):
        same = (_same(text, other) for n, other in enumerate(texts) if n != at)
        total += count(text[: max(same)])
    return total


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def test_the_seed_costs_no_more_than_is_promised(fault_server: FaultServer) -> None:
    fault_server.play(sensible)
    report = reviewed(SEED, consultant(fault_server))
    asked = prompts(fault_server)
    spent = sum(count_messages(messages) for messages in asked)
    assert report.mode == "model"
    assert len(asked) <= CALLS
    assert spent <= TIMES * count(report.document.text)
    assert shared(asked) >= UNCHANGING * spent
    assert sum(row.tokens_in or 0 for row in report.traces) == spent


def test_nor_does_it_with_a_model_that_gets_everything_wrong(fault_server: FaultServer) -> None:
    fault_server.play(misquoting)
    report = reviewed(SEED, consultant(fault_server))
    asked = prompts(fault_server)
    assert len({Sheet.of_body(call.json).stage for call in fault_server.calls if Sheet.of_body(call.json).told}) >= 2
    assert len(asked) <= CALLS
    assert sum(count_messages(messages) for messages in asked) <= TIMES * count(report.document.text)
