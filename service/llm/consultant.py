"""The models that reviews may ask, with what all reviews share: ledger, budget, pace, and how much is hidden."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from service.llm.address import is_local
from service.llm.ask import Asker, Model
from service.llm.budget import Budget
from service.llm.exchange import Provider
from service.llm.ledger import Ledger
from service.llm.limits import Limits
from service.llm.mask import Mask, MaskMode, default_mode
from service.llm.pace import Pace
from service.llm.progress import Tell, silent
from service.settings import Settings

STAGES = ("map_points", "score_points", "link_points", "rewrite_points")
# Tokens of a call beside the material and the items' answers: the front, the task, the schema that some servers need
# in words.
_BESIDE = 1_800


@dataclass
class Consultant:
    """Whom to ask and under what limits. `mask` None hides names from every model that is not on this machine.

    `context` is the tokens that prompt and answer may have together.
    """

    providers: Sequence[Provider]
    ledger: Ledger
    budget: Budget
    limits: Limits | None = None
    mask: MaskMode | None = None
    context: int = 16_000
    versions: Mapping[str, str] = field(default_factory=lambda: versions_of(Settings()))
    tell: Tell = silent
    stop: threading.Event = field(default_factory=threading.Event)
    take: int = 0

    @property
    def room(self) -> int:
        """Tokens for the material of one question and its items' answers; a tenth is left, for they are estimated."""
        return (self.context - _BESIDE) * 9 // 10

    def asker(self, text: str) -> Asker:
        """Whoever asks about one report: what is hidden is learned from `text`, all that the writer has said.

        A recording is asked as its model was: hidden from it is what was hidden at the recorded address.
        """
        models = [
            Model(
                provider,
                pace_of(provider.address or "", self.limits or limits_for(provider.address)),
                _mask(text, self.mask or default_mode(getattr(provider, "recorded_at", provider.address))),
            )
            for provider in self.providers
        ]
        return Asker(models, self.ledger, self.budget, self.stop, self.tell, self.context, self.take)


def versions_of(settings: Settings) -> dict[str, str]:
    """The prompt in force for each stage."""
    return {stage: getattr(settings, stage) for stage in STAGES}


def limits_for(address: str | None) -> Limits:
    """What is sensible where nothing is set: a model on this machine is slow and serves one at a time."""
    return Limits(deadline=3600.0, patience=1800.0) if is_local(address) else Limits()


@lru_cache(maxsize=64)
def pace_of(_address: str, limits: Limits) -> Pace:
    """One pace an address, shared by all reviews of this process."""
    return Pace(limits)


@lru_cache(maxsize=8)
def _mask(text: str, mode: MaskMode) -> Mask:
    return Mask.of(text, mode)
