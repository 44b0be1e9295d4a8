"""Refuses the edits that bring a new finding of words with them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from service import checks
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Finding
from service.domain.sifted import Rejection
from service.domain.trial import trial_of

# Checks that read the words alone: what they find in a mended sentence and not before is the mending's fault.
_OF_WORDS = ("hedged", "outdated-reference", "overclaimed-guilt", "set-phrase-altered", "typo")
_OF_ANSWERS = ("private-or-secret",)  # only the writer's answers can bring these in


class _Places:
    """Findings with a span, looked up by where they begin."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._rows = sorted((row.fault.span, row.code) for row in findings if row.fault.span)

    def within(self, span: Span) -> list[tuple[str, Span]]:
        first = bisect_left(self._rows, (span, ""))
        last = bisect_left(self._rows, (Span(span.end, span.end), ""))
        return [(code, found) for found, code in self._rows[first:last]]


def _surplus(after: list[tuple[str, Span]], before: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """What is raised of a code more often than it was: all its places, for nobody can say which is the new one."""
    had = Counter(code for code, _ in before)
    have = Counter(code for code, _ in after)
    return [(code, span) for code, span in after if have[code] > had[code]]


def _only_asks(edit: Edit) -> bool:
    return edit.verdict == "needs-facts" and not edit.facts.added and not edit.span.size


def without_harm(
    draft: Draft, findings: tuple[Finding, ...], edits: tuple[Edit, ...], codes: Iterable[str]
) -> tuple[list[Edit], list[Rejection]]:
    """The edits whose result brings no new finding of words, and the refusals of the others.

    An edit that only asks brings none: its words are our own blanks.
    """
    looked_for = (*_OF_WORDS, *(_OF_ANSWERS if draft.background.answers else ()))
    wanted = [code for code in codes if code in looked_for]
    trial, patches = trial_of(draft, [edit for edit in edits if not _only_asks(edit)])
    before, after = _Places(findings), _Places(checks.run(trial, wanted))
    kept = [edit for edit in edits if _only_asks(edit)]
    rejected: list[Rejection] = []
    for patch in patches:
        fresh = _surplus(after.within(patch.new), before.within(patch.old))
        for edit, place in zip(patch.edits, patch.places, strict=True):
            codes_here = sorted({code for code, span in fresh if span.meets(place)})
            if codes_here:
                reason = f"改后会出现新的问题：{'、'.join(codes_here)}"
                rejected.append(Rejection("rewrite_points", "new-finding", reason, edit.replacement, edit.point))
            else:
                kept.append(edit)
    return kept, rejected
