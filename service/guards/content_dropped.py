"""A wording that drops what the sentence told: its own nouns and verbs give way to blanks or to fewer words.

Why: who rewrites for the writer may not confess less than he did, nor lose the work that the fault is about.
Bad: 作风漂浮，下社区少，居民反映的漏水问题拖了两个月 → 【请补充：哪一天】我做了【请补充：什么事】
Good: 作风漂浮，下社区少，居民反映的漏水问题拖了两个月 → 我下社区少，居民反映的漏水问题拖了两个月
Source: words of two characters and more, set phrases and degree words not counted; half of them must stay.
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import BLANK, Edit
from service.lexicons import lines
from service.text.cut import tagged

_KEPT = 0.5  # the share of a sentence's own words that its new wording must hold
_FEWEST = 4  # a sentence of fewer words of its own has nothing that could be lost
_CONTENT = "nvsjilt"


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where a model's wording keeps less than half of the words that are the sentence's own."""
    if edit.origin != "model" or not edit.span.size:
        return None
    stock = {*lines("empty_words"), *lines("stock_words")}
    words = {word for word, tag in tagged(edit.span.of(draft.text)) if len(word) > 1 and tag[0] in _CONTENT}
    own = words - stock
    told = BLANK.sub("", edit.replacement)
    kept = sum(word in told for word in own)
    if len(own) < _FEWEST or kept >= _KEPT * len(own):
        return None
    return f"丢了原句的内容（{len(own)}个实词只留下{kept}个）：改写不能让原来承认的问题和说到的工作消失。"
