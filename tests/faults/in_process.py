"""Models that answer within this process, by a function of the question: as quick as can be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from service.llm.exchange import Reply, Request
from tests.faults.sheet import Sheet


@dataclass
class InProcess:
    """Gives what `answer` makes of a question, and keeps the prompts."""

    answer: Callable[[Sheet], dict[str, Any]]
    name: str = "in-process"
    model: str = "m"
    address: str | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def complete(self, request: Request, seconds: float) -> Reply:
        """The answer as JSON."""
        sheet = Sheet.of([asdict(message) for message in request.messages], request.schema)
        self.asked.append((sheet.stage, *(message.content for message in request.messages)))
        return Reply(json.dumps(self.answer(sheet), ensure_ascii=False), "stop")
