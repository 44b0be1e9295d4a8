"""Numbers the problem points and says which lead each is about: the one it stands under, unless it clearly is not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.point import Point
from service.domain.rubric import Rubric
from service.domain.sifted import Sifted
from service.lexicons import tree
from service.text.cut import sentences

_LEAST = 2  # different words of another lead's matter that a misfiled point tells, and more than of its own lead's


class _Matter(NamedTuple):
    """One matter: `of` says whose it is, `head` opens a point on it, `words` tell it throughout.

    An opening with `stays` in it keeps a point under its own heading, whatever else it tells.
    """

    of: re.Pattern[str]
    head: re.Pattern[str]
    words: re.Pattern[str]
    stays: re.Pattern[str]

    def told(self, words: str) -> set[str]:
        """The different words of the matter in a passage."""
        return {found.group() for found in self.words.finditer(words)}


@lru_cache(maxsize=1)
def _matters() -> tuple[_Matter, ...]:
    rows = tree("lead_matters").values()
    return tuple(_Matter(*(re.compile(row.get(key, row["head"])) for key in _Matter._fields)) for row in rows)


def map_points(draft: Draft) -> Sifted[Point]:
    """One point an item of the lead sections, in reading order."""
    items = [(span, section.lead) for section in draft.leads for span in section.items]
    points = []
    for n, (span, filed) in enumerate(items, 1):
        lead, reason = _misfiled(draft, span, filed) if filed is not None else _unfiled(draft, span)
        points.append(Point(f"P{n}", span, filed, lead, reason))
    return Sifted(tuple(points))


def _unfiled(draft: Draft, span: Span) -> tuple[int | None, str]:
    """The lead whose terms a point under no heading holds most of."""
    words = span.of(draft.text)
    held = {lead.id: [term for term in lead.terms if term in words] for lead in draft.rubric.leads}
    best = max(held, key=lambda number: sum(map(len, held[number])), default=None)
    if best is None or not held[best]:
        return None, ""
    return best, f"用词多属于这一方面：{'、'.join(held[best][:4])}"


def _misfiled(draft: Draft, span: Span, filed: int) -> tuple[int, str]:
    """Another lead where the first sentence opens its matter, not the filed one's, and the rest bears it out."""
    words, opening = span.of(draft.text), _opening(draft.text, span)
    owners = _owners(draft.rubric)
    own = [matter for matter, leads in owners if filed in leads]
    if not own or any(matter.stays.search(opening) for matter in own):
        return filed, ""
    here = max(len(matter.told(words)) for matter in own)
    for matter, leads in owners:
        told = matter.told(words) if len(leads) == 1 and matter.head.search(opening) else set()
        if matter not in own and len(told) >= _LEAST and len(told) > here:
            return leads[0], f"用词多属于这一方面：{'、'.join(sorted(told, key=words.index)[:4])}"
    return filed, ""


def _opening(text: str, span: Span) -> str:
    """The first sentence, which names the point's matter."""
    pieces = sentences(text, span)
    return pieces[0].of(text) if pieces else ""


def _owners(rubric: Rubric) -> list[tuple[_Matter, tuple[int, ...]]]:
    """Every matter with the leads of the rubric that it belongs to."""
    return [(matter, tuple(lead.id for lead in rubric.leads if matter.of.search(lead.name))) for matter in _matters()]
