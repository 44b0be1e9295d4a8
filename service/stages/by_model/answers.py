"""The shapes in which a model may answer; the JSON Schema that it is given is made from these types."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PointCode = Literal[
    "generic-point",
    "work-for-thought",
    "self-praise",
    "collective-subject",
    "pseudo-example",
    "event-without-fault",
    "stray-entity",
]
LinkCode = Literal["cause-restates", "external-blame", "slogan-measure"]
Why = Literal["set-phrase", "campaign", "others-act", "plan"]


class Answered(BaseModel):
    """Every part of an answer: keys that the schema does not name are left out, not fatal."""

    model_config = ConfigDict(frozen=True, extra="ignore")


# Words that a model points at: the sentence's number and a phrase of that sentence, `S12 没有到现场`; empty for none.
# A longer phrase is cut, which costs nothing: any phrase of the sentence shows the place.
Pointer = Annotated[str, Field(pattern='^(S[0-9]{1,4} [^"]{1,24})?$')]
Short = Annotated[str, Field(max_length=30)]


class NotFact(Answered):
    """Words that look like a fact and are none."""

    at: Pointer
    why: Why


class PointFault(Answered):
    """A question about a point answered with yes."""

    code: PointCode
    at: Pointer
    why: Short


class PointAnswer(Answered):
    """One point: the words of each fact that it tells, words that only look like facts, and what is wrong with it."""

    p: str
    time: Pointer = ""
    place: Pointer = ""
    party: Pointer = ""
    event: Pointer = ""
    quantity: Pointer = ""
    own_act: Pointer = ""
    consequence: Pointer = ""
    not_facts: tuple[NotFact, ...] = Field(default=(), max_length=3)
    faults: tuple[PointFault, ...] = Field(default=(), max_length=4)


class Clash(Answered):
    """Two places that can't both be right."""

    at: Pointer
    versus: Pointer


class Slip(Answered):
    """A wrong word and the right one."""

    at: Pointer
    right: Short


class ScoreAnswer(Answered):
    """The answer of score_points: one entry a point, in order."""

    points: tuple[PointAnswer, ...]
    clashes: tuple[Clash, ...] = Field(default=(), max_length=5)
    typos: tuple[Slip, ...] = Field(default=(), max_length=12)


class LinkFault(Answered):
    """A question about a cause or a measure answered with yes."""

    code: LinkCode
    at: Pointer
    why: Short


class CauseLink(Answered):
    """One cause, the points that it explains, and the words that say why."""

    c: str
    explains: tuple[str, ...] = Field(max_length=12)
    at: Pointer
    faults: tuple[LinkFault, ...] = Field(default=(), max_length=2)


class MeasureLink(Answered):
    """One measure, the points that it answers, and the words that bind it."""

    m: str
    answers: tuple[str, ...] = Field(max_length=12)
    at: Pointer
    deadline: Pointer
    owner: Pointer
    faults: tuple[LinkFault, ...] = Field(default=(), max_length=2)


class LinkAnswer(Answered):
    """The answer of link_points: one entry a cause and a measure, and the points that none of them meets."""

    causes: tuple[CauseLink, ...]
    measures: tuple[MeasureLink, ...]
    unexplained: tuple[str, ...] = Field(default=(), max_length=40)
    unanswered: tuple[str, ...] = Field(default=(), max_length=40)


class Filing(Answered):
    """The lead that a point is about."""

    p: str
    lead: int
    at: Pointer


class MapAnswer(Answered):
    """The answer of map_points."""

    points: tuple[Filing, ...]


class Rewrite(Answered):
    """One way to put a sentence: `s` is its number."""

    s: Annotated[str, Field(pattern="^S[0-9]{1,4}$")]
    text: Annotated[str, Field(max_length=400)]
    reason: Short


class RewriteAnswer(Answered):
    """The answer of rewrite_points."""

    rewrites: tuple[Rewrite, ...]
