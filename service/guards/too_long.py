"""An edit that grows far beyond the words that it replaces: it writes anew where it was to mend.

Why: the report must stay the writer's own; the longer the new text, the less of it he has said.
Good: up to three times the original and 120 characters more, blanks and the writer's own answers not counted.
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.guards._source import own_words

_TIMES, _MORE = 3, 120


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where the replacement's own words are over the limit."""
    size, limit = len(own_words(edit)), _TIMES * edit.span.size + _MORE
    return f"改后文字过长（{size}字，上限{limit}字）：只改有问题的地方，不另写一段。" if size > limit else None
