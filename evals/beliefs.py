"""What the proofs make of claims: those of a yes-man that they believe, and those of the labels that they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from evals.claims import Claim, every_claim, true_claims
from evals.labels import Case
from evals.matching import WHOLE, match
from evals.reviewed import Reviewed
from evals.statistics import confusion, quadratic_kappa
from service import checks, outline, readers, rubrics
from service.domain.assemble import report_of
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault, Finding
from service.domain.point import Cause, Measure, Point, PointScore, Verdict
from service.proofs import Subject, refuse_verdict
from service.questions import questions
from service.stages.by_rule.link_points import link_points
from service.stages.by_rule.map_points import map_points
from service.stages.by_rule.score_points import score_points

Change = Callable[[Draft, Case, dict[str, str]], tuple[PointScore, ...]]


@dataclass
class Tally:
    """What became of the claims for one code, over all samples; `fresh` are those that no check by rule had raised."""

    right: int = 0
    wrong: int = 0
    fresh_right: int = 0
    fresh_wrong: int = 0
    believed: int = 0  # of the labels, those that an oracle can get believed
    labels: int = 0
    shown: list[str] = field(default_factory=list)


def judged(case: Case) -> Draft:
    """The sample as the rules see it: mapped, scored and linked."""
    document = readers.read(case.text.encode("utf-8"), f"{case.name}.txt", None)
    draft = outline.lay_out(document, rubrics.load(case.rubric))
    draft = replace(draft, points=map_points(draft).kept)
    draft = replace(draft, scores=score_points(draft).kept)
    links = link_points(draft).kept
    causes = tuple(link for link in links if isinstance(link, Cause))
    return replace(draft, causes=causes, measures=tuple(link for link in links if isinstance(link, Measure)))


def tally(cases: Sequence[Case], codes: Sequence[str] = ()) -> dict[str, Tally]:
    """Code (default: all) → what became of the claims."""
    found = {code: Tally() for code in codes or questions()}
    for case in cases:
        draft = judged(case)
        believed = findings(draft, every_claim(draft, tuple(found)))
        for code, row in found.items():
            _count(row, case, draft, [one for one in believed if one.code == code], code)
            for label, subject, verdict in true_claims(case, draft, code):
                reason = refuse_verdict(draft, subject, verdict)
                row.labels += 1
                row.believed += reason is None
                row.shown += [f"{case.name}  missed  {label.where[:40]}  {reason}"] if reason else []
    return found


def findings(draft: Draft, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """The claims that the proofs believe, those of one code and subject that touch joined into one."""
    found: list[Finding] = []
    done: set[tuple[str, Subject]] = set()
    for subject, verdict in claims:
        if (verdict.code, subject) in done or refuse_verdict(draft, subject, verdict) is not None:
            continue
        done |= {(verdict.code, subject)} if verdict.code in WHOLE - {"pseudo-example"} else set()
        _join(found, verdict.code, _fault(subject, verdict))
    return tuple(found)


def _fault(subject: Subject, verdict: Verdict) -> Fault:
    ids = [subject.id if isinstance(subject, kind) else None for kind in (Point, Cause, Measure)]
    return Fault("", verdict.span, point=ids[0], cause=ids[1], measure=ids[2], versus=verdict.versus)


def _join(found: list[Finding], code: str, fault: Fault) -> None:
    """Add the fault, or widen the one that it touches; of clashes between the same places the first stays."""
    twin = next((one for one in found if one.code == code and _touch(one.fault, fault)), None)
    if twin is None:
        found.append(Finding(code, fault, "discuss", "practice", "model"))
    elif twin.fault.span and fault.span and not fault.versus:
        hull = Span(min(twin.fault.span.start, fault.span.start), max(twin.fault.span.end, fault.span.end))
        found[found.index(twin)] = replace(twin, fault=replace(fault, span=hull))


def _touch(one: Fault, other: Fault) -> bool:
    """Whether two faults are of the same thing and side by side, or clashes between the same places."""
    same = (one.point, one.cause, one.measure) == (other.point, other.cause, other.measure)
    if not one.span or not other.span:
        return same
    if one.versus and other.versus:
        there = one.span.meets(other.span) and one.versus.meets(other.versus)
        return there or (one.span.meets(other.versus) and one.versus.meets(other.span))
    return same and one.span.start <= other.span.end and other.span.start <= one.span.end


def _count(row: Tally, case: Case, draft: Draft, believed: list[Finding], code: str) -> None:
    by_rule = checks.run(draft, [code]) if code in checks.all_checks() else ()
    fresh = [one for one in believed if not any(_known(one.fault, other.fault, code) for other in by_rule)]
    sorted_out = match(Reviewed(case, report_of(draft, believed, ())), code)
    new = match(Reviewed(case, report_of(draft, fresh, ())), code)
    row.right += len(sorted_out.hits)
    row.wrong += len(sorted_out.alarms)
    row.fresh_right += len(new.hits)
    row.fresh_wrong += len(new.alarms)
    for one in sorted_out.alarms:
        words = " | ".join(span.of(draft.text)[:60] for span in (one.span, one.versus) if span)
        row.shown.append(f"{case.name}  wrong  {one.point or one.cause or one.measure or ''}  {words}")


def _known(one: Fault, other: Fault, code: str) -> bool:
    """Whether a check by rule has raised the same: at these words, or, for what is judged whole, of this thing."""
    ids = [(one.point, other.point), (one.cause, other.cause), (one.measure, other.measure)]
    whole = code in WHOLE and any(mine is not None and mine == theirs for mine, theirs in ids)
    return whole or bool(one.span and other.span and one.span.meets(other.span))


def kappa(cases: Sequence[Case], change: Change | None) -> tuple[float | None, int]:
    """Level agreement with the scores so changed, and how many points change their level."""
    both: list[tuple[int, int]] = []
    moved = 0
    for case in cases:
        draft = judged(case)
        pairs = Reviewed(case, report_of(draft, (), ())).points
        levels = {label.id: label.level for label in case.points}
        scores = change(draft, case, pairs) if change else draft.scores
        moved += sum(new.level != old.level for new, old in zip(scores, draft.scores, strict=True))
        both += [(levels[pairs[score.point]], score.level) for score in scores if score.point in pairs]
    table = confusion([mine for mine, _ in both], [theirs for _, theirs in both], 5)
    return quadratic_kappa(table), moved
