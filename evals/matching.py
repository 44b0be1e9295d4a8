"""When a finding satisfies a labelled defect: the same code, and the same words or the same thing absent.

One finding satisfies one label at most. A finding that lies wholly in a label already satisfied by another is a
repeat: neither a hit nor a false alarm. Findings of `no-deadline` on single measures together satisfy the label that
all measures lack one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.labels import LabelledDefect
from evals.reviewed import Placed, Reviewed
from service.domain.document import Span
from service.domain.report import FindingRow

# These codes judge a whole point, measure, cause, lead or part: where in it the words are quoted does not matter.
# fmt: off
WHOLE = frozenset(
    {
        "vague-point", "generic-point", "pseudo-example", "misfiled-point", "work-for-thought",
        "event-without-fault", "external-blame", "cause-gap", "cause-restates", "measure-gap",
        "slogan-measure", "no-deadline", "imbalance", "missing-aspect", "missing-part", "heading-drift",
        "copied",
    }
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Matched:
    """The findings of one code sorted out: labels met, labels missed, false alarms, repeats."""

    hits: tuple[LabelledDefect, ...]
    misses: tuple[LabelledDefect, ...]
    alarms: tuple[FindingRow, ...]
    repeats: tuple[FindingRow, ...]


def match(pair: Reviewed, code: str) -> Matched:
    """Sort out the findings of that code by the most labels that they can satisfy one to one."""
    labels = [label for label in pair.case.defects if label.code == code]
    findings = [finding for finding in pair.report.findings if finding.code == code]
    fits = [[number for number, finding in enumerate(findings) if _satisfies(pair, label, finding)] for label in labels]
    taken = _assign(fits, len(findings))
    met = set(taken.values())
    spare = [finding for number, finding in enumerate(findings) if number not in taken]
    repeats = [finding for finding in spare if any(_repeats(pair, labels[label], finding) for label in met)]
    return Matched(
        tuple(label for number, label in enumerate(labels) if number in met),
        tuple(label for number, label in enumerate(labels) if number not in met),
        tuple(finding for finding in spare if finding not in repeats),
        tuple(repeats),
    )


def _assign(fits: Sequence[Sequence[int]], findings: int) -> dict[int, int]:
    """Finding → label, as many labels as can be satisfied (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(label: int, tried: set[int]) -> bool:
        for finding in fits[label]:
            if finding not in tried:
                tried.add(finding)
                if finding not in taken or place(taken[finding], tried):
                    taken[finding] = label
                    return True
        return False

    for label in range(len(fits)):
        place(label, set())
    return taken


def _satisfies(pair: Reviewed, label: LabelledDefect, finding: FindingRow) -> bool:
    if any(one.meets(other) for one in _spans(label) for other in _spans(finding)):
        return True
    if label.code == "no-deadline" and label.part == "measures" and finding.measure:
        return True
    return (label.span is None or label.code in WHOLE) and _same_thing(pair, label, finding)


def _same_thing(pair: Reviewed, label: LabelledDefect, finding: FindingRow) -> bool:
    theirs = about(pair, finding)
    mine = {key: getattr(label, key) for key in theirs}
    return any(value is not None and value == theirs[key] for key, value in mine.items())


def _repeats(pair: Reviewed, label: LabelledDefect, finding: FindingRow) -> bool:
    if label.code == "no-deadline" and label.part == "measures":
        return True
    inside = finding.span is not None and label.span is not None and label.span.holds(finding.span)
    return inside or (label.code in WHOLE - {"pseudo-example"} and _satisfies(pair, label, finding))


def about(pair: Reviewed, finding: FindingRow) -> dict[str, object]:
    """What a finding is about, in the labels' ids; a finding that only has a span is about what holds its span."""
    span = finding.span
    return {
        "lead": finding.lead,
        "part": finding.part,
        "point": pair.points.get(finding.point or "") or _holder(pair.case.points, span),
        "cause": pair.causes.get(finding.cause or "") or _holder(pair.case.causes, span),
        "measure": pair.measures.get(finding.measure or "") or _holder(pair.case.measures, span),
    }


def _holder(rows: Sequence[Placed], span: Span | None) -> str | None:
    return next((row.id for row in rows if span and row.span.holds(span)), None)


def _spans(row: LabelledDefect | FindingRow) -> list[Span]:
    return [span for span in (row.span, row.versus) if span is not None]
