"""Finds the one identifiable event of a point, with its time, place, party and quantity."""

from __future__ import annotations

import re
from typing import NamedTuple

from service.domain.document import Span
from service.stages.by_rule.clause import Clause, cues
from service.text.cut import trim
from service.text.date import TimeExpr, times
from service.text.name import names
from service.text.quantity import quantities

# A dated document or anniversary is no event of the writer's; nor is a stretch that begins with a date.
_NOT_A_DAY = re.compile(r"^(?:[^，。]{0,8}(?:以来|至今|印发|颁布|修订|施行)|[》）)])")
_DONE = re.compile(r"了|过(?=[，。])|没有|未|被|仍|却|只")


class Event(NamedTuple):
    """The event's words, its time (None where only a place and a number tell it), and the clause that it begins in."""

    span: Span
    time: TimeExpr | None
    clause: int


def find_event(text: str, point: Span, clauses: list[Clause], year: int) -> Event | None:
    """The first single event of the point, or None.

    It takes a time that a calendar could hold, in the year under review or before; or, with no such time, a proper
    place and a counted thing in one finished sentence that is no habit (`labels.md`: an event and at least one of
    time, place, party, quantity).
    """
    dated = [expr for expr in times(text, point) if expr.kind == "date" and _is_day(text, expr, year)]
    for n, clause in enumerate(clauses):
        time = next((expr for expr in dated if clause.span.meets(expr.span)), None)
        if time and not clause.thought:
            return Event(_words_of(text, clauses, n, time), time, n)
    return _undated(text, point, clauses)


def _is_day(text: str, expr: TimeExpr, year: int) -> bool:
    future = expr.year is not None and expr.year > year
    return expr.bound != "since" and not future and not _NOT_A_DAY.match(text[expr.span.end : expr.span.end + 14])


def _words_of(text: str, clauses: list[Clause], n: int, time: TimeExpr) -> Span:
    """The words behind the time up to the clause's end; with too few, the next clause's."""
    rest = trim(text, Span(time.span.end, clauses[n].span.end))
    while rest.size and text[rest.start] in "，、的,":
        rest = trim(text, Span(rest.start + 1, rest.end))
    if rest.size < 4 and n + 1 < len(clauses) and clauses[n + 1].sentence == clauses[n].sentence:
        rest = clauses[n + 1].span
    return _bare(text, rest if rest.size else clauses[n].span)


def _bare(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in "，。；：、！？,;":
        end -= 1
    return Span(span.start, end)


def _undated(text: str, point: Span, clauses: list[Clause]) -> Event | None:
    habit = cues()["habit"]
    for n in sorted({clause.sentence for clause in clauses}):
        inside = [k for k, clause in enumerate(clauses) if clause.sentence == n]
        span = Span(clauses[inside[0]].span.start, clauses[inside[-1]].span.end)
        said = span.of(text)
        if habit.search(said) or not _DONE.search(said) or not find_places(text, span) or not find_quantities(text, span):
            continue
        place = find_places(text, span)[0]
        first = next(k for k in inside if clauses[k].span.meets(place))
        return Event(_bare(text, clauses[first].span), None, first)
    return None


def find_places(text: str, span: Span) -> list[Span]:
    """Proper places in `span`."""
    return [name.span for name in names(text, span) if name.kind == "place"]


def find_quantities(text: str, span: Span) -> list[Span]:
    """Counted things in `span`, dates and set phrases left out."""
    dates = [expr.span for expr in times(text, span) if expr.kind in ("date", "season", "stretch", "recurring")]
    found = (quantity.span for quantity in quantities(text, span))
    return [quantity for quantity in found if not any(quantity.meets(date) for date in dates)]


def find_party(text: str, span: Span) -> Span | None:
    """Who else was concerned: a named group or office holder, with the number in front of it."""
    found = cues()["party"].search(text, span.start, span.end)
    return Span(*found.span()) if found else None
