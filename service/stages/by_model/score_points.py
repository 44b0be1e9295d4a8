"""Asks a model for the facts that each point tells and what is wrong with it; only proven words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from service.domain.draft import Draft
from service.domain.point import Point, PointScore, Verdict
from service.domain.sifted import Sifted, together
from service.llm.asked import Asked, Question
from service.questions import questions
from service.stages.by_model.answers import PointCode, ScoreAnswer
from service.stages.by_model.desk import Desk, at_once, batched, front
from service.stages.by_model.material import Material, material_of
from service.stages.by_model.pointing import unanswered
from service.stages.by_model.schema import narrowed
from service.stages.by_model.score_reading import ScoreReading

STAGE = "score_points"
# Refusals that are told, and the points they may be of: a model that got more wrong than that won't put it right, and
# a second asking must stay cheap beside the first.
_TOLD, _POINTS = 6, 2
_EACH = 190  # tokens of a point in the answer, and where the task names it
Scored = PointScore | Verdict


def score_points(draft: Draft, desk: Desk) -> Sifted[Scored]:
    """A score for each point that the model answered for, its slots those it found, and verdicts on the whole report.

    Reads `points` and, for what the rules found already, `scores` of the draft.
    """
    material = material_of(draft)
    batches = batched(draft.points, lambda point: material.tokens([point.span]) + _EACH, desk.room)
    fits = len(batches) == 1 and material.tokens() + _EACH * len(draft.points) <= desk.room
    whole = material if fits else None
    return together(at_once(lambda points: _batch(draft, desk, points, whole or _part(material, points)), batches))


def _part(material: Material, points: Sequence[Point]) -> Material:
    return material.only([point.span for point in points])


def _batch(draft: Draft, desk: Desk, points: Sequence[Point], material: Material) -> Sifted[Scored]:
    asked = desk.ask(_question(draft, desk, points, material))
    if asked.value is None:
        return Sifted((), asked.rejected, asked.traces)
    reading = ScoreReading(draft, desk)
    reading.read(asked, material)
    rejected, traces = asked.rejected, asked.traces
    if again := _once_more(draft, desk, points, material, reading, asked.left):
        rejected, traces = (*rejected, *again.rejected), (*traces, *again.traces)
    rejected = (*rejected, *(each.rejection(STAGE) for each in reading.refused))
    rejected = (*rejected, *unanswered(STAGE, [point.id for point in points], reading.found))
    return Sifted((*reading.scores(), *reading.verdicts), rejected, traces)


def _question(
    draft: Draft, desk: Desk, points: Sequence[Point], material: Material, told: Sequence[str] = ()
) -> Question[ScoreAnswer]:
    asked = questions()
    inputs = {
        **front(draft),
        "material": str(material),
        "points": "、".join(material.called(point.id, point.span) for point in points),
        "questions": [(code, asked[code]) for code in get_args(PointCode)],
        "told": list(told),
    }
    schema = narrowed(ScoreAnswer, {"points": ("p", [point.id for point in points])})
    return Question(STAGE, desk.versions[STAGE], inputs, ScoreAnswer, schema, 400 + 160 * len(points))


def _once_more(
    draft: Draft, desk: Desk, points: Sequence[Point], material: Material, reading: ScoreReading, left: int
) -> Asked[ScoreAnswer] | None:
    """Tell the model, once, which facts were refused that the rules lack too; None where there are none."""
    lacking = reading.lacking()
    few = list(dict.fromkeys(each.point for each in lacking))[:_POINTS]
    told = [each for each in lacking if each.point in few][:_TOLD]
    concerned = [point for point in points if point.id in {each.point for each in told}]
    if not told or not left:
        return None
    part = _part(material, concerned)
    asked = desk.ask(replace(_question(draft, desk, concerned, part, [each.line() for each in told]), exchanges=left))
    reading.read(asked, part)
    return asked
