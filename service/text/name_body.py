"""Finds names of places and bodies by their last word (…村, …社区, …局, …公司) and the noun in front of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import rjieba

from service.domain.document import Span
from service.lexicons import tree

_RUN = re.compile(r"[^\W\da-zA-Z_]+")
_LONGEST = 10  # characters looked at in front of a last word: no place's own name is longer
_NAMEISH = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "x", "nt"})
_NOUNISH = _NAMEISH | {"n", "g", "zg", "j", "a", "f", "s", "q", "ng", "b", "l", "i", "an", "ag", "vg"}


class _Word(NamedTuple):
    text: str
    tag: str
    start: int


@dataclass(frozen=True)
class _Parts:
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    body: re.Pattern[str]
    department: re.Pattern[str]
    organ: re.Pattern[str]
    level: re.Pattern[str]
    generic: frozenset[str]
    naming: frozenset[str]


@lru_cache(maxsize=1)
def _parts() -> _Parts:
    rows: dict[str, str] = tree("name_parts")
    return _Parts(
        strong=re.compile(f"(?:{rows['strong_places']})(?![民委支里级集干务])"),
        weak=re.compile(f"(?:{rows['weak_places']})(?![委里级场长分域别民线])"),
        body=re.compile(f"(?:{rows['bodies']})(?![长里区内部习])"),
        department=re.compile(f"(?:{rows['departments']})(?:{rows['department_ends']})(?![长里习])"),
        organ=re.compile(f"(?:{rows['organs']}|{rows['schools']})(?![长里习])"),
        level=re.compile(f"(?<![乡各全本我每])(?:{rows['levels']}){{1,2}}(?:{rows['numbers']}){{0,2}}$"),
        generic=frozenset(rows["generic"].split("|")),
        naming=frozenset(rows["naming"].split("|")),
    )


def places(text: str) -> list[Span]:
    """Names of villages, streets, estates, waters and the like."""
    parts = _parts()
    strong = (_named(text, match, strong=True) for match in parts.strong.finditer(text))
    weak = (_named(text, match, strong=False) for match in parts.weak.finditer(text))
    return [span for span in (*strong, *weak) if span]


def likely(text: str) -> list[Span]:
    """Places and bodies by their last word and any noun in front: for those who would rather ask once too often."""
    parts = _parts()
    matches = (match for pattern in (parts.strong, parts.weak, parts.body) for match in pattern.finditer(text))
    named = [span for match in matches if (span := _named(text, match, strong=True))]
    return named + [span for match in parts.body.finditer(text) if (span := _with_noun(text, match))]


def _with_noun(text: str, match: re.Match[str]) -> Span | None:
    """A body with the one word in front of it, generic or not: 经济学院, 研究生院."""
    window = text[max(0, match.start() - 6) : match.start()]
    words = _words(window[_own_start(window) :])
    noun = words[-1].text if words and words[-1].tag in _NOUNISH and len(words[-1].text) > 1 else ""
    return Span(match.start() - len(noun), match.end()) if noun else None


def bodies(text: str) -> list[Span]:
    """Names of offices, companies, schools, hospitals and the like."""
    parts = _parts()
    departments = [_levelled(text, match) or Span(*match.span()) for match in parts.department.finditer(text)]
    organs = [span for match in parts.organ.finditer(text) if (span := _levelled(text, match))]
    named = (_named(text, match, strong=False) for match in parts.body.finditer(text))
    offices = [Span(_with_place(text, span.start), span.end) for span in (*departments, *organs)]
    return [*offices, *(span for span in named if span)]


def _with_place(text: str, start: int) -> int:
    """Where the place in front of an office begins (东城区审计局), or `start` where none stands there."""
    window = text[max(0, start - 6) : start]
    words = _words(window[_own_start(window) :])
    own = words[-1] if words else None
    place = own and own.tag in _NAMEISH and len(own.text) > 1 and own.text not in _parts().generic
    return start - len(own.text) if own and place else start


def _levelled(text: str, match: re.Match[str]) -> Span | None:
    """The office with the level in front of it (县审计局), or None where no level stands there."""
    level = _parts().level.search(text, max(0, match.start() - 10), match.start())
    return Span(level.start(), match.end()) if level else None


def _named(text: str, match: re.Match[str], *, strong: bool) -> Span | None:
    """The name that ends with this last word, or None where only generic words stand before it."""
    window = text[max(0, match.start() - _LONGEST) : match.start()]
    lead = window[_own_start(window) :]
    if not lead or lead[-1:] in "的了各每全我该本":
        return None
    taken = _own_words(_words(lead + match.group()), len(lead))
    own = lead[taken[0].start :] if taken else ""
    if not own or _generic(taken, own, len(lead)) or not _proper(taken, own, strong):
        return None
    return Span(match.start() - len(own), match.end())


def _own_start(window: str) -> int:
    """Where the unbroken run of Chinese characters at the end of `window` begins."""
    at = len(window)
    while at and "一" <= window[at - 1] <= "鿿":
        at -= 1
    return at


@lru_cache(maxsize=4096)
def _words(run: str) -> tuple[_Word, ...]:
    found, at = [], 0
    for piece, tag in rjieba.tag(run):
        found.append(_Word(piece, tag, at))
        at += len(piece)
    return tuple(found)


def _own_words(words: tuple[_Word, ...], length: int) -> list[_Word]:
    """The words that make the name's own part: back from the last word until two characters or a name stand there."""
    taken: list[_Word] = []
    size = 0
    for word in reversed([word for word in words if word.start < length]):
        enough = size >= 2 and not (word.tag in _NAMEISH and taken[0].tag not in _NAMEISH)
        if not _may_name(word) or enough or size + len(word.text) > 6:
            break
        taken.insert(0, word)
        size += min(len(word.text), length - word.start)
    while taken and len(taken[0].text) > 1 and taken[0].text in _parts().generic:
        taken.pop(0)
    return taken


def _may_name(word: _Word) -> bool:
    return word.tag in _NOUNISH or word.text in _parts().naming


def _proper(taken: list[_Word], own: str, strong: bool) -> bool:
    """Whether the own part names one place: by its tag, or, before a strong last word, by being no generic noun."""
    generic = _parts().generic
    if any(word.tag in _NAMEISH and word.text not in generic and len(word.text) > 1 for word in taken):
        return len(own) >= 2
    return strong and len(own) >= 2 and any(word.text not in generic for word in taken)


def _generic(taken: list[_Word], own: str, length: int) -> bool:
    """Whether the words in front of the last word leave it without a name: 边远台区, 科长逐村."""
    generic = _parts().generic
    nearest = taken[-1].text[: length - taken[-1].start]
    return (
        own in generic
        or (len(own) > 2 and own[:-1] in generic)
        or (len(nearest) == 1 < len(own) and nearest in generic)
    )
