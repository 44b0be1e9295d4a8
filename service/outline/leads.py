"""Tells which lead a heading opens, and whether its wording is the official one, an accepted one, drift or stale."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.domain.draft import Heading, Wording
from service.domain.rubric import Lead, Rubric
from service.text.overlap import ratio

_NOISE = re.compile(r"\W|[“”]")
_FRAME = re.compile(r"^(?:是)?(?:我)?(?:在|对照|围绕|关于|聚焦|紧扣|对标|突出|针对|从|就)?")
_TAIL = re.compile(r"(?:等)?(?:方面|上)?(?:(?:存在|查摆|主要)*的?(?:主要|突出)?问题)?$")
LONGEST = 110  # a lead's full name with its frame stays under this
SURE, LIKELY, FAINT = 84.0, 62.0, 40.0


_Row = tuple[int, Wording, str]


class Guess(NamedTuple):
    """The lead a heading resembles most: how much (0 to 100), and in what wording."""

    lead: int
    likeness: float
    wording: Wording


def plain(words: str) -> str:
    """A heading reduced to its bare characters: no frame 在…方面, no punctuation, no 深刻, 领悟 read as 感悟."""
    bare = _TAIL.sub("", _FRAME.sub("", _NOISE.sub("", words)))
    return bare.replace("领悟", "感悟").removeprefix("带头").removeprefix("深刻")


@lru_cache(maxsize=32)
def _names(leads: tuple[Lead, ...]) -> tuple[list[_Row], dict[str, tuple[int, Wording]]]:
    """Every name by which a lead is known, bare; and by the bare name its first lead and wording."""
    rows: list[_Row] = []
    for lead in leads:
        rows.append((lead.id, "official", plain(lead.name)))
        rows += [(lead.id, "accepted", plain(name)) for name in (*_openings(lead.name), *lead.accepted)]
        rows += [(lead.id, "stale", plain(name)) for name in lead.stale]
    exact: dict[str, tuple[int, Wording]] = {}
    for number, wording, name in rows:
        exact.setdefault(name, (number, wording))
    return rows, exact


def _openings(name: str) -> list[str]:
    """The name cut at its commas: a heading may leave out the later halves."""
    halves = re.split(r"[，,]", name)
    return ["，".join(halves[:n]) for n in range(1, len(halves))]


def guess(words: str, rubric: Rubric, least: float = LIKELY) -> Guess | None:
    """The best fitting lead for a heading of these words, None where nothing is alike by `least`."""
    bare = plain(words)
    if not bare:
        return None
    names, exact = _names(rubric.leads)
    if bare in exact:
        return Guess(exact[bare][0], 100.0, exact[bare][1])
    best: Guess | None = None
    for lead, wording, name in names:
        most = 200.0 * min(len(bare), len(name)) / (len(bare) + len(name))
        if most < least or (best and most <= best.likeness):
            continue  # even with every character in common it would be too little
        likeness = ratio(bare, name)
        if best is None or likeness > best.likeness:
            best = Guess(lead, likeness, "stale" if wording == "stale" else "drift")
    return best if best and best.likeness >= least else None


def by_terms(words: str, rubric: Rubric) -> int | None:
    """The lead whose terms `words` hold most of, counted in characters; None for a tie at nothing."""
    counts = {lead.id: sum(len(term) for term in lead.terms if term in words) for lead in rubric.leads}
    best = max(counts, key=lambda number: counts[number])
    return best if counts[best] else None


def heading_of(text: str, span: Span, rubric: Rubric, alone: bool) -> Heading | None:
    """The lead heading that stands at the beginning of `span` (its number left out), or None.

    `alone`: the span is a line of its own; else the heading runs up to 方面 or the first full stop. A line needs the
    word 带头, or 方面 at its end, or a close likeness, to count: many measures begin with the same words.
    """
    for cut in _cuts(text, span, alone):
        words = cut.of(text)
        named = "带头" in words[:8]
        marked = named or (alone and words.rstrip("。：:").endswith("方面"))
        if found := guess(words, rubric, LIKELY if marked else SURE):
            return Heading(cut, found.lead, found.wording)
        if marked and (alone or words.endswith("方面")) and (lead := _reworded(words, rubric, named)):
            return Heading(cut, lead, "drift")
    return None


def _reworded(words: str, rubric: Rubric, named: bool) -> int | None:
    """The lead of a heading in the writer's own words: by its terms, else, with 带头 in it, the least unlike one."""
    if lead := by_terms(words, rubric):
        return lead
    found = guess(words, rubric, FAINT) if named else None
    return found.lead if found else None


def _cuts(text: str, span: Span, alone: bool) -> list[Span]:
    words = text[span.start : min(span.end, span.start + LONGEST)]
    ends = [found.end() for found in re.finditer(r"方面(?=[。：:，,\s]|存在|的|$)", words)][:1]
    ends += [found.start() for found in re.finditer(r"[。：:\n]", words)][:1]
    if alone and span.size <= LONGEST:
        ends.append(len(words.rstrip("。：:；，")))
    return [Span(span.start, span.start + end) for end in sorted(set(ends)) if end > 3]
