"""Builds a Draft from labels, so that checks can be judged apart from the outline and the scoring."""

from __future__ import annotations

import re

from evals.labels import Case, LabelledPoint
from service.domain.document import Block, Document, Span
from service.domain.draft import Draft, Heading, LeadSection, PartSection, Wording
from service.domain.point import SLOTS, Cause, Measure, Point, PointScore, Slot
from service.domain.rubric import PartName
from service.outline.writer import find_writer
from service.rubrics import load
from service.text.cut import trim

# What stands before a heading's words: 一、 （一） 1. (1) 第一， and blanks.
_NUMBER = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．，]|第[一二三四五六七八九十][，、])?[\s　]*")


def gold_draft(case: Case) -> Draft:
    """The draft that a faultless outline, scoring and linking would give; its spans are the labels' own."""
    leads = tuple(_section(case, lead) for lead in sorted({p.filed_under for p in case.points if p.filed_under}))
    title = trim(case.text, Span(0, case.text.find("\n")))
    return Draft(
        document=Document(f"{case.name}.txt", case.text, _blocks(case.text)),
        rubric=load(case.rubric),
        title=title,
        writer=find_writer(case.text, title, Span(title.end, case.points[0].span.start if case.points else title.end)),
        parts=tuple(_parts(case, leads)),
        leads=leads,
        points=tuple(Point(p.id, p.span, p.filed_under, p.lead) for p in case.points),
        scores=tuple(_score(case, point) for point in case.points),
        causes=tuple(Cause(row.id, row.span, row.explains) for row in case.causes),
        measures=tuple(
            Measure(row.id, row.span, row.answers, row.deadline, row.owner, row.checkable) for row in case.measures
        ),
    )


def _blocks(text: str) -> tuple[Block, ...]:
    lines = [Span(*found.span()) for found in re.finditer(r"[^\n]+", text)]
    return tuple(Block(number, "paragraph", 0, span) for number, span in enumerate(lines))


def _score(case: Case, point: LabelledPoint) -> PointScore:
    """Slots from the labelled elements; level 1 and 2 without an event rest on the two tokens beside them."""
    slots = tuple(Slot(kind, point.elements.get(kind), None if kind in point.elements else "？") for kind in SLOTS)
    whole = point.span if point.level else None
    return PointScore(point.id, slots, situation=whole if point.level >= 2 else None, shortcoming=whole)


def _section(case: Case, lead: int) -> LeadSection:
    items = tuple(point.span for point in case.points if point.filed_under == lead)
    heading = _heading(case, items[0].start)
    drift = any(row.code == "heading-drift" and row.lead == lead for row in case.defects)
    wording: Wording = "drift" if drift else "accepted"
    return LeadSection(lead, Heading(heading, lead, wording), Span(heading.start, items[-1].end), items)


def _heading(case: Case, start: int) -> Span:
    """The lead heading over the first point of a lead: earlier on its line, or on a line above it."""
    end = start
    while end > 0:
        line = case.text.rfind("\n", 0, end) + 1
        found = case.text.find("带头", line, end)
        if found >= 0:
            return _words(case.text, Span(line, end))
        end = line - 1
    return Span(start, start)


def _words(text: str, line: Span) -> Span:
    """The heading's words without number and end punctuation, up to 方面 where the text runs on."""
    number = _NUMBER.match(text, *line)
    start = number.end() if number else line.start
    frame = text.find("方面", start, line.end)
    end = frame + 2 if frame >= 0 else line.end
    return Span(start, start + len(text[start:end].rstrip("。：: \n　")))


def _parts(case: Case, leads: tuple[LeadSection, ...]) -> list[PartSection]:
    found: dict[PartName, tuple[Span, ...]] = {
        "problems": tuple(point.span for point in case.points),
        "causes": tuple(row.span for row in case.causes),
        "measures": tuple(row.span for row in case.measures),
    }
    first = {"problems": leads[0].span.start} if leads else {}
    return [
        PartSection(name, None, Span(first.get(name, items[0].start), items[-1].end), items)
        for name, items in found.items()
        if items
    ]
