"""The whole review on one page: a file in, a Report out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service import checks, guards, outline, questions, readers, rubrics
from service.domain.assemble import mean, report_of
from service.domain.document import Document
from service.domain.draft import Answer, Background, Draft
from service.domain.edit import Edit
from service.domain.fill import resolve
from service.domain.finding import Finding
from service.domain.point import Cause, Measure
from service.domain.report import Report, RevisedRow
from service.domain.rewritten import rewritten
from service.domain.sifted import Sifted
from service.errors import UnknownName
from service.harm import without_harm
from service.stages.by_rule.link_points import link_points
from service.stages.by_rule.map_points import map_points
from service.stages.by_rule.rewrite_points import rewrite_points
from service.stages.by_rule.score_points import score_points
from service.text.planted import without_planted

if TYPE_CHECKING:
    from service.llm.consultant import Consultant
    from service.opinion import Opinion


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller wants beside the document. `select` empty means every check; `ignore` goes before `select`.

    `rewrites` is how many ways to put a weak sentence a model is asked for (1 to 3), `wish` what else is asked of them.
    """

    rubric: str | None = None
    encoding: str | None = None
    answers: tuple[Answer, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rewrites: int = 1
    wish: str = ""

    def codes(self) -> tuple[str, ...]:
        """The codes of the checks to run. Raises UnknownName for a code that there is not."""
        known = sorted({*checks.all_checks(), *questions.codes()})
        if strange := [code for code in (*self.select, *self.ignore) if code not in known]:
            raise UnknownName(f"没有检查项“{strange[0]}”。可用的有：{'、'.join(known)}。")
        return tuple(code for code in (self.select or known) if code not in self.ignore)


def review(
    data: bytes,
    name: str,
    rubric: str | None = None,
    wishes: Wishes | None = None,
    consultant: Consultant | None = None,
) -> Report:
    """Read, lay out, score, check and mend one report: by rule alone, or with a model asked beside the rules.

    `name` is the file's name, whose suffix tells the format. Raises the errors of `service.errors`; a model that fails
    is none of them: the review falls back on rules, point by point, and `rejected` says why.
    """
    wishes = wishes or Wishes(rubric=rubric)
    with _no_collection() if consultant is None else nullcontext():
        return _review(data, name, rubric or wishes.rubric, wishes, consultant)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold Python's garbage collector off: a review makes much and drops nothing until it ends, a fifth of its time.

    Frozen and thawed, what was made counts as old at once, without the walk that its coming of age would cost.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _review(data: bytes, name: str, rubric: str | None, wishes: Wishes, consultant: Consultant | None) -> Report:
    codes = wishes.codes()
    document = without_planted(readers.read(data, name, wishes.encoding))
    draft = judge(lay_out(document, rubric, Background(wishes.answers)))
    draft = replace(draft, background=Background(resolve(wishes.answers, draft.scores)))
    opinion = _second_opinion(draft, consultant, wishes)
    draft = opinion.draft if opinion else draft
    findings = checks.run(draft, [code for code in codes if code in checks.all_checks()])
    findings = (*findings, *opinion.findings(findings, codes)) if opinion else findings
    edits = mend(draft, findings, codes)
    if opinion is None:
        kept = numbered(edits.kept, "E")
        return report_of(draft, findings, kept, edits.rejected, revised=look_again(draft, kept))
    final = opinion.rewritten(findings, edits, codes)
    kept = numbered(final.edits, "E")
    return report_of(
        draft,
        findings,
        kept,
        final.rejected,
        final.traces,
        final.mode,
        look_again(draft, kept),
        numbered(final.others, "R"),
    )


def _second_opinion(draft: Draft, consultant: Consultant | None, wishes: Wishes) -> Opinion | None:
    if consultant is None:
        return None
    from service.opinion import consult  # loads what only a model needs

    return consult(draft, consultant, wishes.rewrites, wishes.wish)


def numbered(edits: Iterable[Edit], letter: str) -> tuple[Edit, ...]:
    """The edits in reading order, each with its id."""
    return tuple(
        replace(edit, id=f"{letter}{n}") for n, edit in enumerate(sorted(edits, key=lambda edit: edit.span), 1)
    )


def lay_out(document: Document, name: str | None, background: Background) -> Draft:
    """The draft under the rubric of that name, or the one that the title names or the headings fit, as a note tells."""
    if name is not None:
        return outline.lay_out(document, rubrics.load(name), background)
    drafts: list[Draft] = []
    for each in rubrics.names():
        draft = outline.lay_out(document, rubrics.load(each), background)
        if draft.title and draft.rubric.label in draft.title.of(draft.text):
            return replace(
                draft, notes=(f"未指定评价标准，按题目所写的“{draft.rubric.label}”（{draft.rubric.id}）审核。",)
            )
        drafts.append(draft)
    best = max(drafts, key=_fit)
    return replace(best, notes=(f"未指定评价标准，按标题最接近的“{best.rubric.label}”（{best.rubric.id}）审核。",))


def _fit(draft: Draft) -> float:
    """How well the headings fit the rubric: official ones count most, stale ones least, as a share of its leads."""
    worth = {"official": 1.0, "accepted": 0.9, "drift": 0.4, "stale": 0.2}
    found = {section.heading.lead: worth[section.heading.wording] for section in draft.leads if section.heading}
    return sum(found.values()) / len(draft.rubric.leads)


def judge(draft: Draft) -> Draft:
    """The draft with its points mapped, scored and linked."""
    draft = replace(draft, points=map_points(draft).kept)
    draft = replace(draft, scores=score_points(draft).kept)
    links = link_points(draft).kept
    return replace(
        draft,
        causes=tuple(link for link in links if isinstance(link, Cause)),
        measures=tuple(link for link in links if isinstance(link, Measure)),
    )


def mend(draft: Draft, findings: tuple[Finding, ...], codes: Iterable[str]) -> Sifted[Edit]:
    """Edits by rule that pass the guards and bring no new finding; the stage gives none that overlap."""
    proposed = rewrite_points(draft, findings)
    guarded = guards.sift(draft, proposed.kept, "rewrite_points")
    sound, harmful = without_harm(draft, findings, guarded.kept, codes)
    return Sifted(tuple(sound), (*proposed.rejected, *guarded.rejected, *harmful))


def look_again(draft: Draft, edits: tuple[Edit, ...]) -> RevisedRow | None:
    """How the text fares with the `ready` and the answered edits applied; None where nothing was answered."""
    if not draft.background.answers:
        return None
    ready = [edit for edit in edits if edit.verdict == "ready" or (edit.verdict == "needs-facts" and edit.facts.added)]
    again = judge(outline.lay_out(rewritten(draft.document, ready), draft.rubric, draft.background))
    levels = {point.id: score.level for point, score in zip(draft.points, again.scores, strict=False)}
    return RevisedRow(text=again.document.written, levels=levels, level=mean(list(levels.values())))
