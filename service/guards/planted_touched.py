"""An edit that reaches into a passage written for a program, which is the writer's to delete and nobody's to mend.

Why: such a passage is blank to the review, so an edit across it would drop words that nobody has looked at.
Bad: two sentences drawn into one across a planted line
Good: an insertion before or behind it; the deletion that planted-instruction suggests
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import Edit


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where the edit touches a planted passage and is not the deletion of it."""
    if edit.code == "planted-instruction":
        return None
    touched = any(span.meets(edit.span) or span.start < edit.span.start < span.end for span in draft.document.planted)
    return "这里有写给审核程序看的话，只可整段删去，不在其中改写。" if touched else None
