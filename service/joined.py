"""Joins what rules and a model found: either fills a slot, neither lowers a level without a reason that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.checks import DEFAULT
from service.domain.draft import Draft
from service.domain.edit import Edit, without_overlaps
from service.domain.finding import Fault, Finding
from service.domain.point import Cause, Link, Measure, Point, PointScore, Slot, Verdict
from service.domain.rubric import Severity
from service.domain.sifted import Rejection
from service.proofs import refuse_verdict
from service.questions import questions
from service.stages.by_rule.ask import ask
from service.stages.by_rule.likeness import weigh

_LIKE = 1.0  # the least likeness, in `likeness.weigh`, of a point and a cause or measure that a model may link
_WIDE = 0.5  # a cause linked to more than this share of the points explains none of them


@dataclass(frozen=True)
class Said:
    """What the model said and the proofs let pass."""

    points: tuple[Point, ...] = ()
    scores: tuple[PointScore, ...] = ()
    links: tuple[Link, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def join(draft: Draft, said: Said) -> tuple[Draft, tuple[Verdict, ...], tuple[Rejection, ...]]:
    """The draft with both findings in it, the verdicts that stand beside the points, and the gaps that were refused."""
    moved = {point.id: point for point in said.points}
    draft = replace(draft, points=tuple(moved.get(point.id, point) for point in draft.points))
    draft = _linked(draft, said.links)
    kept, refused = _gaps(draft, said)
    by_point: dict[str, list[Verdict]] = {}
    for verdict in kept:
        by_point.setdefault(verdict.point or "", []).append(verdict)
    theirs = {score.point: score for score in said.scores}
    scores = tuple(
        _score(draft, score, theirs.get(score.point), tuple(by_point.get(score.point, ()))) for score in draft.scores
    )
    return replace(draft, scores=scores), tuple(kept), refused


def _gaps(draft: Draft, said: Said) -> tuple[list[Verdict], tuple[Rejection, ...]]:
    """Gaps wait for the links: a model that ties a cause to a point can't say that none explains it."""
    kept: list[Verdict] = []
    refused: list[Rejection] = []
    by_id = {point.id: point for point in draft.points}
    tied = {
        "cause-gap": {point for link in said.links if isinstance(link, Cause) for point in link.explains},
        "measure-gap": {point for link in said.links if isinstance(link, Measure) for point in link.answers},
    }
    for verdict in said.verdicts:
        reason = None
        if verdict.code in tied:
            reason = refuse_verdict(draft, by_id.get(verdict.point or ""), verdict)
            reason = "模型自己把一条原因或措施连到了这一条。" if verdict.point in tied[verdict.code] else reason
        if reason:
            refused.append(Rejection("link_points", "unproven", f"{verdict.code}：{reason}", "", verdict.point))
        else:
            kept.append(verdict)
    return kept, tuple(refused)


def _score(draft: Draft, rule: PointScore, model: PointScore | None, verdicts: tuple[Verdict, ...]) -> PointScore:
    if model is None:
        return replace(rule, verdicts=verdicts)
    theirs = {slot.kind: slot for slot in model.slots if slot.span is not None}
    slots = tuple(_slot(draft, slot, theirs.get(slot.kind), slot.kind in model.denied, rule) for slot in rule.slots)
    return replace(rule, slots=slots, verdicts=verdicts, origin="model", denied=model.denied)


def _slot(draft: Draft, rule: Slot, model: Slot | None, denied: bool, score: PointScore) -> Slot:
    """The rules' words, else the model's; none where the words were shown to be no fact, and then it is asked for."""
    if rule.span is None:
        return model or rule
    if not denied:
        return rule
    point = next(point for point in draft.points if point.id == score.point)
    return Slot(rule.kind, None, ask(rule.kind, point.span.of(draft.text), None))


def _linked(draft: Draft, links: Sequence[Link]) -> Draft:
    """Causes and measures with the model's links added to the rules' where the passages share matter."""
    theirs = {link.id: link for link in links}
    passages = [(point.span, point.lead) for point in draft.points]
    items: list[Link] = [*draft.causes, *draft.measures]
    rows = weigh(draft, passages, [item.span for item in items]) if links else [{} for _ in items]
    joined = [
        _one_link(draft, item, theirs[item.id], row) if item.id in theirs else item
        for item, row in zip(items, rows, strict=True)
    ]
    return replace(
        draft,
        causes=tuple(item for item in joined if isinstance(item, Cause)),
        measures=tuple(item for item in joined if isinstance(item, Measure)),
    )


def _one_link(draft: Draft, rule: Link, model: Link, likeness: dict[int, float]) -> Link:
    said = model.explains if isinstance(model, Cause) else model.answers
    near = {draft.points[at].id for at, weight in likeness.items() if weight >= _LIKE}
    added = {point for point in said if point in near} if len(said) <= max(2, _WIDE * len(draft.points)) else set()
    if isinstance(rule, Cause) and isinstance(model, Cause):
        return replace(rule, explains=_ordered(draft, added | set(rule.explains)), verdicts=model.verdicts)
    if isinstance(rule, Measure) and isinstance(model, Measure):
        return replace(rule, answers=_ordered(draft, added | set(rule.answers)), verdicts=model.verdicts)
    return rule


def _ordered(draft: Draft, ids: set[str]) -> tuple[str, ...]:
    return tuple(point.id for point in draft.points if point.id in ids)


def findings_of(
    draft: Draft, verdicts: Iterable[Verdict], found: Sequence[Finding], codes: Iterable[str]
) -> tuple[Finding, ...]:
    """The model's verdicts as findings, but for those that a check has raised on the same words or point."""
    rows = [_fault(verdict) for verdict in verdicts]
    rows += [_fault(verdict, cause=item.id) for item in draft.causes for verdict in item.verdicts]
    rows += [_fault(verdict, measure=item.id) for item in draft.measures for verdict in item.verdicts]
    wanted = set(codes)
    return tuple(_finding(draft, *row) for row in rows if row[0] in wanted and not _raised(*row, found))


def _fault(verdict: Verdict, cause: str | None = None, measure: str | None = None) -> tuple[str, Fault]:
    return verdict.code, Fault(
        _message(verdict), verdict.span, point=verdict.point, cause=cause, measure=measure, versus=verdict.versus
    )


def _finding(draft: Draft, code: str, fault: Fault) -> Finding:
    """A model may not stop a report: what rules would make a block is for discussion on its word."""
    policy = draft.rubric.policies.get(code, DEFAULT)
    severity: Severity = "discuss" if policy.severity == "block" else policy.severity
    return Finding(code, fault, severity, policy.authority, "model")


def _raised(code: str, fault: Fault, found: Sequence[Finding]) -> bool:
    """Whether a check has said the same of the same words, or of the same point."""
    same = [finding.fault for finding in found if finding.code == code]
    return any(
        (other.span is not None and fault.span is not None and other.span.meets(fault.span))
        or (fault.point is not None and other.point == fault.point)
        for other in same
    )


def _message(verdict: Verdict) -> str:
    """What is wrong and what to do, from the question's file; the model's own reason in brackets."""
    if verdict.code == "typo":
        return f"疑有错字（{verdict.reason}）：请核对。"
    why = f"（{verdict.reason.strip('。 ')}）" if verdict.reason.strip() else ""
    return f"{questions()[verdict.code].say}{why}"


def settle(rule: Sequence[Edit], model: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Edits that can stand together, and the other ways to put a passage, which the writer may choose instead.

    A model's wording takes the place of the rules' edits in its sentence only where those merely ask, and it asks for
    all that they ask for: nothing that rules would mend or ask is lost by having a model.
    """
    chosen = list(rule)
    others: list[Edit] = []
    for edit in model:
        rivals = [each for each in chosen if _meet(each, edit)]
        asked = {blank.slot for each in rivals for blank in each.blanks}
        only_ask = all(
            each.origin == "rule" and each.verdict == "needs-facts" and not each.span.size for each in rivals
        )
        if only_ask and asked <= {blank.slot for blank in edit.blanks}:
            others += rivals
            chosen = [each for each in chosen if each not in rivals] + [edit]
        else:
            others.append(edit)
    kept, clashing = without_overlaps(chosen)
    return kept, [*others, *clashing]


def _meet(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
