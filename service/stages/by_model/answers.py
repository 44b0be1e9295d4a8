"""The shapes in which a model may answer; the JSON Schema that it is given is made from these types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

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
    """Every part of an answer. What the schema asks for and a server did not enforce costs no more than itself.

    Keys that it does not name are left out, null says nothing, a list too long is cut, and of the short lists within an
    item those rows are left out that are of no use.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: object) -> object:
        return {key: each for key, each in value.items() if each is not None} if isinstance(value, dict) else value


def _few(most: int, kind: type[Answered] | None = None) -> BeforeValidator:
    """At most so many rows; of a `kind`, those that are of it."""

    def cut(rows: object) -> object:
        if isinstance(rows, str):
            return [rows]  # one id instead of a list of one
        if not isinstance(rows, list | tuple):
            return rows
        return [row for row in rows if kind is None or _is(kind, row)][:most]

    return BeforeValidator(cut)


def _is(kind: type[Answered], row: object) -> bool:
    try:
        kind.model_validate(row)
    except ValidationError:
        return False
    return True


def _at_most(letters: int) -> Callable[[str], str]:
    return lambda words: words[:letters]


# Words that a model points at: the sentence's number and a phrase of that sentence, `S12 没有到现场`; empty for none.
# The pattern is for servers that hold to it. A longer phrase is no fault: with hidden names put back it may be longer.
Pointer = Annotated[str, WithJsonSchema({"type": "string", "pattern": '^(S[0-9]{1,4} [^"]{1,24})?$'})]
Short = Annotated[str, AfterValidator(_at_most(30)), WithJsonSchema({"type": "string", "maxLength": 30})]
# Cut far behind the length that a guard refuses.
Wording = Annotated[str, AfterValidator(_at_most(2000)), WithJsonSchema({"type": "string", "maxLength": 400})]
Ids = Annotated[tuple[str, ...], Field(max_length=12), _few(12)]
ManyIds = Annotated[tuple[str, ...], Field(max_length=40), _few(40)]


class NotFact(Answered):
    """Words that look like a fact and are none."""

    at: Pointer
    why: Why


class PointFault(Answered):
    """A question about a point answered with yes."""

    code: PointCode
    at: Pointer
    why: Short = ""


class PointAnswer(Answered):
    """One point: the words of each fact that it tells, words that only look like facts, and what is wrong with it."""

    p: str = ""
    time: Pointer = ""
    place: Pointer = ""
    party: Pointer = ""
    event: Pointer = ""
    quantity: Pointer = ""
    own_act: Pointer = ""
    consequence: Pointer = ""
    not_facts: Annotated[tuple[NotFact, ...], Field(max_length=3), _few(3, NotFact)] = ()
    faults: Annotated[tuple[PointFault, ...], Field(max_length=4), _few(4, PointFault)] = ()


class Clash(Answered):
    """Two places that can't both be right."""

    at: Pointer = ""
    versus: Pointer = ""


class Slip(Answered):
    """A wrong word and the right one."""

    at: Pointer = ""
    right: Short = ""


class ScoreAnswer(Answered):
    """The answer of score_points: one entry a point, in order."""

    points: tuple[PointAnswer, ...]
    clashes: Annotated[tuple[Clash, ...], Field(max_length=5), _few(5)] = ()
    typos: Annotated[tuple[Slip, ...], Field(max_length=12), _few(12)] = ()


class LinkFault(Answered):
    """A question about a cause or a measure answered with yes."""

    code: LinkCode
    at: Pointer
    why: Short = ""


class CauseLink(Answered):
    """One cause, the points that it explains, and the words that say why."""

    c: str = ""
    explains: Ids = ()
    at: Pointer = ""
    faults: Annotated[tuple[LinkFault, ...], Field(max_length=2), _few(2, LinkFault)] = ()


class MeasureLink(Answered):
    """One measure, the points that it answers, and the words that bind it."""

    m: str = ""
    answers: Ids = ()
    at: Pointer = ""
    deadline: Pointer = ""
    owner: Pointer = ""
    faults: Annotated[tuple[LinkFault, ...], Field(max_length=2), _few(2, LinkFault)] = ()


class LinkAnswer(Answered):
    """The answer of link_points: one entry a cause and a measure, and the points that none of them meets."""

    causes: tuple[CauseLink, ...]
    measures: tuple[MeasureLink, ...]
    unexplained: ManyIds = ()
    unanswered: ManyIds = ()


class Filing(Answered):
    """The lead that a point is about."""

    p: str = ""
    lead: int = 0
    at: Pointer = ""


class MapAnswer(Answered):
    """The answer of map_points."""

    points: tuple[Filing, ...]


class Rewrite(Answered):
    """One way to put a sentence: `s` is its number."""

    s: str = ""
    text: Wording = ""
    reason: Short = ""


class RewriteAnswer(Answered):
    """The answer of rewrite_points."""

    rewrites: tuple[Rewrite, ...]
