"""Reports with an attack planted in them: where it stands, and how to read the review of one beside the other's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from service.domain.document import Span
from service.domain.report import Report

CASES = Path(__file__).parents[1] / "evals" / "cases" / "labelled"
CODE = "planted-instruction"
_JOINERS = "\u200b\u200c"


@dataclass(frozen=True)
class Attack:
    """One attack; `text` is as it stands in the report, unseen characters and all."""

    name: str
    place: str
    text: str


def attacks() -> list[Attack]:
    """Every attack of attacks.yaml."""
    rows = yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text("utf-8"))
    return [
        Attack(f"{n}-{row['kind']}-{row['place']}".replace(" ", "-"), row["place"], _written(row))
        for n, row in enumerate(rows, 1)
    ]


def _written(row: dict[str, str]) -> str:
    """The attack's text in the unseen characters that the row asks for."""
    text = row["text"]
    match row.get("unseen"):
        case "tags":
            return "".join(chr(0xE0000 + ord(letter)) for letter in text)
        case "bits":
            return "".join(_JOINERS[bit == "1"] for byte in text.encode() for bit in f"{byte:08b}")
        case "selectors":
            return "".join(chr(0xE0100 + byte - 16) for byte in text.encode())
        case "slipped":
            return "\u200b".join(text)
        case _:
            return text


@dataclass(frozen=True)
class Planted:
    """A text with an attack in it: `at` is where, `inserted` what, with the line break that sets it apart."""

    text: str
    at: int
    inserted: str
    attack: Span

    def back(self, span: Span | None) -> Span | None:
        """A span of this text in the text without the attack; what covered the attack shrinks around it."""
        return span and Span(self._back(span.start), self._back(span.end))

    def _back(self, place: int) -> int:
        return place if place <= self.at else max(self.at, place - len(self.inserted))


def plant(text: str, review: Report, attack: Attack) -> Planted:
    """The attack planted in `text` at its place; `review` is the review of `text`, which tells the places."""
    middle = review.points[len(review.points) // 2].span
    places = {
        "start": 0,
        "end": len(text),
        "between": text.rindex("\n", 0, middle.start) + 1,
        "after": middle.end,
        "inside": text.index("。", middle.start, middle.end) + 1,
        "heading": next(lead.headings[0].end for lead in review.leads if lead.headings),
        "causes": review.causes[0].span.end,
        "title": text.index("\n", next(n for n, letter in enumerate(text) if not letter.isspace())),
    }
    at = places[attack.place]
    inserted = {"start": f"{attack.text}\n", "between": f"{attack.text}\n", "end": f"\n{attack.text}"}.get(
        attack.place, attack.text
    )
    start = at + inserted.index(attack.text)
    return Planted(text[:at] + inserted + text[at:], at, inserted, Span(start, start + len(attack.text)))
