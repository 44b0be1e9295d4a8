"""Suggests edits by rule: what the checks would mend, blanks for the facts that are missing, the answers filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit, Facts, without_overlaps
from service.domain.fill import resolve, slot_of
from service.domain.finding import Finding
from service.domain.point import Measure, Point, PointScore, SlotKind
from service.domain.rubric import SEVERITIES
from service.domain.sifted import Rejection, Sifted
from service.stages.by_rule.completion import Insertion, around_event, due, example, told
from service.stages.by_rule.supply import Homes, supply
from service.text.name import names
from service.text.quantity import quantities

# One fact of each group is enough for level 4; the others are asked for only where the writer has answered them.
_GROUPS: tuple[tuple[SlotKind, ...], ...] = (("time", "place"), ("party", "quantity"), ("own_act",), ("consequence",))
_POINT = "这一条还缺可以核实的事实：请照实补充；想不起来的留空，不要编造。"
_MEASURE = "措施须写明由谁负责、何时完成、做到什么程度，由本人填写。"


def rewrite_points(draft: Draft, findings: tuple[Finding, ...]) -> Sifted[Edit]:
    """Edits that never overlap, the answered ones first, and what was left out: clashing edits, unusable answers.

    Reads `points`, `scores`, `measures` and `background.answers` of the draft.
    """
    answers = resolve(draft.background.answers, draft.scores)
    asked = {(answer.point, slot_of(answer.key)) for answer in answers}
    homes = Homes(draft)
    raw = list(_from_findings(findings))
    hollow = {homes.of(edit) for edit in raw if edit.code == "slogan-measure"}
    mending = [_fuller(draft, edit, homes, hollow) for edit in raw]
    own = [*_for_points(draft, mending, asked, homes), *_for_measures(draft, mending, asked, homes)]
    filled, unused = supply([*mending, *own], answers, homes)
    order = sorted(filled, key=lambda edit: (edit.code != "planted-instruction", not edit.facts.added))
    kept, dropped = without_overlaps([_with_facts(draft.text, edit) for edit in order])
    return Sifted(tuple(kept), (*unused, *map(_overlap, dropped)))


def _from_findings(findings: Iterable[Finding]) -> Iterator[Edit]:
    """The checks' own edits, the gravest first, each once."""
    seen: set[tuple[Span, str]] = set()
    for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
        for edit in finding.fault.edits:
            if (edit.span, edit.replacement) not in seen:
                seen.add((edit.span, edit.replacement))
                yield edit if edit.point else replace(edit, point=finding.fault.point)


def _fuller(draft: Draft, edit: Edit, homes: Homes, hollow: set[str | None]) -> Edit:
    """The blanks of a check that asks for facts at a place of its own, made the whole list of what is missing.

    A measure in `hollow` is asked for its standard by another edit already.
    """
    home = homes.of(edit)
    if home is None or edit.span.size or edit.code not in ("pseudo-example", "no-deadline"):
        return edit
    score = draft.score(home)
    if edit.code == "pseudo-example" and score and score.missing and not score.filled("event"):
        words, blanks = told(score.missing)
        return replace(edit, replacement=words, blanks=blanks, point=home)
    measure = next((row for row in draft.measures if row.id == home and edit.code == "no-deadline"), None)
    row = due(draft.text, measure, not measure.checkable and home not in hollow) if measure else None
    return replace(edit, span=Span(row.at, row.at), replacement=row.words, blanks=row.blanks) if row else edit


def _for_points(
    draft: Draft, mending: Sequence[Edit], asked: set[tuple[str | None, str]], homes: Homes
) -> Iterator[Edit]:
    """Blanks for the facts that a point of level 3 or less has not got, and for those that were answered unasked."""
    taken = {homes.of(edit) for edit in mending if edit.code == "pseudo-example"}
    scores = {score.point: score for score in draft.scores}
    for point in draft.points:
        score = scores.get(point.id)
        if score is None or (point.id in taken and not score.filled("event")):
            continue
        for row in _missing_of(draft, point, score, asked):
            yield _edit(row, _POINT, "vague-point", point.id)


def _missing_of(draft: Draft, point: Point, score: PointScore, asked: set[tuple[str | None, str]]) -> list[Insertion]:
    if not score.filled("event"):
        return [example(draft.text, point.span, score)]
    kinds = {kind for group in _GROUPS if not score.filled(*group) for kind in group}
    kinds |= {slot.kind for slot in score.missing if (point.id, slot.kind) in asked}
    return around_event(draft.text, point.span, score, kinds)


def _for_measures(
    draft: Draft, mending: Sequence[Edit], asked: set[tuple[str | None, str]], homes: Homes
) -> Iterator[Edit]:
    """Who, until when, up to what standard, for measures that lack a date or can't be checked."""
    taken: dict[str | None, set[str]] = {}
    for edit in mending:
        taken.setdefault(homes.of(edit), set()).add(edit.code)
    for measure in draft.measures:
        codes = taken.get(measure.id, set())
        if "no-deadline" not in codes and _lacking(measure, asked):
            row = due(draft.text, measure, not measure.checkable and "slogan-measure" not in codes)
            if row:
                code = "slogan-measure" if measure.deadline else "no-deadline"
                yield _edit(row, _MEASURE, code, None)


def _lacking(measure: Measure, asked: set[tuple[str | None, str]]) -> bool:
    answered = any((measure.id, key) in asked for key in ("owner", "deadline", "standard"))
    return answered or measure.deadline is None or not measure.checkable


def _edit(row: Insertion, reason: str, code: str, point: str | None) -> Edit:
    return Edit(Span(row.at, row.at), row.words, reason, code, "needs-facts", row.blanks, point=point)


def _with_facts(text: str, edit: Edit) -> Edit:
    """The edit with what it does to the numbers, dates and names of its span; what it adds is known already."""
    words = edit.span.of(text)
    if not words:
        return edit
    facts = [*(row.span.of(words) for row in quantities(words) if row.definite), *_named(words)]
    kept = tuple(dict.fromkeys(fact for fact in facts if fact in edit.replacement))
    dropped = tuple(dict.fromkeys(fact for fact in facts if fact not in edit.replacement))
    return replace(edit, facts=Facts(kept, edit.facts.added, dropped))


def _named(words: str) -> list[str]:
    return [name.span.of(words) for name in names(words) if name.kind != "post"]


def _overlap(edit: Edit) -> Rejection:
    reason = "同一处已有另一条修改建议，两条不能同时采用，这一条没有列出。"
    return Rejection("rewrite_points", "overlap", reason, edit.replacement, edit.point)
