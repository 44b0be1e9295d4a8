"""Sets three reviews of the same samples side by side: by rule, with a model beside the rules, by one bare prompt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.bare import Bare
from evals.grade import Graded, judge, reviewed
from evals.reviewed import Reviewed
from service.domain.report import Report
from service.llm.consultant import Consultant
from service.pipeline import review
from service.questions import questions

# Measures that are shown beside the codes which a model is asked about.
_FIRST = ("points-found", "filed-under", "lead-agreement", "level-kappa", "level-exact", "traps-sprung")


@dataclass(frozen=True)
class Comparison:
    """The three grades, and what became of the model's answers."""

    by_rule: Graded
    with_model: Graded
    bare: Graded | None
    reports: tuple[Report, ...]

    @property
    def refused(self) -> Counter[str]:
        """Stage and guard → how many answers were refused."""
        return Counter(f"{row.stage} {row.guard}" for report in self.reports for row in report.rejected if row.guard)

    @property
    def misquoted(self) -> int:
        """Spans of the model's findings and slots that do not lie in their text: none may."""
        return sum(
            not (0 <= span.start <= span.end <= len(report.document.text))
            for report in self.reports
            for span in (finding.span for finding in report.findings if finding.origin == "model")
            if span is not None
        )


def compare(samples: Path, consultant: Consultant, bare: bool, only: str | None = None) -> Comparison:
    """Review the samples of a folder three ways and grade each; `bare` False leaves the third out."""
    rule = reviewed(samples, lambda data, name, rubric: review(data, name, rubric), only)
    model = reviewed(samples, lambda data, name, rubric: review(data, name, rubric, consultant=consultant), only)
    plain = reviewed(samples, Bare(consultant), only) if bare else None
    return Comparison(judge(rule), judge(model), judge(plain) if plain else None, tuple(_reports(model)))


def _reports(pairs: Iterable[Reviewed]) -> Iterable[Report]:
    return (pair.report for pair in pairs)


def show(found: Comparison) -> None:
    """Print the measures of the three side by side, then what was refused and what it took."""
    console = Console()
    table = Table(title=f"{len(found.reports)} reports")
    for head in ("measure", "by rule", "with model", "bare prompt"):
        table.add_column(head)
    graded = [found.by_rule, found.with_model, found.bare]
    marks = [{mark.name: mark for mark in each.marks} if each else {} for each in graded]
    codes = [f"{code}-{kind}" for code in questions() for kind in ("recall", "precision")]
    for name in (*_FIRST, *codes):
        if any(name in each for each in marks):
            table.add_row(name, *(_cell(each.get(name)) for each in marks))
    console.print(table)
    for name, count in found.refused.most_common():
        console.print(f"refused {count:4} {name}")
    _spent(console, found.reports)


def _cell(mark: object) -> str:
    value, of = getattr(mark, "value", None), getattr(mark, "of", "")
    return "–" if value is None else f"{value:.3f} ({of})"


def _spent(console: Console, reports: Sequence[Report]) -> None:
    traces = [trace for report in reports for trace in report.traces]
    console.print(f"modes {dict(Counter(report.mode for report in reports))}, spans outside the text: 0 allowed")
    tokens_in, tokens_out = (sum(getattr(trace, name) or 0 for trace in traces) for name in ("tokens_in", "tokens_out"))
    seconds = sum(trace.seconds or 0 for trace in traces)
    console.print(f"calls {len(traces)}, tokens in {tokens_in}, out {tokens_out}, seconds {seconds:.0f}")
