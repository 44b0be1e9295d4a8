"""Questions, and a model of our own that answers them, for the tests of ledger, store and replay."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.llm.exchange import Message, Reply, Request

SCHEMA = {
    "type": "object",
    "properties": {"level": {"type": "integer"}},
    "required": ["level"],
    "additionalProperties": False,
}


def question(words: str = "这一条写得具体吗？", take: int = 0, model: str = "small") -> Request:
    """A question about those words."""
    messages = (Message("system", "你审材料。"), Message("user", words))
    return Request(model, messages, SCHEMA, max_tokens=100, take=take, name="score_points")


@dataclass
class Parrot:
    """Says the question again, and counts how often it was asked."""

    model: str = "small"
    address: str | None = "http://127.0.0.1:1/v1"
    name: str = "parrot"
    asked: list[str] = field(default_factory=list)

    def complete(self, request: Request, seconds: float) -> Reply:
        """The last message."""
        words = request.messages[-1].content
        self.asked.append(words)
        return Reply(
            words, "stop", tokens_in=len(words), tokens_out=1, cached=0, cost=0.5, model="small-1", seconds=0.25
        )
