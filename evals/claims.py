"""What a yes-man and an oracle claim of a report: every defect of every passage, or just those that the labels hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from evals.labels import Case, LabelledDefect
from evals.reviewed import Reviewed
from service import checks
from service.domain.assemble import report_of
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Cause, Measure, Point, Verdict
from service.lexicons import lines
from service.proofs import Subject
from service.questions import questions
from service.text.cut import clauses, sentences

Claim = tuple[Subject, Verdict]
# Codes that a model may raise of other subjects too than the one its question is about.
_ALSO = {"external-blame": ("point",), "self-praise": ("cause",), "collective-subject": ("cause",)}
_ABSENT = ("cause-gap", "measure-gap")


def every_claim(draft: Draft, codes: Sequence[str] = ()) -> Iterator[Claim]:
    """Each code (default: all) of each subject it may be about, quoting each clause and each sentence in turn."""
    for code, question in questions().items():
        if codes and code not in codes:
            continue
        if code == "contradiction":
            yield from ((None, _verdict(code, one, other)) for one, other in _couples(draft))
        elif code == "typo":
            yield from _corrections(draft.text)
        else:
            for subject in _subjects(draft, (question.scope, *_ALSO.get(code, ()))):
                quotes = [None] if code in _ABSENT else _quotes(draft, subject)
                yield from ((subject, _verdict(code, quote)) for quote in quotes)


def _verdict(code: str, span: Span | None, versus: Span | None = None, reason: str = "") -> Verdict:
    return Verdict(code, True, span, reason, "model", versus)


def _subjects(draft: Draft, scopes: Iterable[str]) -> Iterator[Subject]:
    rows: dict[str, tuple[Subject, ...]] = {
        "point": draft.points,
        "cause": draft.causes,
        "measure": draft.measures,
        "report": (None,),
    }
    for scope in scopes:
        yield from rows[scope]


def _quotes(draft: Draft, subject: Subject) -> list[Span | None]:
    span = subject.span if subject is not None else None
    return [*clauses(draft.text, span), *sentences(draft.text, span)]


def _couples(draft: Draft) -> Iterator[tuple[Span, Span]]:
    yield from combinations(clauses(draft.text), 2)
    yield from combinations(sentences(draft.text), 2)


def _corrections(text: str) -> Iterator[Claim]:
    """Every letter left out, and every letter changed for one of the same sound."""
    alike: dict[str, set[str]] = {}
    for row in lines("sounds"):
        letters = row.split(" ", 1)[1]
        for letter in letters:
            alike.setdefault(letter, set()).update(letters)
    for at, letter in enumerate(text):
        for other in [*sorted(alike.get(letter, set()) - {letter}), ""]:
            first, last = max(0, at - 1), min(len(text), at + 2)
            was, now = text[first:last], text[first:at] + other + text[at + 1 : last]
            if "\n" not in was:
                yield None, _verdict("typo", Span(first, last), reason=f"{was}→{now}")


def true_claims(case: Case, draft: Draft, code: str) -> Iterator[tuple[LabelledDefect, Subject, Verdict]]:
    """One claim for each label of that code, on its own words; a typo's right words are those of the check, if any."""
    pair = Reviewed(case, report_of(draft, (), ()))
    homes: dict[tuple[str, str | None], Point | Cause | Measure] = {}
    homes |= {("point", pair.points.get(one.id)): one for one in draft.points}
    homes |= {("cause", pair.causes.get(one.id)): one for one in draft.causes}
    homes |= {("measure", pair.measures.get(one.id)): one for one in draft.measures}
    for label in case.defects:
        if label.code == code:
            yield label, _home(draft, label, homes), _verdict(code, label.span, label.versus, _right(draft, label))


def _home(draft: Draft, label: LabelledDefect, homes: dict[tuple[str, str | None], Point | Cause | Measure]) -> Subject:
    if questions()[label.code].scope == "report":
        return None
    named = (("point", label.point), ("cause", label.cause), ("measure", label.measure))
    found = next((homes[key] for key in named if key[1] and key in homes), None)
    held = (one for one in homes.values() if label.span and one.span.holds(label.span))
    return found or next(held, None)


def _right(draft: Draft, label: LabelledDefect) -> str:
    if label.code != "typo" or label.span is None:
        return ""
    made = (edit for fault in checks.all_checks()["typo"](draft) for edit in fault.edits)
    edit = next((one for one in made if one.span.meets(label.span)), None)
    return f"{edit.span.of(draft.text)}→{edit.replacement}" if edit else ""
