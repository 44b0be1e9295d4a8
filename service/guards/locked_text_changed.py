"""A quotation, a title of a document, a set phrase or a lead's heading that an edit changes.

Why: quoted words are not the writer's to change, and set phrases and headings have one official wording.
Bad: “先种上再说” → “先种再说”; “两个确立” → 两个确立的意义; a heading reworded
Good: the same words in the same marks, in another place of the sentence
Excepted: edits that mend just these (set-phrase-altered, heading-drift, outdated-reference, typo, placeholder-left).
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add

from service.domain.draft import Draft
from service.domain.edit import BLANK, Edit
from service.errors import BadLexicon
from service.guards._source import answered, heading_at, paragraph
from service.lexicons import table

_MENDING = {
    "set-phrase-altered",
    "heading-drift",
    "outdated-reference",
    "typo",
    "placeholder-left",
    "planted-instruction",
}
_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』")
_MARKS = re.compile("[“”《》‘’「」『』]")
_ENDS = ("", "。", "！", "？", "\n")
_AROUND = 120  # characters on both sides in which a quotation or phrase that the edit cuts into may begin or end
_LONGEST = 70  # no set phrase is longer, so none that the edit cuts begins or ends further off


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    """The set phrases of the word list by their first two letters; nothing where this installation has none."""
    try:
        rows = table("set_phrases")
    except BadLexicon:
        return {}
    said: list[str] = []
    for row in rows:
        if row[0] != "@":
            said += [row[0], *filter(None, (*row, "", "")[2].split("|"))]
    found: dict[str, tuple[str, ...]] = {}
    for phrase in said:
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return found


def guard(draft: Draft, edit: Edit) -> str | None:
    """What was changed that may not be, named in the reason."""
    if edit.code in _MENDING:
        return None
    if heading_at(draft, edit.span):
        return "“带头”标题是规定的表述，不能改动。"
    if _between(draft.text, edit) and not _MARKS.search(edit.replacement):
        return None
    before, after = _around(draft.text, edit)
    lost = _lost(_QUOTED, before, after) or _phrase_lost(*_around(draft.text, edit, _LONGEST))
    if lost:
        return f"“{lost}”是引文或固定表述，必须一字不改地保留。"
    added = _lost(_QUOTED, after, before)
    if added and added not in draft.text and added not in answered(draft):
        return f"“{added}”这句引文不在原文和补充材料中，不能加引号写成引文。"
    return None


def _around(text: str, edit: Edit, width: int = _AROUND) -> tuple[str, str]:
    """The surroundings of the edit before and after it is made; blanks hold no quotation."""
    whole = paragraph(text, edit.span)
    left = text[max(whole.start, edit.span.start - width) : edit.span.start]
    right = text[edit.span.end : min(whole.end, edit.span.end + width)]
    return left + edit.span.of(text) + right, left + BLANK.sub("", edit.replacement) + right


def _between(text: str, edit: Edit) -> bool:
    """Whether the edit only inserts between sentences, where it can cut no phrase and no quotation."""
    at = edit.span.start
    return edit.span.size == 0 and (text[max(0, at - 1) : at] in _ENDS or text[at : at + 1] in _ENDS)


def _phrase_lost(before: str, after: str) -> str | None:
    known = _phrases()
    for at, two in enumerate(map(add, before, before[1:])):
        for phrase in known.get(two, ()):
            if before.startswith(phrase, at) and phrase not in after:
                return phrase
    return None


def _lost(pattern: re.Pattern[str], before: str, after: str) -> str | None:
    """The first match of `pattern` in `before` that `after` has not got at all, without its marks."""
    gone = next((match.group() for match in pattern.finditer(before) if match.group() not in after), None)
    return gone.strip("“”《》‘’「」『』") if gone else None
