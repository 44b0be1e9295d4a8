"""How much two passages speak of the same matter: shared content words, the rarer the better, and the lead's theme."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.lexicons import lines
from service.text.cut import any_of, tagged

# Words in more than this share of the passages tell nothing, and skipping them keeps long reports linear.
_COMMON = 0.34
_EMPTY = frozenset(lines("empty_words"))
THEME = 4.0  # what one shared theme of a lead counts for, in units of a word's weight


@lru_cache(maxsize=1024)
def content(text: str, span: Span) -> frozenset[str]:
    """Nouns, verbs and idioms of two characters or more, the emptiest left out."""
    found = (word for word, tag in tagged(text, span) if len(word) > 1 and tag[0] in "nvsjilabt")
    return frozenset(found) - _EMPTY


def themes(draft: Draft, span: Span) -> dict[int, float]:
    """How much of each lead's terms a passage holds, as shares of all that it holds of any lead's."""
    said = span.of(draft.text)
    counts = {
        lead.id: sum(map(len, any_of(*lead.terms).findall(said))) if lead.terms else 0 for lead in draft.rubric.leads
    }
    total = sum(counts.values())
    return {number: count / total for number, count in counts.items() if count} if total else {}


def weigh(draft: Draft, left: list[tuple[Span, int | None]], right: list[Span]) -> list[dict[int, float]]:
    """For every right passage: the left ones that it resembles, by their place in `left`, with the weight of likeness.

    `left` are points with the lead each is about. Words shared weigh log(n / df); a lead's theme adds `THEME` times the
    share of the right passage's terms that are of the point's lead.
    """
    bags_left = [content(draft.text, span) for span, _ in left]
    bags_right = [content(draft.text, span) for span in right]
    count = len(left) + len(right)
    frequency = Counter(word for bag in (*bags_left, *bags_right) for word in bag)
    weight = {
        word: math.log(count / seen) for word, seen in frequency.items() if seen <= max(2, _COMMON * min(count, 60))
    }
    holders: dict[str, list[int]] = defaultdict(list)
    for n, bag in enumerate(bags_left):
        for word in bag:
            if word in weight:
                holders[word].append(n)
    by_lead: dict[int, list[int]] = defaultdict(list)
    for n, (_, lead) in enumerate(left):
        if lead is not None:
            by_lead[lead].append(n)
    return [_row(draft, span, bag, weight, holders, by_lead) for span, bag in zip(right, bags_right, strict=True)]


def _row(
    draft: Draft,
    span: Span,
    bag: frozenset[str],
    weight: dict[str, float],
    holders: dict[str, list[int]],
    by_lead: dict[int, list[int]],
) -> dict[int, float]:
    found: dict[int, float] = defaultdict(float)
    for word in bag:
        for n in holders.get(word, ()):
            found[n] += weight[word]
    for lead, share in themes(draft, span).items():
        for n in by_lead[lead]:
            found[n] += THEME * share
    return found
