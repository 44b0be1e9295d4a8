"""Long reports and small models: every prompt has room with its answer, and nothing is left out or asked twice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from service import pipeline
from service.llm.exchange import Reply, Request
from service.llm.tokens import count, count_messages
from tests.faults.in_process import InProcess
from tests.faults.sensible import answer
from tests.faults.sheet import Sheet
from tests.with_model import SEED, by_rule, consultant

CONTEXTS = (4_000, 6_000, 8_000, 16_000)  # 4,000 is the least that the settings allow
LENGTHS = (1, 4, 10)  # times the seed's points


@dataclass
class Measuring(InProcess):
    """A sensible model that notes how much each question takes, with its answer and with the schema in words."""

    takes: list[int] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def complete(self, request: Request, seconds: float) -> Reply:
        """The answer."""
        schema = json.dumps(request.schema, ensure_ascii=False, separators=(",", ":"))
        self.takes.append(count_messages(request.messages) + request.max_tokens + count(schema))
        self.sheets.append(Sheet.of([{"content": each.content} for each in request.messages], request.schema))
        return super().complete(request, seconds)


@cache
def grown(times: int) -> str:
    """The seed with its points over and over."""
    text, points = SEED.read_text("utf-8"), by_rule(SEED).points
    body = "\n".join(point.span.of(text) for point in points)
    at = points[0].span.end
    return text[:at] + "\n" + "\n".join([body] * (times - 1)) + text[at:]


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("times", LENGTHS)
def test_every_question_has_room_and_none_is_left_out(times: int, context: int) -> None:
    model = Measuring(answer)
    whom = replace(consultant(model), context=context)
    report = pipeline.review(grown(times).encode(), "grown.txt", consultant=whom)
    assert report.mode == "model"
    assert max(model.takes) <= context
    first = [sheet for sheet in model.sheets if not sheet.told]
    assert _asked(first, "map_points", "points", "p") == _asked(first, "score_points", "points", "p")
    assert set(_asked(first, "map_points", "points", "p")) == {point.id for point in report.points}
    assert max(_asked(first, "map_points", "points", "p").values()) == 1
    every_pair_is_looked_at(first, len(report.points) * (len(report.causes) + len(report.measures)))


def _asked(sheets: list[Sheet], stage: str, rows: str, name: str) -> Counter[str]:
    """How often each id is asked about."""
    return Counter(each for sheet in sheets if sheet.stage == stage for each in sheet.ids(rows, name))


def every_pair_is_looked_at(sheets: list[Sheet], pairs: int) -> None:
    """Each cause and measure beside each point, in one question."""
    seen: Counter[tuple[str, str]] = Counter()
    for sheet in (each for each in sheets if each.stage == "link_points"):
        points = {line.owner for line in sheet.lines if line.owner.startswith("P")}
        items = [*sheet.ids("causes", "c"), *sheet.ids("measures", "m")]
        seen.update((point, item) for point in points for item in items)
    assert len(seen) == pairs
    assert set(seen.values()) == {1}
