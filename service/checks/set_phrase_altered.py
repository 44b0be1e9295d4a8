"""A fixed political phrase that is nearly right: a letter or a member changed, two members swapped, one left out.

Why: a miswritten phrase is the first thing a reader of such reports sees, and it is sent back for it.
Source: 党章、党的代表大会报告和公开提法（official）; wording: `set_phrases.tsv`, `set_phrase_slips.tsv`.
Bad: 不敢腐、不愿腐、不想腐；学思用贯通、知行信统一；为国育人、为党育才；坚定“四个意识”、增强“四个自信”
Good: 自我净化、自我完善、自我革新、自我提高；知敬畏、守底线、存戒惧；自我完善、自我提高（只引两项）
Conventions: lead headings are heading-drift's; a difference that is itself part of another known phrase is none; words
in quotation marks may differ more, for they are meant letter for letter; what rests on common use alone (K) is only
asked about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from service.checks._near_phrases import Match
from service.checks._near_quoted import quoted
from service.checks._phrase_index import letters_of
from service.checks._phrase_search import matches
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Fault

_STOPS = frozenset("。！？\n：")


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for each phrase that is nearly right."""
    told: set[int] = set()
    for span, part, right, say, doubtful in _slips(draft.text):
        if _in_heading(draft, span) or not told.isdisjoint(range(*span)):
            continue
        told.update(range(*span))
        edit = Edit(part, right, f"规范表述是“{say}”", "set-phrase-altered")
        message = f"“{span.of(draft.text)[:40]}”与规范表述不一致：应为“{say}”，请核对原文后改正。"
        yield Fault(message, span, edits=(edit,), doubtful=doubtful)


Slip = tuple[Span, Span, str, str, bool]


def _slips(text: str) -> Iterator[Slip]:
    """Frequent wrong forms, near matches that no exact match of another phrase explains, and misquoted phrases."""
    letters = letters_of(text)
    found = matches(letters)
    exact = sorted(match.span for match in found if match.exact)
    ends = [span.end for span in exact]
    near = [match for match in found if not match.exact]
    for match in sorted(near, key=lambda match: not match.phrase.wrong):
        span, part = letters.back(match.span), letters.back(match.part)
        if (match.phrase.wrong or not _explained(match, exact, ends)) and _in_one_sentence(span.of(text)):
            yield span, part, match.right, match.phrase.say, match.phrase.doubtful
    for span, phrase in quoted(text):
        yield span, span, phrase.say.strip("“”"), phrase.say, phrase.doubtful


def _explained(match: Match, exact: list[Span], ends: list[int]) -> bool:
    """Whether the letters that differ belong to a phrase that stands there rightly."""
    first = max(0, bisect_left(ends, match.part.start) - 2)
    last = bisect_right(exact, Span(match.part.end, match.part.end))
    return any(span.meets(match.part) and not match.span.holds(span) for span in exact[first:last]) or any(
        span.holds(match.part) for span in exact[first:last]
    )


def _in_one_sentence(words: str) -> bool:
    return _STOPS.isdisjoint(words)


def _in_heading(draft: Draft, span: Span) -> bool:
    return any(lead.heading is not None and lead.heading.span.meets(span) for lead in draft.leads)
