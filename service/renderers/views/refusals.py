"""The answers that were refused, summed by stage and reason: a weak model gives many, and most are alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.point import SLOTS
from service.domain.report import RejectedRow, Report
from service.lexicons.names import Names
from service.renderers.views.quotes import clip

ANSWER, SHORT = 120, 32  # characters shown at most, and in one line with the reason
_ORDER = ("map_points", "score_points", "link_points", "rewrite_points", "by_rule")
_BY_RULE = ("answer", "overlap")  # no model proposes what these refuse
_WHAT = re.compile(r"^([^：“]{1,40})：(?=.)")
_SLOT = re.compile(f"(?:{'|'.join(SLOTS)}) ")
_NUMBER = re.compile(r"^S\d{1,4} ")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused answer: the point that it is about, why, its words, and how often it was given."""

    point: str
    reason: str
    answer: str
    count: int

    @property
    def short(self) -> bool:
        """Whether the answer is best read in the line of its reason."""
        return len(self.answer) <= SHORT


@dataclass(frozen=True, slots=True)
class Reason:
    """What was refused for one reason, by its key and its name."""

    guard: str
    name: str
    count: int
    rows: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class StageRefusals:
    """What was refused in one stage, the most frequent reason first."""

    name: str
    count: int
    reasons: tuple[Reason, ...]


def refusals(report: Report, names: Names) -> list[StageRefusals]:
    """Every refused answer, by stage in the order of work; equal ones are told once, with their count."""
    stages: dict[str, list[RejectedRow]] = defaultdict(list)
    for row in report.rejected:
        stages["by_rule" if row.guard in _BY_RULE else row.stage].append(row)
    order = sorted(stages, key=lambda stage: _ORDER.index(stage) if stage in _ORDER else len(_ORDER))
    return [_stage(stage, stages[stage], names) for stage in order]


def _stage(stage: str, rows: list[RejectedRow], names: Names) -> StageRefusals:
    counts = Counter(row.guard for row in rows)
    reasons = tuple(
        Reason(guard, names.of("guards", guard), count, _told((row for row in rows if row.guard == guard), names))
        for guard, count in counts.most_common()
    )
    return StageRefusals(names.of("stages", stage), len(rows), reasons)


def _told(rows: Iterable[RejectedRow], names: Names) -> tuple[Refusal, ...]:
    shown = Counter((row.point or "", plain(row.reason, names), _answer(row.answer)) for row in rows)
    return tuple(Refusal(*row, count) for row, count in shown.items())


def plain(reason: str, names: Names) -> str:
    """A reason without words meant for the model: `time 时间：…` is 时间：…, and a code has its name."""
    found = _WHAT.match(reason)
    if found is None:
        return reason
    what = " ".join(names.of("codes", word) for word in _SLOT.sub("", found[1]).split(" "))
    rest = reason[found.end() :]
    return rest if what == "改法" else f"{what}：{rest}"


def _answer(words: str) -> str:
    """The words that the model gave, without the number of their sentence."""
    return clip(_NUMBER.sub("", words), ANSWER)
