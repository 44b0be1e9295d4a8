"""Asks a model's opinion of a draft that the rules have judged: three stages side by side, then the rewriting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from service import guards, proofs
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Finding
from service.domain.point import Cause, Measure, Point, PointScore, Slot, Verdict
from service.domain.report import Mode
from service.domain.sifted import NO_ANSWER, Rejection, Sifted, Trace
from service.harm import without_harm
from service.joined import Said, findings_of, join, settle
from service.llm.consultant import Consultant
from service.llm.progress import Event, Tell
from service.stages.by_model.answers import Why
from service.stages.by_model.desk import Desk
from service.stages.by_model.link_points import link_points
from service.stages.by_model.map_points import map_points
from service.stages.by_model.rewrite_points import rewrite_points
from service.stages.by_model.score_points import score_points

T = TypeVar("T")


@dataclass(frozen=True)
class _Proofs:
    """The proofs and guards as the stages are given them."""

    findings: tuple[Finding, ...] = ()
    codes: tuple[str, ...] = ()

    def slot(self, draft: Draft, point: Point, slot: Slot) -> str | None:
        return proofs.refuse_slot(draft, point, slot)

    def denial(self, draft: Draft, point: Point, slot: Slot, why: Why) -> str | None:
        return proofs.refuse_denial(draft, point, slot, why)

    def verdict(self, draft: Draft, subject: Point | Cause | Measure | None, verdict: Verdict) -> str | None:
        return proofs.refuse_verdict(draft, subject, verdict)

    def edits(self, draft: Draft, edits: Iterable[Edit]) -> Sifted[Edit]:
        guarded = guards.sift(draft, edits, "rewrite_points")
        kept: list[Edit] = []
        refused: list[Rejection] = []
        for edit in guarded.kept:  # alternatives overlap, so each is tried by itself
            sound, harmful = without_harm(draft, self.findings, (edit,), self.codes)
            kept += sound
            refused += harmful
        return Sifted(tuple(kept), (*guarded.rejected, *refused))


@dataclass(frozen=True)
class Final:
    """Edits that can stand together, the other ways to put a passage, and the whole account of the asking."""

    edits: tuple[Edit, ...]
    others: tuple[Edit, ...]
    rejected: tuple[Rejection, ...]
    traces: tuple[Trace, ...]
    mode: Mode


@dataclass(frozen=True)
class Opinion:
    """What a model said of a draft: `draft` is joined with it, `said` is what passed the proofs."""

    draft: Draft
    said: Said
    verdicts: tuple[Verdict, ...]
    rejected: tuple[Rejection, ...]
    traces: tuple[Trace, ...]
    desk: Desk
    tell: Tell

    def findings(self, found: tuple[Finding, ...], codes: tuple[str, ...]) -> tuple[Finding, ...]:
        """What the model raised and the checks did not."""
        return findings_of(self.draft, self.verdicts, found, codes)

    def rewritten(self, findings: tuple[Finding, ...], by_rule: Sifted[Edit], codes: tuple[str, ...]) -> Final:
        """The rules' edits with the model's ways to put weak sentences beside them or in their place."""
        desk = replace(self.desk, proofs=_Proofs(findings, codes))
        ways = _run("rewrite_points", self.tell, lambda: rewrite_points(self.draft, findings, desk))
        kept, others = settle(by_rule.kept, ways.kept)
        return Final(
            tuple(kept),
            tuple(others),
            (*by_rule.rejected, *self.rejected, *ways.rejected),
            (*self.traces, *ways.traces),
            self._mode(ways),
        )

    def _mode(self, ways: Sifted[Edit]) -> Mode:
        """`model` where it answered for every point in every stage, `rule` where nothing came of it, else `mixed`."""
        placed = {point.id for point in self.said.points}
        scored = {score.point for score in self.said.scores}
        linked = {link.id for link in self.said.links}
        if not (placed or scored or linked or ways.kept or self.said.verdicts):
            return "rule"
        every = {point.id for point in self.draft.points}
        chain = {*(item.id for item in self.draft.causes), *(item.id for item in self.draft.measures)}
        failed = not ways.kept and any(row.guard.startswith(NO_ANSWER) for row in ways.rejected)
        return "model" if every <= placed and every <= scored and chain <= linked and not failed else "mixed"


def consult(draft: Draft, consultant: Consultant, count: int = 1, wish: str = "") -> Opinion:
    """Map, score and link by model, at once, for none of the three waits for another.

    `draft` is judged by rule; `count` (1 to 3) and `wish` are for the rewriting. A model that fails raises nothing.
    """
    written = [draft.document.written, *(answer.words for answer in draft.background.answers), wish]
    asker = consultant.asker("\n".join(written))
    desk = Desk(asker.ask, _Proofs(), consultant.versions, consultant.room, max(1, min(3, count)), wish)
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix="stage") as pool:
        scoring = pool.submit(_run, "score_points", asker.tell, lambda: score_points(draft, desk))
        linking = pool.submit(_run, "link_points", asker.tell, lambda: link_points(draft, desk))
        mapping = pool.submit(_run, "map_points", asker.tell, lambda: map_points(draft, desk))
        scored, linked, mapped = scoring.result(), linking.result(), mapping.result()
    said = Said(
        mapped.kept,
        tuple(item for item in scored.kept if isinstance(item, PointScore)),
        tuple(item for item in linked.kept if isinstance(item, Cause | Measure)),
        tuple(item for item in (*scored.kept, *linked.kept) if isinstance(item, Verdict)),
    )
    joined, verdicts, unmet = join(draft, said)
    rejected = (*mapped.rejected, *scored.rejected, *linked.rejected, *unmet)
    return Opinion(joined, said, verdicts, rejected, (*mapped.traces, *scored.traces, *linked.traces), desk, asker.tell)


def _run(stage: str, tell: Tell, work: Callable[[], Sifted[T]]) -> Sifted[T]:
    tell(Event(stage, "began"))
    done = work()
    tell(Event(stage, "done", amount=len(done.kept)))
    return done
