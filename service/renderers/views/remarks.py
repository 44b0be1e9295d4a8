"""What a marked Word file says at which place: the changes to track, and a comment for every finding and edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from service.domain.document import Span
from service.domain.report import EditRow, FindingRow, Report
from service.lexicons.names import Names
from service.ooxml.word import Change, Note
from service.renderers.views.asking import Asking
from service.renderers.views.quotes import disarm, quote
from service.renderers.views.tracked import changes_of

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
        "other": "另一种改法：{0}",
        "other_add": "另一种改法：在这里补充“{0}”",
        "other_drop": "另一种改法：删去“{1}”",
        "unmarked": "这是另一种选择，没有改动原文；采用它，就不采用同一处的其他修改。",
        "how": "审核方式：{0}。",
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
        "other": "Another way: {0}",
        "other_add": "Another way: add “{0}” here",
        "other_drop": "Another way: delete “{1}”",
        "unmarked": "A choice, not tracked: take it in place of the other changes here.",
        "how": "{0}.",
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
        wanted = {edit.id: changes_of(edit) for edit in self.report.edits if edit.verdict in _TRACKED}
        return {name: steps for name, steps in wanted.items() if not any(self.refuse(step) for step in steps)}

    def notes(self) -> Iterator[Note]:
        """The whole picture, then each finding, each edit that no finding tells of, and each other way."""
        title = self._title
        yield Note(title, self._summary())
        told = {name for finding in self.report.findings for name in finding.edits if name not in self.changes}
        for finding in self.report.findings:
            if not any(name in self.changes for name in finding.edits):
                yield self._note(self._place(finding), self._on_finding(finding))
        for edit in self.report.edits:
            if edit.id not in told:
                yield self._note(edit.span, self._on_edit(edit))
        for way in self.report.rewrites:
            yield self._note(way.span, self._on_way(way))

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
        asking = Asking(self.report, self.names)
        how = (self._word("how").format(asking.how), asking.usage) if asking.asked else ()
        return disarm("\n".join(line for line in (picture, *how, *self.report.document.notes) if line))

    def _on_finding(self, finding: FindingRow) -> Iterator[str]:
        yield f"{self.names.of('severities', finding.severity)} · {self._named(finding)}"
        yield finding.message
        if finding.versus:
            yield self._word("versus").format(quote(self.report.document.text, finding.versus))
        for edit in self.report.edits:
            if edit.id in finding.edits:
                yield from self._proposal(edit, "instead" if edit.span == finding.span else "change")

    def _on_edit(self, edit: EditRow) -> Iterator[str]:
        yield f"{self.names.of('verdicts', edit.verdict)} · {self._named(edit)}"
        yield edit.reason
        if edit.id in self.changes:
            yield from self._blanks(edit)
        else:
            yield from self._proposal(edit, "instead")

    def _on_way(self, way: EditRow) -> Iterator[str]:
        key = "other_drop" if not way.replacement else "other" if way.original else "other_add"
        yield self._word(key).format(way.replacement, way.original)
        yield f"{self.names.of('verdicts', way.verdict)} · {self._named(way)}"
        yield way.reason
        if any(blank.question not in way.replacement for blank in way.blanks):
            yield from self._blanks(way)
        yield self._word("unmarked")

    def _named(self, row: FindingRow | EditRow) -> str:
        by = f" · {self.names.word('by_model')}" if row.origin == "model" else ""
        return self.names.of("codes", row.code) + by

    def _proposal(self, edit: EditRow, key: str) -> Iterator[str]:
        """An edit that is not tracked, in words; `key` is "change" where the comment lies on more than its words."""
        if not edit.replacement:
            yield self._word("drop").format(edit.original)
        else:
            yield self._word(key if edit.original else "add").format(edit.replacement, edit.original)
        yield from self._blanks(edit)
        if edit.verdict in _TRACKED:
            why = next((why for step in changes_of(edit) if (why := self.refuse(step))), "")
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
