"""What a marked Word file says at which place: the changes to track, and a comment for every finding and edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from service.domain.document import Span
from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.ooxml.word import Change, Note
from service.renderers.views.difference import difference
from service.renderers.views.quotes import disarm, quote

Refusal = Callable[[Change], str | None]
_TRACKED = ("ready", "needs-facts")
_WORDS = {
    "zh": {
        "instead": "建议改为：{0}",
        "change": "建议把“{1}”改为：{0}",
        "add": "建议补充：{0}",
        "drop": "建议删去：{0}",
        "asked": "待补充：",
        "refused": "{0}，没有直接改动，请手工修改。",
        "versus": "对照：{0}",
        "summary": "{rubric}：问题要点 {points} 个，平均具体程度 {level}；审核意见 {counts}。",
    },
    "en": {
        "instead": "Suggested: {0}",
        "change": "Suggested for “{1}”: {0}",
        "add": "Suggested addition: {0}",
        "drop": "Suggested deletion: {0}",
        "asked": "To be supplied:",
        "refused": "Not changed here ({0}); please change it by hand.",
        "versus": "Compare: {0}",
        "summary": "{rubric}: {points} problem points, mean level {level}; findings: {counts}.",
    },
}


@dataclass(frozen=True)
class Remarks:
    """The marks of one report; `refuse` tells why a change can't be tracked in the file at hand, or None."""

    report: Report
    names: Names
    refuse: Refusal

    @cached_property
    def changes(self) -> dict[str, list[Change]]:
        """The changes of each edit that is tracked, by the edit's id."""
        wanted = {edit.id: _steps(edit) for edit in self.report.edits if edit.verdict in _TRACKED}
        return {name: steps for name, steps in wanted.items() if not any(self.refuse(step) for step in steps)}

    def notes(self) -> Iterator[Note]:
        """A comment with the whole picture, then one for each finding and each edit that no finding tells of."""
        title = self._title
        yield Note(title, self._summary())
        told = {name for finding in self.report.findings for name in finding.edits if name not in self.changes}
        for finding in self.report.findings:
            if not any(name in self.changes for name in finding.edits):
                yield self._note(self._place(finding), self._on_finding(finding))
        for edit in self.report.edits:
            if edit.id not in told:
                yield self._note(edit.span, self._on_edit(edit))

    def _note(self, span: Span, lines: Iterable[str]) -> Note:
        return Note(span, disarm("\n".join(line for line in lines if line)))

    def _summary(self) -> str:
        totals = self.report.totals
        level = self.names.level(totals.level)
        counts = "、".join(f"{self.names.of('severities', grade)} {count}" for grade, count in totals.findings.items())
        picture = self._word("summary").format(
            rubric=self.report.rubric_label,
            points=totals.points,
            level=level if totals.level is None else f"{totals.level:.1f}（{level}）",
            counts=counts or "0",
        )
        return disarm("\n".join((picture, *self.report.document.notes)))

    def _on_finding(self, finding: FindingRow) -> Iterator[str]:
        yield f"{self.names.of('severities', finding.severity)} · {self.names.of('codes', finding.code)}"
        yield finding.message
        if finding.versus:
            yield self._word("versus").format(quote(self.report.document.text, finding.versus))
        for edit in self.report.edits:
            if edit.id in finding.edits:
                yield from self._proposal(edit, "instead" if edit.span == finding.span else "change")

    def _on_edit(self, edit: EditRow) -> Iterator[str]:
        yield f"{self.names.of('verdicts', edit.verdict)} · {self.names.of('codes', edit.code)}"
        yield edit.reason
        if edit.id in self.changes:
            yield from self._blanks(edit)
        else:
            yield from self._proposal(edit, "instead")

    def _proposal(self, edit: EditRow, key: str) -> Iterator[str]:
        """An edit that is not tracked, in words; `key` is "change" where the comment lies on more than its words."""
        if not edit.replacement:
            yield self._word("drop").format(edit.original)
        else:
            yield self._word(key if edit.original else "add").format(edit.replacement, edit.original)
        yield from self._blanks(edit)
        if edit.verdict in _TRACKED:
            why = next((why for step in _steps(edit) if (why := self.refuse(step))), "")
            yield self._word("refused").format(why)

    def _blanks(self, edit: EditRow) -> Iterator[str]:
        if edit.blanks:
            yield self._word("asked")
        for number, blank in enumerate(edit.blanks, 1):
            yield f"{number}. {self.names.of('slots', blank.slot)}：{blank.question}"

    def _word(self, key: str) -> str:
        return _WORDS[self.names.lang][key]

    @cached_property
    def _title(self) -> Span:
        return _first_line(self.report.document.text, Span(0, len(self.report.document.text)))

    def _place(self, finding: FindingRow) -> Span:
        """The finding's words; for an absence what it is about, and the title where there is nothing."""
        report = self.report
        spans = [finding.span]
        spans += [row.span for row in report.points if row.id == finding.point]
        spans += [row.span for row in report.causes if row.id == finding.cause]
        spans += [row.span for row in report.measures if row.id == finding.measure]
        spans += [span for lead in report.leads if lead.id == finding.lead for span in lead.headings[:1]]
        parts = report.parts.get(finding.part, ()) if finding.part else ()
        spans += [_first_line(report.document.text, span) for span in parts[:1]]
        return next((span for span in spans if span is not None), self._title)


def _first_line(text: str, span: Span) -> Span:
    """The first line of `span` that is not blank, without blanks at its ends."""
    start = span.start + len(span.of(text)) - len(span.of(text).lstrip())
    end = text.find("\n", start, span.end)
    return Span(start, end if end >= 0 else max(start, span.end))


def _steps(edit: EditRow) -> list[Change]:
    """The changes that make an edit: word by word where most words stay, else the whole span at once."""
    pieces = difference(edit.original, edit.replacement)
    kept = sum(len(piece.text) for piece in pieces if piece.change == "same")
    if 2 * kept < max(len(edit.original), len(edit.replacement)):
        return [Change(edit.span, edit.replacement)]
    steps: list[Change] = []
    at = edit.span.start
    for piece in pieces:
        end = at + len(piece.text) if piece.change in ("same", "del") else at
        if piece.change != "same":
            steps = _joined(steps, Change(Span(at, end), "" if piece.change == "del" else piece.text))
        at = end
    return steps


def _joined(steps: list[Change], step: Change) -> list[Change]:
    """`step` added; words deleted and put in at one place make one change."""
    if steps and steps[-1].span.end == step.span.start:
        last = steps[-1]
        return [*steps[:-1], Change(Span(last.span.start, step.span.end), last.words + step.words)]
    return [*steps, step]
