"""Drafts made from short passages: the words of a test case, laid out as a check would meet them."""

from __future__ import annotations

import re

from service import rubrics
from service.domain.document import Block, Document, Span
from service.domain.draft import Draft, LeadSection, PartSection, Writer
from service.domain.point import Cause, Measure, Point
from service.domain.rubric import PartName, Rubric
from service.text.planted import without_planted

_LINE = re.compile(r"[^\n]+")
RUBRIC = "six-lead-2022"


def document_of(text: str) -> Document:
    """A document whose blocks are the lines of `text`, planted passages blanked as in a review."""
    blocks = tuple(
        Block(number, "paragraph", 0, Span(*line.span())) for number, line in enumerate(_LINE.finditer(text))
    )
    return without_planted(Document("case", text, blocks))


def draft_of(text: str, part: PartName = "problems", rubric: str = RUBRIC) -> Draft:
    """The whole of `text` as one item of `part`: one lead with one point, one cause or one measure."""
    whole = Span(0, len(text))
    problems = part == "problems"
    return Draft(
        document=document_of(text),
        rubric=rubrics.load(rubric),
        title=None,
        writer=Writer(),
        parts=(PartSection(part, None, whole, (whole,)),),
        leads=(LeadSection(1, None, whole, (whole,)),) if problems else (),
        points=(Point("P1", whole, 1, 1),) if problems else (),
        causes=(Cause("C1", whole),) if part == "causes" else (),
        measures=(Measure("M1", whole),) if part == "measures" else (),
    )


def laid_out(report: str, rubric: str = RUBRIC) -> Draft:
    """A whole report, laid out by `service.outline` and its points mapped where the house can do so."""
    from service import outline  # late: passages must be testable without it

    chosen: Rubric = rubrics.load(rubric)
    draft: Draft = outline.lay_out(document_of(report), chosen)
    return draft
