"""Asks a model for the facts that each point tells and what is wrong with it; only proven words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from service.domain.draft import Draft
from service.domain.point import SLOTS, Point, PointScore, Slot, SlotKind, Verdict
from service.domain.sifted import Sifted
from service.llm.asked import Asked, Question
from service.questions import questions
from service.stages.by_model.answers import PointAnswer, PointCode, ScoreAnswer
from service.stages.by_model.desk import Desk, at_once, batched, front
from service.stages.by_model.material import Material, material_of
from service.stages.by_model.pointing import Refused, place, unanswered
from service.stages.by_model.schema import narrowed

STAGE = "score_points"
MISQUOTED = "这一条里没有这句原话。"
_NAMED: dict[SlotKind, str] = {
    "time": "time 时间",
    "place": "place 地点",
    "party": "party 涉及的人",
    "event": "event 事件",
    "quantity": "quantity 数量",
    "own_act": "own_act 本人行为",
    "consequence": "consequence 后果",
}
# Refusals that are told, and the points they may be of: a model that got more wrong than that won't put it right, and
# a second asking must stay cheap beside the first.
_TOLD, _POINTS = 6, 2
Scored = PointScore | Verdict


@dataclass
class _Reading:
    """What one answer holds, as it is read: facts by point and kind, facts denied, verdicts, and what was refused."""

    found: dict[str, dict[SlotKind, Slot]] = field(default_factory=dict)
    denied: dict[str, set[SlotKind]] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def score_points(draft: Draft, desk: Desk) -> Sifted[Scored]:
    """A score for each point that the model answered for, its slots those it found, and verdicts on the whole report.

    Reads `points` and, for what the rules found already, `scores` of the draft.
    """
    material = material_of(draft)
    batches = batched(draft.points, lambda point: point.span.of(draft.text), desk.room)
    whole = material if len(batches) == 1 else None
    done = at_once(lambda points: _batch(draft, desk, points, whole or _part(material, points)), batches)
    return Sifted(
        tuple(item for each in done for item in each.kept),
        tuple(item for each in done for item in each.rejected),
        tuple(item for each in done for item in each.traces),
    )


def _part(material: Material, points: Sequence[Point]) -> Material:
    return material.only([point.span for point in points])


def _batch(draft: Draft, desk: Desk, points: Sequence[Point], material: Material) -> Sifted[Scored]:
    asked = desk.ask(_question(draft, desk, points, material))
    if asked.value is None:
        return Sifted((), asked.rejected, asked.traces)
    reading = _Reading()
    _read(draft, desk, material, asked, reading)
    rejected, traces = asked.rejected, asked.traces
    if again := _once_more(draft, desk, points, material, reading, asked.left):
        rejected, traces = (*rejected, *again.rejected), (*traces, *again.traces)
    rejected = (*rejected, *(each.rejection(STAGE) for each in reading.refused))
    rejected = (*rejected, *unanswered(STAGE, [point.id for point in points], reading.found))
    return Sifted((*_scores(reading), *reading.verdicts), rejected, traces)


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
    draft: Draft, desk: Desk, points: Sequence[Point], material: Material, reading: _Reading, left: int
) -> Asked[ScoreAnswer] | None:
    """Tell the model, once, which facts were refused that the rules lack too; None where there are none."""
    lacking = [each for each in reading.refused if each.point and _lacking(draft, each)]
    few = list(dict.fromkeys(each.point for each in lacking))[:_POINTS]
    told = [each for each in lacking if each.point in few][:_TOLD]
    concerned = [point for point in points if point.id in {each.point for each in told}]
    if not told or not left:
        return None
    part = _part(material, concerned)
    asked = desk.ask(replace(_question(draft, desk, concerned, part, [each.line() for each in told]), exchanges=left))
    if asked.value is not None:
        _read(draft, desk, part, asked, reading)
    return asked


def _lacking(draft: Draft, refused: Refused) -> bool:
    score = draft.score(refused.point or "")
    kind = next((kind for kind, name in _NAMED.items() if name == refused.what), None)
    return kind is not None and (score is None or not score.filled(kind))


def _read(draft: Draft, desk: Desk, material: Material, asked: Asked[ScoreAnswer], reading: _Reading) -> None:
    by_id = {point.id: point for point in draft.points}
    for at, answer in enumerate(asked.value.points if asked.value else ()):
        point = by_id.get(answer.p)
        if point is None or asked.doubtful("points", at, "p"):
            continue
        reading.found.setdefault(point.id, {})
        for kind in SLOTS:
            if not asked.doubtful("points", at, kind):
                _fact(draft, desk, material, point, kind, getattr(answer, kind), reading)
        if not asked.doubtful("points", at, "not_facts"):
            _denials(draft, desk, material, point, answer, reading)
        if not asked.doubtful("points", at, "faults"):
            _faults(draft, desk, material, point, answer, reading)
    _of_report(draft, desk, material, asked, reading)


def _fact(
    draft: Draft, desk: Desk, material: Material, point: Point, kind: SlotKind, words: str, reading: _Reading
) -> None:
    if not words.strip() or kind in reading.found[point.id]:
        return
    span = place(draft, material, words, point.span)
    slot = Slot(kind, span)
    reason = MISQUOTED if span is None else desk.proofs.slot(draft, point, slot)
    if reason:
        guard = "misquoted" if span is None else "unproven"
        reading.refused.append(Refused(_NAMED[kind], words, reason, point.id, guard))
    else:
        reading.found[point.id][kind] = slot


def _denials(
    draft: Draft, desk: Desk, material: Material, point: Point, answer: PointAnswer, reading: _Reading
) -> None:
    """Facts by rule whose words the model calls none, where the rules agree with its reason."""
    score = draft.score(point.id)
    for denial in answer.not_facts:
        span = place(draft, material, denial.at, point.span)
        for slot in score.slots if score and span else ():
            if slot.span is None or not slot.span.meets(span or slot.span):
                continue
            if reason := desk.proofs.denial(draft, point, slot, denial.why):
                reading.refused.append(Refused(f"不算{_NAMED[slot.kind]}", denial.at, reason, point.id))
            else:
                reading.denied.setdefault(point.id, set()).add(slot.kind)


def _faults(draft: Draft, desk: Desk, material: Material, point: Point, answer: PointAnswer, reading: _Reading) -> None:
    for fault in answer.faults:
        span = place(draft, material, fault.at, point.span)
        verdict = Verdict(fault.code, True, span, fault.why, "model", point=point.id)
        _judge(draft, desk, point, verdict, fault.at, reading)


def _of_report(draft: Draft, desk: Desk, material: Material, asked: Asked[ScoreAnswer], reading: _Reading) -> None:
    for clash in asked.value.clashes if asked.value else ():
        one, other = place(draft, material, clash.at, None), place(draft, material, clash.versus, None)
        if one and other and one.start > other.start:
            one, other = other, one
        _judge(draft, desk, None, Verdict("contradiction", bool(other), one, "", "model", other), clash.at, reading)
    for slip in asked.value.typos if asked.value else ():
        verdict = Verdict("typo", True, place(draft, material, slip.at, None), slip.right, "model")
        _judge(draft, desk, None, verdict, slip.at, reading)


def _judge(draft: Draft, desk: Desk, subject: Point | None, verdict: Verdict, words: str, reading: _Reading) -> None:
    point = subject.id if subject else None
    if verdict.span is None or not verdict.holds:
        reading.refused.append(Refused(verdict.code, words, MISQUOTED, point, "misquoted"))
    elif reason := desk.proofs.verdict(draft, subject, verdict):
        reading.refused.append(Refused(verdict.code, words, reason, point))
    elif verdict not in reading.verdicts:
        reading.verdicts.append(verdict)


def _scores(reading: _Reading) -> list[PointScore]:
    return [
        PointScore(point, tuple(slots.values()), origin="model", denied=tuple(sorted(reading.denied.get(point, ()))))
        for point, slots in reading.found.items()
    ]
