"""Is a report with almost no faults left almost alone? (findings of weight beside its labels)"""

from __future__ import annotations

from collections.abc import Sequence

from evals.graders.faults_found import quote
from evals.marks import Grade, Mark, Slip
from evals.matching import match
from evals.reviewed import Reviewed

CONTROL = "county-agriculture-director"


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`near-clean-surplus`: false alarms of severity block or discuss in the control; `table` has them a report."""
    surplus = {pair.case.name: _surplus(pair) for pair in pairs}
    control = surplus.get(CONTROL)
    mark = Mark("near-clean-surplus", None if control is None else len(control))
    return Grade("near-clean", (mark,), (), {name: [len(slips)] for name, slips in surplus.items()})


def _surplus(pair: Reviewed) -> list[Slip]:
    codes = sorted({finding.code for finding in pair.report.findings})
    alarms = [alarm for code in codes for alarm in match(pair, code).alarms if alarm.severity != "minor"]
    return [Slip(pair.case.name, alarm.code, "false alarm", quote(pair, alarm)) for alarm in alarms]
