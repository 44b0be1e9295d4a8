"""Asks a model which causes explain and which measures answer each point, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from service.domain.draft import Draft
from service.domain.point import Cause, Link, Measure, Point, Verdict
from service.domain.sifted import Sifted, together
from service.llm.asked import Asked, Question
from service.questions import questions
from service.stages.by_model.answers import CauseLink, LinkAnswer, LinkCode, LinkFault, MeasureLink
from service.stages.by_model.desk import Desk, at_once, front
from service.stages.by_model.linking import Linked, Part, merged, parts
from service.stages.by_model.material import Material
from service.stages.by_model.pointing import MISQUOTED, Refused, place, unanswered
from service.stages.by_model.schema import narrowed

STAGE = "link_points"
_TOLD = 6


@dataclass
class _Reading:
    """What one answer holds: causes and measures as the model links them, gaps, and what was refused."""

    links: dict[str, Link] = field(default_factory=dict)
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the points named first, words still to be shown
    gaps: list[Verdict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def link_points(draft: Draft, desk: Desk) -> Sifted[Linked]:
    """Every cause and measure that the model linked by words of it, and a verdict for each point it found left alone.

    Reads `points`, `causes` and `measures` of the draft; a gap is a verdict that names its point and has no span.
    """
    items: list[Link] = [*draft.causes, *draft.measures]
    if not items or not draft.points:
        return Sifted()
    done = together(at_once(lambda part: _batch(draft, desk, part), list(parts(draft, items, desk.room))))
    return replace(done, kept=tuple(merged(done.kept)))


def _batch(draft: Draft, desk: Desk, part: Part) -> Sifted[Linked]:
    items, material = part.items, part.material
    asked = desk.ask(_question(draft, desk, part))
    if asked.value is None:
        return Sifted((), asked.rejected, asked.traces)
    reading = _Reading()
    _read(draft, desk, material, asked, items, reading)
    if part.whole:
        _gaps(draft, asked, reading)  # nobody can say that nothing answers a point by a part of the measures
    rejected, traces = asked.rejected, asked.traces
    if again := _once_more(draft, desk, part, reading, asked.left):
        rejected, traces = (*rejected, *again.rejected), (*traces, *again.traces)
    rejected = (*rejected, *(each.rejection(STAGE) for each in reading.refused))
    told = [*(cause.c for cause in asked.value.causes), *(measure.m for measure in asked.value.measures)]
    rejected = (*rejected, *unanswered(STAGE, [item.id for item in items], told))
    return Sifted((*reading.links.values(), *reading.gaps), rejected, traces)


def _question(draft: Draft, desk: Desk, part: Part, told: Sequence[str] = ()) -> Question[LinkAnswer]:
    asked, material = questions(), part.material
    causes = [item for item in part.items if isinstance(item, Cause)]
    measures = [item for item in part.items if isinstance(item, Measure)]
    inputs = {
        **front(draft),
        "material": str(material),
        "points": "、".join(material.called(point.id, point.span) for point in part.points),
        "causes": "、".join(material.called(item.id, item.span) for item in causes),
        "measures": "、".join(material.called(item.id, item.span) for item in measures),
        "questions": [(code, asked[code]) for code in get_args(LinkCode)],
        "told": list(told),
    }
    schema = narrowed(
        LinkAnswer,
        {"causes": ("c", [item.id for item in causes]), "measures": ("m", [item.id for item in measures])},
    )
    return Question(STAGE, desk.versions[STAGE], inputs, LinkAnswer, schema, 300 + 130 * len(part.items))


def _once_more(draft: Draft, desk: Desk, part: Part, reading: _Reading, left: int) -> Asked[LinkAnswer] | None:
    """Tell the model, once, which causes and measures of no link it quoted wrongly; it is shown those."""
    lost = [item for item in part.items if item.id not in reading.links and not _tied(item)]
    told = [each for each in reading.refused if each.guard == "misquoted" and each.what in {one.id for one in lost}]
    if not told or not left:
        return None
    concerned = [item for item in lost if item.id in {each.what for each in told[:_TOLD]}]
    shown = part.material.only([item.span for item in concerned])
    lines = [each.line() for each in told[:_TOLD]]
    again = replace(part, items=concerned, material=shown)
    asked = desk.ask(replace(_question(draft, desk, again, lines), exchanges=left))
    if asked.value is not None:
        _read(draft, desk, shown, asked, concerned, reading)
    return asked


def _tied(item: Link) -> bool:
    """Whether the rules have linked it: then there is nothing to gain by asking again."""
    return bool(item.explains if isinstance(item, Cause) else item.answers)


def _read(
    draft: Draft,
    desk: Desk,
    material: Material,
    asked: Asked[LinkAnswer],
    items: Sequence[Link],
    reading: _Reading,
) -> None:
    if asked.value is None:
        return
    by_id = {item.id: item for item in items}
    for at, cause in enumerate(asked.value.causes):
        item = by_id.get(cause.c)
        if isinstance(item, Cause) and not asked.doubtful("causes", at, "explains"):
            _cause(draft, desk, material, item, cause, reading)
    for at, measure in enumerate(asked.value.measures):
        item = by_id.get(measure.m)
        if isinstance(item, Measure) and not asked.doubtful("measures", at, "answers"):
            _measure(draft, desk, material, item, measure, reading)


def _cause(draft: Draft, desk: Desk, material: Material, item: Cause, answer: CauseLink, reading: _Reading) -> None:
    verdicts = _faults(draft, desk, material, item, answer.faults, reading)
    if _quoted(draft, material, item, answer.at, reading):
        explains = reading.meant.get(item.id) or _known(draft.points, answer.explains)
        reading.links[item.id] = replace(item, explains=explains, verdicts=verdicts)
    elif verdicts:
        reading.links[item.id] = replace(item, explains=(), verdicts=verdicts)
    reading.meant.setdefault(item.id, _known(draft.points, answer.explains))


def _measure(
    draft: Draft, desk: Desk, material: Material, item: Measure, answer: MeasureLink, reading: _Reading
) -> None:
    verdicts = _faults(draft, desk, material, item, answer.faults, reading)
    deadline = place(draft, material, answer.deadline, item.span) if answer.deadline else None
    owner = place(draft, material, answer.owner, item.span) if answer.owner else None
    if _quoted(draft, material, item, answer.at, reading):
        answers = reading.meant.get(item.id) or _known(draft.points, answer.answers)
        reading.links[item.id] = Measure(item.id, item.span, answers, deadline, owner, item.checkable, verdicts)
    elif verdicts or deadline or owner:
        reading.links[item.id] = Measure(item.id, item.span, (), deadline, owner, item.checkable, verdicts)
    reading.meant.setdefault(item.id, _known(draft.points, answer.answers))


def _quoted(draft: Draft, material: Material, item: Link, words: str, reading: _Reading) -> bool:
    """Whether the words that shall show the link stand in the item; without them a link is a guess."""
    found = bool(words.strip()) and place(draft, material, words, item.span) is not None
    if not found and words.strip():
        reading.refused.append(Refused(item.id, words, MISQUOTED, guard="misquoted"))
    return found


def _known(points: Sequence[Point], ids: Iterable[str]) -> tuple[str, ...]:
    wanted = {name.strip().upper() for name in ids}
    return tuple(point.id for point in points if point.id in wanted)


def _faults(
    draft: Draft, desk: Desk, material: Material, item: Link, faults: Iterable[LinkFault], reading: _Reading
) -> tuple[Verdict, ...]:
    kept: list[Verdict] = []
    for fault in faults:
        span = place(draft, material, fault.at, item.span)
        verdict = Verdict(fault.code, True, span, fault.why, "model")
        reason = desk.proofs.verdict(draft, item, verdict) if span else MISQUOTED
        if reason:
            guard = "unproven" if span else "misquoted"
            reading.refused.append(Refused(f"{item.id} {fault.code}", fault.at, reason, guard=guard))
        elif verdict.code not in {each.code for each in kept}:
            kept.append(verdict)
    return tuple(kept)


def _gaps(draft: Draft, asked: Asked[LinkAnswer], reading: _Reading) -> None:
    if asked.value is None:
        return
    rows = (("cause-gap", asked.value.unexplained), ("measure-gap", asked.value.unanswered))
    for code, ids in rows:
        for point in _known(draft.points, ids):
            reading.gaps.append(Verdict(code, True, None, "", "model", point=point))
