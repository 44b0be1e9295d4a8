"""An edit that changes nothing a reader can see: the same words, other blanks or another width of punctuation.

Why: a reviewer's time is short; a suggestion that suggests nothing hides the others.
Bad: 学习不深入，不系统 → 学习不深入,不系统
Good: 学习不深入，不系统 → 学习不系统
"""

from __future__ import annotations

import re
import unicodedata

from service.domain.draft import Draft
from service.domain.edit import Edit

# A typo's or a heading's mending may be one of punctuation or width alone; a planted passage is blank to the review.
_OF_WIDTH = {"typo", "heading-drift", "set-phrase-altered", "planted-instruction"}


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where the words stay as they are."""
    original = edit.span.of(draft.text)
    same = original == edit.replacement
    if same or (edit.code not in _OF_WIDTH and original and _bare(original) == _bare(edit.replacement)):
        return "修改前后的文字没有实质变化，不必列出。"
    return None


def _bare(words: str) -> str:
    """`words` without white space, in one width, with punctuation of one kind."""
    plain = unicodedata.normalize("NFKC", words).translate(str.maketrans("。“”‘’、", '."' + "\"''" + ","))
    return re.sub(r"\s+", "", plain)
