"""What was read out of a model's answer, with a receipt of every repair that reading it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.llm.exchange import JsonValue

Loss = Literal["lossless", "lossy", "guessed"]
Path = tuple[str | int, ...]

# A repair's name decides its class. Lossless: only one reading is possible and nothing of the value is gone.
# Lossy: something that the model wrote is gone. Guessed: more than one reading was possible.
_LOSSLESS = (
    "bom-removed",  # a byte order mark
    "invisible-removed",  # zero-width characters outside strings
    "draft-skipped",  # <think>…</think> and its like
    "fence-removed",  # ``` of Markdown
    "tag-removed",  # <tool_call>, </answer>, …
    "preamble-removed",  # words before the value
    "postamble-removed",  # words after the value
    "value-repeated",  # the same value twice
    "string-unwrapped",  # the value was escaped once more, as a string
    "entity-decoded",  # the value was escaped as HTML
    "comment-removed",  # // … or /* … */ or # …
    "trailing-comma",
    "comma-missing",
    "comma-extra",  # {"a": 1,, "b": 2}
    "full-width-mark",  # ｛ ： ， and their like outside strings
    "full-width-digit",
    "full-width-letter",
    "curly-quote",  # “ ” 「 」 around a string
    "single-quote",
    "bare-key",
    "python-literal",  # True, False, None
    "number-form",  # 1. and .5 and +3
    "quote-escaped",  # unescaped quotes in balanced pairs inside a string
    "control-escaped",  # line breaks and tabs inside a string
    "bad-escape",  # \表 keeps its backslash
    "duplicate-key",  # twice with the same value
)
_LOSSY = (
    "cut-off",  # the text ends before the value does, or the model was stopped while it went on
    "ellipsis",  # … or ... where an item or a member should stand
    "bare-value",  # words without quotes: left out
    "value-missing",  # {"a": , …: left out
    "not-a-number",  # NaN, Infinity: null
    "number-too-large",  # more digits than we read, or over the range of a float: null
    "surrogate-replaced",  # half of a character: U+FFFD
)
_GUESSED = (
    "unit-dropped",  # 4分 → 4
    "leading-zero",  # 007 → 7
    "duplicate-differs",  # twice with different values: both left out
    "quote-guessed",  # where the string ends is not certain
    "comma-guessed",  # two values side by side: [1 2]
    "item-skipped",  # [1,,2]: perhaps nothing, perhaps an item
    "closing-missing",  # a bracket closed before one that was opened inside it
    "closing-extra",  # a bracket too many after the whole value: perhaps another closed too early
    "closing-stray",  # a closing bracket that nothing opened
)
LOSSES: dict[str, Loss] = {
    **dict.fromkeys(_LOSSLESS, "lossless"),
    **dict.fromkeys(_LOSSY, "lossy"),
    **dict.fromkeys(_GUESSED, "guessed"),
}


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: `at` is a character offset in the model's text, `path` the place in the value, () for the whole."""

    name: str
    at: int
    loss: Loss
    path: Path


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with its receipt, or the reason, in Chinese, why nothing can be used."""

    value: JsonValue
    repairs: tuple[Repair, ...]
    fault: str | None

    @property
    def ok(self) -> bool:
        """Whether there is a value."""
        return self.fault is None

    def doubtful(self, *path: str | int) -> bool:
        """Whether a lossy or guessed repair lies at, above or below this path: such a value never feeds a level."""
        return not self.ok or any(_touch(repair.path, path) for repair in self.repairs if repair.loss != "lossless")


def _touch(one: Path, other: Path) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


class Receipt:
    """Repairs as they are made: one of each name at each place, the first."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, Path], Repair] = {}

    def note(self, name: str, at: int, path: Path = ()) -> None:
        """Write down a repair; its class is the one of its name."""
        self._rows.setdefault((name, path), Repair(name, at, LOSSES[name], path))

    def add(self, other: Receipt) -> None:
        """Write down another receipt's repairs."""
        for key, repair in other._rows.items():
            self._rows.setdefault(key, repair)

    @property
    def doubts(self) -> int:
        """How many repairs are lossy or guessed."""
        return sum(repair.loss != "lossless" for repair in self._rows.values())

    def rows(self) -> tuple[Repair, ...]:
        """All repairs in the order of the text."""
        return tuple(sorted(self._rows.values(), key=lambda repair: repair.at))
