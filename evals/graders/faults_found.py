"""Are the labelled defects raised, and no others? Recall and precision for every code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.marks import Grade, Mark, Slip, share
from evals.matching import Matched, match
from evals.reviewed import Reviewed
from service.domain.report import FindingRow


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """Two measures a code that is labelled or raised anywhere; the slips name each miss, false alarm and repeat."""
    codes = sorted(
        {label.code for pair in pairs for label in pair.case.defects}
        | {finding.code for pair in pairs for finding in pair.report.findings}
    )
    marks: list[Mark] = []
    slips: list[Slip] = []
    for code in codes:
        sorted_out = [(pair, match(pair, code)) for pair in pairs]
        marks += _marks(code, [matched for _, matched in sorted_out])
        slips += [slip for pair, matched in sorted_out for slip in _slips(pair, code, matched)]
    return Grade("faults-found", tuple(marks), tuple(slips))


def _marks(code: str, matched: Sequence[Matched]) -> tuple[Mark, Mark]:
    hits, misses, alarms = (sum(len(getattr(one, kind)) for one in matched) for kind in ("hits", "misses", "alarms"))
    return share(f"{code}-recall", hits, hits + misses), share(f"{code}-precision", hits, hits + alarms)


def _slips(pair: Reviewed, code: str, matched: Matched) -> Iterable[Slip]:
    name = pair.case.name
    yield from (Slip(name, code, "miss", label.where) for label in matched.misses)
    yield from (Slip(name, code, "false alarm", quote(pair, finding)) for finding in matched.alarms)
    yield from (Slip(name, code, "repeat", quote(pair, finding)) for finding in matched.repeats)


def quote(pair: Reviewed, finding: FindingRow) -> str:
    """The first 40 characters of the finding's words, or what it says is absent."""
    absent = (finding.point, finding.cause, finding.measure, finding.part, finding.lead)
    return finding.span.of(pair.report.document.text)[:40] if finding.span else str(next(filter(None, absent), ""))
