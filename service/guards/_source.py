"""What an edit may draw on: the item that it stands in, the writer's answers to it, and for names the whole report."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from service.domain.document import Span
from service.domain.draft import Answer, Draft
from service.domain.edit import BLANK, Edit

_AROUND = 24  # characters on both sides that can change what a number or a name at the edge of an edit means


class Changed(NamedTuple):
    """The words around an edit once it is made; `span` covers the new ones, without blanks, inside `text`."""

    text: str
    span: Span


class _Index:
    """Items of one draft by place and by name."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.named = {item.id: item.span for item in (*draft.points, *draft.causes, *draft.measures)}  # type: ignore[attr-defined]
        self.items = sorted((span, name) for name, span in self.named.items())
        self.starts = [span.start for span, _ in self.items]
        self.headings = sorted(lead.heading.span for lead in draft.leads if lead.heading)


_latest: list[_Index] = []


def _index(draft: Draft) -> _Index:
    """One index a draft; a review has one draft at a time, and drafts hold no hashable key."""
    kept = _latest[0] if _latest else None
    if kept is None or kept.draft is not draft:
        kept = _Index(draft)
        _latest[:] = [kept]
    return kept


def home(draft: Draft, edit: Edit) -> tuple[str | None, Span]:
    """The point, cause or measure of an edit with its span; or None with its paragraph."""
    index = _index(draft)
    if edit.point in index.named:
        return edit.point, index.named[str(edit.point)]
    at = bisect_right(index.starts, edit.span.start) - 1
    if at >= 0 and edit.span.end <= index.items[at][0].end:
        return index.items[at][1], index.items[at][0]
    return None, paragraph(draft.text, edit.span)


def heading_at(draft: Draft, span: Span) -> bool:
    """Whether the span shares a character with a lead's heading, or lies inside one."""
    headings = _index(draft).headings
    at = bisect_right(headings, span.start, key=lambda heading: heading.start)
    return any(
        heading.meets(span) or (span.size == 0 and heading.start < span.start < heading.end)
        for heading in headings[max(0, at - 1) : at + 1]
    )


def paragraph(text: str, span: Span) -> Span:
    """The lines that `span` touches, whole."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def told(draft: Draft, edit: Edit) -> str:
    """The words of the edit's item, and of the writer's answers that may be about it."""
    name, span = home(draft, edit)
    words = (answer.words for answer in draft.background.answers if _about(answer, name))
    return "\n".join((span.of(draft.text), *words))


def _about(answer: Answer, name: str | None) -> bool:
    return answer.point is None or name is None or answer.point == name


def answered(draft: Draft) -> str:
    """Every word that the writer has answered."""
    return "\n".join(answer.words for answer in draft.background.answers)


def changed(draft: Draft, edit: Edit) -> Changed:
    """The edit made in its surroundings, so that a number half inside it is read whole."""
    text, whole = draft.text, paragraph(draft.text, edit.span)
    before = text[max(whole.start, edit.span.start - _AROUND) : edit.span.start]
    after = text[edit.span.end : min(whole.end, edit.span.end + _AROUND)]
    words = BLANK.sub("□", edit.replacement)
    return Changed(before + words + after, Span(len(before), len(before) + len(words)))


def own_words(edit: Edit) -> str:
    """The replacement without blanks and without the words that the writer has answered."""
    words = BLANK.sub("", edit.replacement)
    for added in edit.facts.added:
        words = words.replace(added, "", 1)
    return re.sub(r"\s+", "", words)
