"""A question of ours as a model reads it: the schema of the answer, the numbered sentences, and whose they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.llm.providers._question import FORM

Schema = Mapping[str, Any]
# Where the worked example of a prompt begins: its sentences and tasks are nobody's.
_EXAMPLE = "\n例："
_MARK = re.compile(r"【([PCM]\d+)(?: 原因| 措施)?】")
_LINE = re.compile(r"S(\d+) (.*)")
_TASK = re.compile(r"^S(\d+)（(P\d+)）：(.*)$", re.MULTILINE)
_FILED = re.compile(r"(P\d+)在(\d+)")


@dataclass(frozen=True)
class Line:
    """One numbered sentence and its owner: P1, C1, M1, or empty for what belongs to none."""

    number: int
    words: str
    owner: str


@dataclass(frozen=True)
class Sheet:
    """`tasks` are (number, point, what is asked) where other wordings are wanted, `filed` the lead above each point."""

    schema: Schema
    lines: Sequence[Line]
    tasks: Sequence[tuple[int, str, str]] = ()
    filed: Mapping[str, int] = field(default_factory=dict)
    told: bool = False

    @classmethod
    def of(cls, messages: Sequence[Mapping[str, str]], schema: Schema) -> Sheet:
        """From the messages of a request and the schema that came with it."""
        front, *rest = [message["content"] for message in messages]
        asked = rest[0].partition(_EXAMPLE)[0]
        tasks = [(int(number), point, ask) for number, point, ask in _TASK.findall(asked)]
        filed = {point: int(lead) for point, lead in _FILED.findall(asked)}
        return cls(schema, list(_lines(front)), tasks, filed, "没有采用" in asked)

    @classmethod
    def of_body(cls, body: Mapping[str, Any]) -> Sheet:
        """From the body of a chat completion, its schema enforced or told in words."""
        messages = body["messages"]
        form = (body.get("response_format") or {}).get("json_schema")
        schema = form["schema"] if form else json.loads(messages[-1]["content"].partition(FORM)[2] or "{}")
        return cls.of(messages, schema)

    @property
    def stage(self) -> str:
        """Which of the four stages asks, told by what it wants to know."""
        properties = self.schema.get("properties", {})
        if "causes" in properties:
            return "link_points"
        if "rewrites" in properties:
            return "rewrite_points"
        items = properties.get("points", {}).get("items", {}).get("properties", {})
        return "map_points" if "lead" in items else "score_points"

    def ids(self, rows: str, name: str) -> list[str]:
        """The ids that the schema wants in the list `rows`, one item each, by its field `name`."""
        row = self.schema["properties"][rows]
        if not row.get("maxItems"):
            return []
        found: list[str] = row["items"]["properties"][name]["enum"]
        return found

    def own(self, owner: str) -> list[Line]:
        """The sentences of one point, cause or measure."""
        return [line for line in self.lines if line.owner == owner]

    def line(self, number: int) -> Line | None:
        """The sentence of that number."""
        return next((line for line in self.lines if line.number == number), None)


def _lines(front: str) -> Iterator[Line]:
    owner = ""
    for row in front.rpartition("<材料>\n")[2].splitlines():
        if mark := _MARK.fullmatch(row):
            owner = mark[1]
        elif row == "【其他】":
            owner = ""
        elif line := _LINE.fullmatch(row):
            yield Line(int(line[1]), line[2], owner)
