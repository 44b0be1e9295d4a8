"""Tells how a review was made: by rule or with which models, how often they were asked, and what that took."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from service.domain.report import RejectedRow, Report
from service.domain.sifted import NO_ANSWER
from service.lexicons.names import Names
from service.renderers.views.quotes import clip

_FILE = re.compile(r"^(?:[A-Za-z]:)?[\\/].*[\\/]|\.gguf$")  # a model on this machine may be called by its file's path
MODEL = 40


class Sum(NamedTuple):
    """A sum of what was told; not `whole` where some did not tell."""

    amount: float
    whole: bool


@dataclass(frozen=True)
class Asking:
    """How one review was made, in words."""

    report: Report
    names: Names

    @cached_property
    def failure(self) -> RejectedRow | None:
        """The first question that got no answer, None where all did or none was asked."""
        return next((row for row in self.report.rejected if row.guard.startswith(NO_ANSWER)), None)

    @property
    def asked(self) -> bool:
        """Whether a model was named for this review, though it may never have answered."""
        return self.report.mode != "rule" or bool(self.report.traces) or self.failure is not None

    @property
    def models(self) -> tuple[str, ...]:
        """The models that answered, each once, in the order of asking; of a file's path only the name."""
        return tuple(dict.fromkeys(model_name(row.model) for row in self.report.traces if row.model))

    @property
    def how(self) -> str:
        """By rule, by rule and model, or with some items by rule alone; with the reason where no model was of use."""
        if self.report.mode != "rule" or not self.asked:
            models = self.names.word("comma").join(self.models)
            return self.names.of("modes", self.report.mode).format(models=f" {models}" if models else "")
        reason = f"：{self.failure.reason.rstrip('。')}" if self.failure else ""
        return self.names.word("model_unused") + reason

    @property
    def usage(self) -> str:
        """Calls, how many of them from the ledger, tokens, and the cost of what was paid now; empty for no call."""
        return self.names.word("semicolon").join(self._usage()) if self.report.traces else ""

    def _usage(self) -> Iterator[str]:
        rows = self.report.traces
        kept = sum(row.from_ledger for row in rows)
        again = self.names.word("all_kept" if kept == len(rows) else "kept_calls").format(kept) if kept else ""
        yield self.names.word("calls").format(len(rows)) + again
        if tokens := self._tokens():
            yield tokens
        if cost := total(row.cost for row in rows if not row.from_ledger):
            yield self.names.word("cost_was").format(self._told(cost, ".4f"))

    def _tokens(self) -> str:
        rows = self.report.traces
        sums = [total(column) for column in zip(*((r.tokens_in, r.tokens_out, r.cached) for r in rows), strict=True)]
        shown = [self._told(each, ",.0f") if each else "" for each in sums]
        if not (shown[0] and shown[1]):
            return ""
        return self.names.word("tokens_cached" if sums[2] and sums[2].amount else "tokens").format(*shown)

    def _told(self, found: Sum, form: str) -> str:
        number = format(found.amount, form)
        return number if found.whole else self.names.word("at_least").format(number)


def total(values: Iterable[float | None]) -> Sum | None:
    """The sum of the values that there are; None for none of them, which is not zero."""
    told = list(values)
    known = [value for value in told if value is not None]
    return Sum(sum(known), len(known) == len(told)) if known else None


def model_name(model: str) -> str:
    """A model's name as readers see it, tamed and short."""
    return clip(_FILE.sub("", model) or model, MODEL)
