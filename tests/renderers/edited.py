"""Makes reviews of a given text with findings, edits of every verdict and other ways, spread over it at random."""

from __future__ import annotations

import random
from typing import Any

from service.domain.document import Span
from service.domain.report import Report
from service.text.cut import sentences
from tests.renderers.bare import bare

VERDICTS = ("ready", "needs-facts", "needs-confirmation")


def edited(text: str, seed: int) -> Report:
    """A review whose edits replace, delete, insert and mend within sentences; every second has a finding."""
    chance = random.Random(seed)
    edits = [_edit(number, text, span, chance) for number, span in enumerate(sentences(text)) if chance.random() < 0.5]
    findings = [_finding(number, edit) for number, edit in enumerate(edits[::2])]
    absent = {**_finding(len(findings), edits[0]), "span": None, "code": "missing-part", "edits": ()}
    report = bare(text).model_dump()
    ways = [_way(number, text, span) for number, span in enumerate(sentences(text)) if number % 4 == 0]
    return Report.model_validate({**report, "edits": edits, "findings": [*findings, absent], "rewrites": ways})


def applied(report: Report) -> str:
    """The text with the edits that are tracked, made here apart from the service."""
    text = report.document.text
    for edit in sorted(report.edits, key=lambda edit: edit.span)[::-1]:
        if edit.verdict != "needs-confirmation":
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def _edit(number: int, text: str, sentence: Span, chance: random.Random) -> dict[str, Any]:
    start = chance.randint(sentence.start, sentence.end)
    span = Span(start, chance.randint(start, sentence.end))
    old = span.of(text)
    new = chance.choice(("", "新的说法", f"{old[:3]}具体{old[3:]}", f"【请补充：时间】{old[1:]}", old[::-1]))
    return {
        "id": f"E{number}",
        "point": None,
        "code": "vague-point",
        "span": span,
        "original": old,
        "replacement": new,
        "blanks": [{"slot": "time", "question": "哪一天？"}] if "请补充" in new else [],
        "verdict": "needs-facts" if "请补充" in new else chance.choice(("ready", "needs-confirmation")),
        "reason": f"理由{number}",
        "facts": {},
        "origin": "rule",
    }


def _way(number: int, text: str, sentence: Span) -> dict[str, Any]:
    """Another way to put a whole sentence, whatever edits there are in it."""
    old = sentence.of(text)
    blanks = [{"slot": "time", "question": "哪一天？"}]
    row = {"id": f"R{number}", "point": None, "code": "vague-point", "span": sentence, "original": old}
    said = {"replacement": f"【请补充：时间】{old}", "blanks": blanks, "verdict": "needs-facts", "reason": "说具体"}
    return {**row, **said, "facts": {}, "origin": "model"}


def _finding(number: int, edit: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"F{number}",
        "code": edit["code"],
        "span": edit["span"],
        "lead": None,
        "part": "causes",
        "point": None,
        "message": f"意见{number}",
        "severity": "discuss",
        "authority": "practice",
        "origin": "rule",
        "edits": (edit["id"],),
    }
