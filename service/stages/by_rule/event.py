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
_DONE = re.compile(r"了|过(?=[，。])|没有|未|被|仍|却|只|才|至今")
# One person, one firm, one case: a single thing happened to it.
_SINGULAR = re.compile(r"(?<![第每哪任统之])一(?:名|位|处|家|起|户|笔|批|辆|宗|桩|场|封|块|栋|对(?=夫妻|老))(?!一)")
_CROWD = 10  # so many people or households of a rough sort could still be found again; two or three could not


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
    """An event without a calendar day: one finished sentence, no habit, that a reader could still go and check.

    It has a rough time with its year (去年二季度), or one single party (一名法官助理), a counted crowd, a proper
    place or person, and beside it a counted thing or somebody concerned.
    """
    habit = cues()["habit"]
    for n in sorted({clause.sentence for clause in clauses}):
        inside = [k for k, clause in enumerate(clauses) if clause.sentence == n]
        span = Span(clauses[inside[0]].span.start, clauses[inside[-1]].span.end)
        said = span.of(text)
        if (
            habit.search(said)
            or not _DONE.search(said)
            or all(clauses[k].thought or clauses[k].aspiration for k in inside)
        ):
            continue
        rough = next((expr for expr in times(text, span) if expr.kind == "season" and _has_year(text, expr)), None)
        anchor = rough.span if rough else _anchor(text, span)
        if anchor and (find_quantities(text, span) or find_party(text, span)):
            first = next(k for k in inside if clauses[k].span.meets(anchor))
            if clauses[first].praise or clauses[first].aspiration:
                continue
            words = _words_of(text, clauses, first, rough) if rough else _bare(text, clauses[first].span)
            return Event(words, rough, first)
    return None


def _has_year(text: str, expr: TimeExpr) -> bool:
    return bool(re.search(r"年[度的，]?(?!初|中|底|末)|去|前年|今年", expr.span.of(text)[:6]))


def _anchor(text: str, span: Span) -> Span | None:
    """The words that single the event out: one party, a crowd that was counted, a named person or a proper place."""
    single = _SINGULAR.search(text, *span)
    if single and find_party(text, span):
        return Span(*single.span())
    crowd = next((one.span for one in quantities(text, span) if one.role == "count" and one.value >= _CROWD), None)
    proper = [name.span for name in names(text, span) if name.kind in ("place", "person")]
    return proper[0] if proper else crowd if crowd and find_party(text, span) else None


def find_places(text: str, span: Span) -> list[Span]:
    """Proper places in `span`."""
    return [name.span for name in names(text, span) if name.kind == "place"]


def find_quantities(text: str, span: Span) -> list[Span]:
    """Counted things in `span`, dates and set phrases left out; 三户 goes before 一个 and 几次."""
    dates = [expr.span for expr in times(text, span) if expr.kind in ("date", "season", "stretch", "recurring")]
    found = sorted(quantities(text, span), key=lambda one: not one.definite)
    return [one.span for one in found if not any(one.span.meets(date) for date in dates)]


def find_party(text: str, span: Span) -> Span | None:
    """Who else was concerned: a named group or office holder, with the number in front of it."""
    found = cues()["party"].search(text, span.start, span.end)
    return Span(*found.span()) if found else None
