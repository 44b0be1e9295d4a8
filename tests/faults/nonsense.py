"""A weak model: valid answers without a thought in them, the same for the same seed and question."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.faults.sheet import Line, Sheet

_WORDS = (
    "没有到现场",
    "3月15日",
    "群众",
    "",
    "S",
    "我",
    "2021年",
    "【请补充：哪一天】",
    "level 4",
    "\u3000",
    "100万元",
    "王某",
)
_BLANKS = ("【请补充：哪一天】", "【请补充：涉及谁】", "【请补充：造成什么后果】", "【请补充：多少】")
_PARTS = re.compile(r"[，。；：、]")
_FACTS = re.compile(r"[\d年月日]{3,}|\d+\w|我[^，。；]{2,12}|在[^，。；]{2,6}")
_IDS = ("p", "c", "m", "s")


class Nonsense:
    """What it answers: every value of the schema by chance, mostly quotes of the item that it is about."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, sheet: Sheet) -> dict[str, Any]:
        """The answer to one question."""
        chance = random.Random(f"{self.seed} {sheet.stage} {len(sheet.lines)} {sheet.told}")
        made: dict[str, Any] = _Making(sheet, chance).any(sheet.schema, "", "")
        return made


@dataclass
class _Making:
    sheet: Sheet
    chance: random.Random

    def any(self, schema: Mapping[str, Any], name: str, owner: str) -> Any:
        """A value of the schema, for the field `name` of what is said of `owner`."""
        if name in _IDS and owner:
            return owner
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        match schema["type"]:
            case "object":
                return {key: self.any(row, key, owner) for key, row in schema["properties"].items()}
            case "array":
                return self._list(schema, name, owner)
            case "integer":
                return self.chance.randint(-1, 8)
            case _:
                return self._pointer(owner) if "pattern" in schema else self._words(owner)

    def _list(self, schema: Mapping[str, Any], name: str, owner: str) -> list[Any]:
        """A row for each id where that is wanted; else as many as may be."""
        least, most = schema.get("minItems", 0), schema.get("maxItems", 5)
        if name in ("explains", "answers", "unexplained", "unanswered"):
            return [f"P{self.chance.randint(1, 15)}" for _ in range(self.chance.randint(0, most))]
        if not most or least != most:
            return [self.any(schema["items"], "", owner) for _ in range(self.chance.randint(0, most))]
        key = next(key for key in _IDS if key in schema["items"]["properties"])
        ids = schema["items"]["properties"][key]["enum"]
        return [self.any(schema["items"], "", ids[at % len(ids)]) for at in range(most)]

    def _line(self, owner: str) -> Line:
        """A sentence of the owner, or, at times and where it has none, any."""
        own = [line for line in self.sheet.lines if owner in (line.owner, f"S{line.number}")]
        return self.chance.choice(own if own and self.chance.random() < 0.8 else self.sheet.lines)

    def _pointer(self, owner: str) -> str:
        line = self._line(owner)
        at = self.chance.randrange(max(1, len(line.words)))
        phrases = [line.words, line.words[at : at + self.chance.randint(1, 24)]]
        phrases += _PARTS.split(line.words) + _FACTS.findall(line.words)
        number = line.number if self.chance.random() < 0.9 else self.chance.randint(0, 120)
        return self.chance.choice(("", "S", "S0", f"S{number}", *(f"S{number} {phrase}" for phrase in phrases)))

    def _words(self, owner: str) -> str:
        """A sentence with a part gone, doubled or put elsewhere, a question in it, or mere words."""
        parts = _PARTS.split(self._line(owner).words.rstrip("。"))
        at = self.chance.randrange(len(parts))
        changed = self.chance.choice(
            (parts, parts[:at] + parts[at + 1 :], parts[at:] + parts[:at], [*parts, self.chance.choice(_BLANKS)])
        )
        return self.chance.choice(("，".join(changed) + "。", "，".join(changed), self.chance.choice(_WORDS)))
