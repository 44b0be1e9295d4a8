"""The test of the proofs: a yes-man who claims every defect everywhere, and an oracle who claims just the labels.

`python -m evals.yes_man FOLDER …` prints, for every code, what of the yes-man's claims was believed and how much of it
was right, and which of the labels an ideal model could get believed; and how far either moves the levels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from evals.case import load_all
from evals.claims import Claim, every_claim, true_claims
from evals.labels import Case
from evals.matching import WHOLE, match
from evals.reviewed import Reviewed
from evals.slot_claims import denied, filled, truly_denied, truly_filled
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
    """What became of the claims for one code, over all samples."""

    right: int = 0
    wrong: int = 0
    fresh_right: int = 0  # of those, the ones that the checks by rule did not raise
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


def findings(draft: Draft, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """The claims that the proofs believe, those of one code and subject that touch joined into one."""
    found: list[Finding] = []
    done: set[tuple[str, Subject]] = set()
    for subject, verdict in claims:
        whole = verdict.code in WHOLE - {"pseudo-example"}
        if (verdict.code, subject) in done or refuse_verdict(draft, subject, verdict) is not None:
            continue
        done |= {(verdict.code, subject)} if whole else set()
        fault = _fault(subject, verdict)
        twin = next((one for one in found if one.code == verdict.code and _touch(one.fault, fault)), None)
        if twin and verdict.versus:
            continue
        if twin and twin.fault.span and verdict.span:
            found.remove(twin)
            hull = Span(min(twin.fault.span.start, verdict.span.start), max(twin.fault.span.end, verdict.span.end))
            fault = replace(fault, span=hull)
        if not twin or verdict.span:
            found.append(Finding(verdict.code, fault, "discuss", "practice", "model"))
    return tuple(found)


def _touch(one: Fault, other: Fault) -> bool:
    """Whether two faults of a code are one: of the same thing and side by side, or clashes between the same places."""
    same = (one.point, one.cause, one.measure) == (other.point, other.cause, other.measure)
    if not one.span or not other.span:
        return same
    if one.versus and other.versus:
        there, back = (
            (one.versus.meets(other.versus), one.span.meets(other.span)),
            (
                one.versus.meets(other.span),
                one.span.meets(other.versus),
            ),
        )
        return all(there) or all(back)
    return same and one.span.start <= other.span.end and other.span.start <= one.span.end


def _fault(subject: Subject, verdict: Verdict) -> Fault:
    ids = [subject.id if isinstance(subject, kind) else None for kind in (Point, Cause, Measure)]
    return Fault("", verdict.span, point=ids[0], cause=ids[1], measure=ids[2], versus=verdict.versus)


def tally(cases: Sequence[Case]) -> dict[str, Tally]:
    """Code → what became of the claims."""
    found = {code: Tally() for code in questions()}
    for case in cases:
        draft = judged(case)
        believed = findings(draft, every_claim(draft))
        by_rule = {code: checks.run(draft, [code]) if code in checks.all_checks() else () for code in found}
        for code, row in found.items():
            _count(row, case, draft, code, [one for one in believed if one.code == code], by_rule[code])
            _recall(row, case, draft, code)
    return found


def _count(
    row: Tally, case: Case, draft: Draft, code: str, believed: list[Finding], by_rule: tuple[Finding, ...]
) -> None:
    sorted_out = match(Reviewed(case, report_of(draft, believed, ())), code)
    row.right += len(sorted_out.hits)
    row.wrong += len(sorted_out.alarms)
    row.shown += [
        f"{case.name} wrong {_quote(case.text, one.span, one.versus) or one.point}" for one in sorted_out.alarms
    ]
    both = match(Reviewed(case, report_of(draft, (*by_rule, *believed), ())), code)
    alone = match(Reviewed(case, report_of(draft, by_rule, ())), code)
    row.fresh_right += len(both.hits) - len(alone.hits)
    row.fresh_wrong += len(both.alarms) - len(alone.alarms)


def _recall(row: Tally, case: Case, draft: Draft, code: str) -> None:
    for label, subject, verdict in true_claims(case, draft, code):
        reason = refuse_verdict(draft, subject, verdict)
        row.labels += 1
        row.believed += reason is None
        row.shown += [f"{case.name} missed {label.where[:40]}: {reason}"] if reason else []


def _quote(text: str, span: Span | None, versus: Span | None) -> str:
    return " | ".join(one.of(text)[:60] for one in (span, versus) if one)


def kappa(cases: Sequence[Case], change: Change | None) -> tuple[float | None, int]:
    """Level agreement with the scores so changed, and how many points change their level."""
    both: list[tuple[int, int]] = []
    moved = 0
    for case in cases:
        draft = judged(case)
        pairs = Reviewed(case, report_of(draft, (), ())).points
        levels = {label.id: label.level for label in case.points}
        scores = change(draft, case, pairs) if change else draft.scores
        before = {score.point: score.level for score in draft.scores}
        moved += sum(score.level != before[score.point] for score in scores)
        both += [(levels[pairs[score.point]], score.level) for score in scores if score.point in pairs]
    table = confusion([mine for mine, _ in both], [theirs for _, theirs in both], 5)
    return quadratic_kappa(table), moved


_CHANGES: dict[str, Change | None] = {
    "by rule": None,
    "yes-man fills": lambda draft, case, pairs: filled(draft),
    "yes-man denies": lambda draft, case, pairs: denied(draft, draft.scores),
    "yes-man both": lambda draft, case, pairs: denied(draft, filled(draft)),
    "oracle": lambda draft, case, pairs: truly_denied(draft, truly_filled(draft, case, pairs), case, pairs),
}


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--show", "code", help="Every wrong belief and every missed label of this code.")
def main(folders: tuple[Path, ...], code: str | None) -> None:
    """Print what the proofs of `service.proofs` let pass, over all samples of FOLDERS."""
    cases = [case for folder in folders for case in load_all(folder)]
    rows = tally(cases)
    console = Console(highlight=False)
    console.print(_table(rows))
    if code:
        console.print("\n".join(rows[code].shown))
    for name, change in _CHANGES.items():
        value, moved = kappa(cases, change)
        console.print(f"{name:<16} kappa {value or 0:.3f}  levels moved {moved}")


def _table(rows: dict[str, Tally]) -> Table:
    table = Table("code", "believed", "right", "precision", "beyond rules", "right", "labels", "recall", box=None)
    for code, row in rows.items():
        raised, fresh = row.right + row.wrong, row.fresh_right + row.fresh_wrong
        shares = (_share(row.right, raised), _share(row.believed, row.labels))
        cells = (raised, row.right, shares[0], fresh, row.fresh_right, row.labels, shares[1])
        table.add_row(code, *map(str, cells))
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    main()
