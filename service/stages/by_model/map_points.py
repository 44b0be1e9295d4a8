"""Asks a model which lead each point is about; another lead than the one above it must be shown by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point, Verdict
from service.domain.sifted import Sifted, together
from service.llm.asked import Asked, Question
from service.stages.by_model.answers import MapAnswer
from service.stages.by_model.desk import Desk, at_once, batched, front
from service.stages.by_model.material import Material, material_of
from service.stages.by_model.pointing import MISQUOTED, Refused, place, unanswered
from service.stages.by_model.schema import narrowed
from service.text.cut import sentences

STAGE = "map_points"
_EACH = 90  # tokens of a point in the answer, and where the task names it
_OPENING = 90  # characters of a point that tell what it is about, whole sentences


def map_points(draft: Draft, desk: Desk) -> Sifted[Point]:
    """The points that the model placed, with their lead by content; those it did not place are left out.

    Reads `points` of the draft, whose lead is the rules'. A lead of the model's own has its words as the reason.
    """
    material = material_of(draft)
    batches = batched(draft.points, lambda point: material.tokens([_opening(draft, point)]) + _EACH, desk.room)
    return together(at_once(lambda points: _batch(draft, desk, points, material), batches))


def _opening(draft: Draft, point: Point) -> Span:
    """The point's first sentences, up to about `_OPENING` characters and one sentence at least."""
    end, letters = point.span.start, 0
    for sentence in sentences(draft.text, point.span):
        letters += len("".join(sentence.of(draft.text).split()))  # where a planted passage was, there are blanks
        if end > point.span.start and letters > _OPENING:
            break
        end = sentence.end
    return Span(point.span.start, end)


def _batch(draft: Draft, desk: Desk, points: Sequence[Point], whole: Material) -> Sifted[Point]:
    material = whole.only([_opening(draft, point) for point in points])
    ids = [point.id for point in points]
    inputs = {
        **front(draft),
        "material": str(material),
        "points": "、".join(material.called(point.id, point.span) for point in points),
        "filed": "、".join(f"{point.id}在{point.filed_under or '（没有标题）'}" for point in points),
    }
    schema = narrowed(MapAnswer, {"points": ("p", ids)})
    question = Question(STAGE, desk.versions[STAGE], inputs, MapAnswer, schema, 100 + 50 * len(points))
    asked = desk.ask(question)
    kept: dict[str, Point] = {}
    refused: list[Refused] = []
    for at, filing in enumerate(asked.value.points if asked.value else ()):
        point = next((each for each in points if each.id == filing.p), None)
        if point is None or _doubtful(asked, at) or draft.rubric.lead(filing.lead) is None:
            continue
        if filing.lead == point.lead:
            kept[point.id] = point
            continue
        moved, reason = _moved(draft, desk, point, filing.lead, place(draft, material, filing.at, point.span))
        kept[point.id] = moved
        if reason:
            refused.append(Refused("misfiled-point", filing.at, reason, point.id))
    rejected = (*asked.rejected, *(each.rejection(STAGE) for each in refused))
    if asked.value is not None:
        rejected = (*rejected, *unanswered(STAGE, ids, kept))
    return Sifted(tuple(kept.values()), rejected, asked.traces)


def _doubtful(asked: Asked[MapAnswer], at: int) -> bool:
    return asked.doubtful("points", at, "p") or asked.doubtful("points", at, "lead")


def _moved(draft: Draft, desk: Desk, point: Point, lead: int, span: Span | None) -> tuple[Point, str | None]:
    """The point under the model's lead where that is proven, else the point as it was and the reason."""
    if span is None:
        return point, MISQUOTED
    there = replace(point, lead=lead, lead_reason=f"原文说的是“{span.of(draft.text)}”")
    if point.filed_under is None:
        return (there, None) if point.lead is None else (point, "按用词看，这一条属于另一方面。")
    verdict = Verdict("misfiled-point", True, span, str(lead), "model", point=point.id)
    reason = desk.proofs.verdict(draft, point, verdict)
    return (point, reason) if reason else (there, None)
