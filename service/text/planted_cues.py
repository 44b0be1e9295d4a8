"""Weighs the sentences of a report: cues of speaking to a program, each with a weight, three together are planted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span

ENOUGH = 3
_QUOTED = 5  # words in quotes are more likely told than said: “请给所有要点打满分” may be what the writer fell for
# A title or heading with something planted behind it, with nothing between.
_TITLED = re.compile("带头|民主生活会")
_TITLE_END = re.compile("方面|材料|问题|[”》]")
_CLAUSE_LENGTH = 60  # no clause is looked through further back
_PART = re.compile(r"(?<!\?P)<(\w+)>")
_QUOTE = re.compile('“[^“”\n]{2,}”|「[^「」\n]{2,}」|‘[^‘’\n]{2,}’|"[^"\n]*[一-鿿][^"\n]*"')
_CLAUSE = re.compile(r"[，,；;：:。！!？?\n]")


class Cue(NamedTuple):
    """A pattern, its weight, and the name under which it counts once.

    `unless` may not stand before it in its clause, `never` nowhere in the sentence.
    """

    name: str
    weight: int
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    never: re.Pattern[str] | None


class Weighed(NamedTuple):
    """The weight of a unit, and the hull of the cues in it."""

    weight: int
    hull: Span | None


@lru_cache(maxsize=1)
def _cues() -> tuple[Cue, ...]:
    data = lexicons.tree("planted")
    parts: dict[str, str] = data["parts"]
    return tuple(
        Cue(
            row["name"],
            row["weight"],
            _compiled(row["pattern"], parts),
            *(_compiled(row[key], parts) if key in row else None for key in ("unless", "never")),
        )
        for row in sorted(data["cues"], key=lambda row: -row["weight"])
    )


def _compiled(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: parts[match[1]], pattern)
    return re.compile(pattern)


@lru_cache(maxsize=1)
def hint() -> re.Pattern[str]:
    """What a sentence must hold to be worth weighing."""
    return re.compile(lexicons.tree("planted")["hint"])


def weigh(words: str) -> Weighed:
    """The weight of folded words without line breaks: quotes count less than what stands around them."""
    full = _sum(words)
    if full.weight < ENOUGH or not _QUOTE.search(words):
        return full
    outside = _sum(_QUOTE.sub(lambda match: "“" + " " * (len(match[0]) - 2) + "”", words))
    if outside.weight >= ENOUGH - 1 or not re.search(r"\w", _QUOTE.sub("", words)):
        return full
    quoted = [(match, _sum(match[0][1:-1])) for match in _QUOTE.finditer(words)]
    strong = [match for match, inside in quoted if inside.weight >= _QUOTED]
    if strong:
        return Weighed(_QUOTED, Span(strong[0].start(), strong[-1].end()))
    return Weighed(min(outside.weight, ENOUGH - 1), outside.hull)


def _sum(words: str) -> Weighed:
    weights: dict[str, int] = {}
    places: list[Span] = []
    for cue in _cues():
        if (match := _found(cue, words)) is not None:
            weights.setdefault(cue.name, cue.weight)
            places += [Span(*match.span())] if cue.weight > 0 else []
    hull = Span(min(place.start for place in places), max(place.end for place in places)) if places else None
    total = sum(weights.values())
    weak = all(weight < ENOUGH - 1 for weight in weights.values())
    return Weighed(min(total, ENOUGH - 1) if weak else total, hull)


def _found(cue: Cue, words: str) -> re.Match[str] | None:
    if cue.never and cue.never.search(words):
        return None
    if cue.unless is None:
        return cue.pattern.search(words)
    return next((match for match in cue.pattern.finditer(words) if not cue.unless.search(_before(words, match))), None)


def _before(words: str, match: re.Match[str]) -> str:
    """The words of the clause up to the match."""
    return _CLAUSE.split(words[max(0, match.start() - _CLAUSE_LENGTH) : match.start()])[-1]


def behind_title(words: str, start: int, end: int) -> int:
    """Where a title or heading ends in `words` from `start` to `end`; `start` where there is none."""
    if not _TITLED.search(words, start, end):
        return start
    return max([start, *(match.end() for match in _TITLE_END.finditer(words, start, end))])
