"""An edit that can't be made: its place lies outside the text, or it reaches across paragraphs.

Why: every tool downstream (page, Word file) trusts that an edit stays inside one paragraph of the text.
Bad: a span behind the last character; a replacement with a line break
Good: a span inside one paragraph; an empty span, to insert
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import BLANK, Edit


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where the edit does not fit the text."""
    start, end = edit.span
    if not 0 <= start <= end <= len(draft.text):
        return "修改的位置不在原文范围内。"
    if "\n" in draft.text[start:end] or "\n" in edit.replacement or "\r" in edit.replacement:
        return "一条修改不能跨段，也不能把一段拆成几段。"
    if len(BLANK.findall(edit.replacement)) != len(edit.blanks):
        return "空白处与要问的问题对不上。"
    return None
