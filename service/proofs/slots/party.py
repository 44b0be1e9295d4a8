"""The words must name who was concerned: persons, a group or a body, other than the writer.

Why: a fact about nobody can't be asked of anybody. Any word for persons will do: who they were can be asked.
Bad: 有关方面；工作；大家；自己
Good: 6户居民；一名法官助理；县审计局；摄像记者；馆配商
"""

from __future__ import annotations

import re

from service.domain.draft import Draft
from service.domain.point import Point, Slot
from service.stages.by_rule.clause import cues
from service.text.name import names

# What people are called by what they do, are or belong to; and people that are counted.
_PERSONS = re.compile(
    r"[^\W\da-zA-Z]{1,6}(?:员|者|商|生|师|长|工|户|友|客|手|民|人|队伍?|团|部|科|股|办|组|班|级|局|院|厂|公司)(?![^\W\da-zA-Z]?[性面份力作际])"
    r"|[\d一二三四五六七八九十百千几两多余]+(?:名|位|个人|人|户|家)|库管|中介|对方"
)
_NOBODY = re.compile(r"^(?:大家|自己|本人|我|别人|他人|有关方面|各方|人员|有的人|个人)$")


def proof(draft: Draft, point: Point, slot: Slot) -> str | None:
    """None for a quote with a word for persons or a name in it."""
    assert slot.span is not None
    words = slot.span.of(draft.text)
    if not _NOBODY.match(words) and (cues()["party"].search(words) or _PERSONS.search(words)):
        return None
    named = any(one.kind != "place" and one.span.meets(slot.span) for one in names(draft.text, point.span))
    return None if named else "引文里没有写明是哪些人、哪个单位。"
