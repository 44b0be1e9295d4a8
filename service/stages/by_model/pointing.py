"""Turns what a model points at into spans of the text, or into a refusal that can be told to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.sifted import Rejection
from service.llm.quote import find_quote, pointer
from service.stages.by_model.material import Material

MISQUOTED = "这一条里没有这句原话。"
_SHOWN = 24  # characters of a refused quote that are told again
_LISTED = 8  # items without an answer that are named


@dataclass(frozen=True, slots=True)
class Refused:
    """One claim that was not believed: `what` names it, `answer` is the model's words, `reason` why not."""

    what: str
    answer: str
    reason: str
    point: str | None = None
    guard: str = "unproven"

    def rejection(self, stage: str) -> Rejection:
        """As the report's appendix shows it."""
        return Rejection(stage, self.guard, f"{self.what}：{self.reason}", self.answer, self.point)

    def line(self) -> str:
        """As the model is told it."""
        return f"{self.point or ''} {self.what}“{self.answer[:_SHOWN]}”：{self.reason}".strip()


def place(draft: Draft, material: Material, words: str, inside: Span | None) -> Span | None:
    """The span of `S12 原话`, None where the words stand neither in that sentence nor elsewhere in `inside`.

    A wrong number is put right where the words stand in `inside`; without `inside` the number must be right.
    """
    number, quote = pointer(words)
    sentence = material.sentence(number) if number is not None else None
    if sentence is not None and (inside is None or inside.meets(sentence)):
        within = sentence if inside is None else Span(max(sentence.start, inside.start), min(sentence.end, inside.end))
        if found := find_quote(draft.text, within, quote):
            return found
    return find_quote(draft.text, inside, quote) if inside is not None else None


def unanswered(stage: str, asked: Iterable[str], told: Iterable[str]) -> tuple[Rejection, ...]:
    """One refusal that names the items for which an answer holds nothing; none where it has something for each."""
    told = set(told)
    missing = [item for item in asked if item not in told]
    if not missing:
        return ()
    names = "、".join(missing[:_LISTED]) + (f"等{len(missing)}条" if len(missing) > _LISTED else "")
    return (Rejection(stage, "unanswered", f"模型没有答到{names}，按规则处理。"),)
