"""What a model said, as the page shows it: its verdicts on each point with their words, and what each call took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.report import PointRow, Report, TraceRow, VerdictRow
from service.lexicons.names import Names
from service.renderers.page.cards import Card
from service.renderers.views.asking import Sum, model_name, total
from service.renderers.views.quotes import around

AROUND = 10
SHA = 8


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A question answered with yes: its name, the words that show it between those around them, the card it is in."""

    name: str
    before: str
    words: str
    after: str
    reason: str
    card: int | None


@dataclass(frozen=True, slots=True)
class CallView:
    """One call, or all of them: cells as shown, a dash for what was not told."""

    stage: str
    prompt: str
    sha: str
    model: str
    cells: tuple[str, ...]
    kept: str


CELLS = ("tokens_in", "tokens_out", "cached", "seconds", "cost")


def verdicts(report: Report, cards: Iterable[Card], names: Names) -> dict[str, list[VerdictView]]:
    """Point → what holds of it by the model's word; what was answered with no is not shown."""
    known = tuple(cards)
    return {
        point.id: [_verdict(report, point, row, known, names) for row in point.verdicts if row.holds]
        for point in report.points
    }


def _verdict(report: Report, point: PointRow, row: VerdictRow, cards: Iterable[Card], names: Names) -> VerdictView:
    before, words, after = around(report.document.text, row.span, AROUND)
    card = next((card.number for card in cards if _tells(card, point, row)), None)
    return VerdictView(names.of("codes", row.code), before, words, after, row.reason, card)


def _tells(card: Card, point: PointRow, row: VerdictRow) -> bool:
    """Whether that card is about this verdict, be it the model's or the rules' own on the same words or point."""
    finding = card.row
    if finding.code != row.code:
        return False
    meets = finding.span is not None and row.span is not None and finding.span.meets(row.span)
    return meets or finding.point == point.id


def calls(report: Report, names: Names) -> list[CallView]:
    """A row a call in the order of work, and the sums where there are several; a sum of some is told as at least.

    The cost sums what was paid now: what came from the ledger was paid before.
    """
    rows = [_call(row, names) for row in report.traces]
    if len(rows) < 2:
        return rows
    sums = [total(column) for column in zip(*(_amounts(row) for row in report.traces), strict=True)]
    sums[-1] = total(row.cost for row in report.traces if not row.from_ledger)
    kept = sum(row.from_ledger for row in report.traces)
    cells = tuple(_summed(found, at, names) for at, found in enumerate(sums))
    return [*rows, CallView(names.word("total"), "", "", "", cells, str(kept) if kept else "")]


def _call(row: TraceRow, names: Names) -> CallView:
    cells = tuple("—" if value is None else _shown(value, at) for at, value in enumerate(_amounts(row)))
    stage, kept = names.of("stages", row.stage), "✓" if row.from_ledger else ""
    return CallView(stage, row.prompt, row.sha[:SHA], model_name(row.model), cells, kept)


def _amounts(row: TraceRow) -> tuple[float | None, ...]:
    return row.tokens_in, row.tokens_out, row.cached, row.seconds, row.cost


def _summed(found: Sum | None, at: int, names: Names) -> str:
    if found is None:
        return "—"
    shown = _shown(found.amount, at)
    return shown if found.whole else names.word("at_least").format(shown)


def _shown(value: float, at: int) -> str:
    return format(value, {"seconds": ",.1f", "cost": ".4f"}.get(CELLS[at], ",.0f"))
