"""The smallest review there is: one line of text, nothing found, nothing scored."""

from __future__ import annotations

from service.domain.report import Report
from service.domain.rubric import PARTS


def bare(text: str = "只有一行。") -> Report:
    """A review of `text` with empty lists wherever the contract allows them."""
    return Report.model_validate(
        {
            "rubric": "six-lead-2022",
            "rubric_label": "六个带头",
            "mode": "rule",
            "document": {"name": "-", "sha256": "0" * 64, "text": text},
            "writer": {"post": None, "unit": None},
            "parts": dict.fromkeys(PARTS, ()),
            "leads": (),
            "points": (),
            "causes": (),
            "measures": (),
            "findings": (),
            "edits": (),
            "totals": {"level": None, "points": 0, "by_level": (0, 0, 0, 0, 0), "findings": {}},
        }
    )
