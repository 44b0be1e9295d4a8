"""Do points stand under the lead that the labels name, by heading and by content?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.marks import Grade, share
from evals.reviewed import Reviewed, matched_points


def grade(pairs: Sequence[Reviewed]) -> Grade:
    """`filed-under`: by the heading above; `lead-by-content`: by what is said; both over matched points."""
    filed = [label.filed_under == row.filed_under for _, label, row in matched_points(pairs)]
    content = [label.lead == row.lead for _, label, row in matched_points(pairs)]
    marks = (share("filed-under", sum(filed), len(filed)), share("lead-by-content", sum(content), len(content)))
    return Grade("lead-agreement", marks)
