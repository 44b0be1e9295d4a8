"""An edit after which the writer admits more than he wrote: intent, degree, an offence, a consequence, a lost "not".

Why: a self-criticism can become evidence; only its writer may make it graver.
Bad: 审核不严 → 故意不审核; 有时学习不够 → 长期不学习; 没有造成损失 → 造成损失; 拖了两天 → 拖了两天，造成恶劣影响
Good: 存在一定的敷衍心理 → 存在敷衍心理: a softener is the one thing that may go
Defined: the replacement, without blanks and the writer's own answers, has a term of `aggravations.yaml` or
`offence_terms.txt` more often than the original; or stands on a higher rung (3 and up) of one of its ladders; or has
more words of consequence; or says without a negation what the original only says with one; or turns 不够 into 没有.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.domain.draft import Draft
from service.domain.edit import Edit
from service.errors import BadLexicon
from service.guards._source import own_words
from service.lexicons import lines, tree
from service.text.cut import any_of

_NEGATION = re.compile(r"(?:没有|没|未曾|未|不是|并非|并不|不曾|不会|绝不|从不|不|无)([^\W\da-zA-Z_]{2})")
_DENIES = "没未不无非"
_SHORT_OF = re.compile(r"(?:还|仍|尚)?(?:不够|不太|不怎么|欠|有待|有欠)([^\W\da-zA-Z_]{2})")
# What only negates a degree or a manner: leaving it out or putting it otherwise denies no fact.
_OF_DEGREE = re.compile("[够太很大怎么甚足断仅只但光同]")


@dataclass(frozen=True)
class _Grave:
    terms: dict[str, re.Pattern[str]]
    consequences: re.Pattern[str]
    ladders: dict[str, tuple[re.Pattern[str], ...]]


@lru_cache(maxsize=1)
def _grave() -> _Grave:
    rows = tree("aggravations")
    terms = {kind: re.compile(words) for kind, words in rows["terms"].items()}
    try:
        terms["罪错名称"] = any_of(*lines("offence_terms"))
    except BadLexicon:
        terms.pop("罪错名称", None)
    ladders = {name: tuple(any_of(*rung) for rung in rungs) for name, rungs in rows["ladders"].items()}
    return _Grave(terms, re.compile(rows["consequences"]), ladders)


def guard(draft: Draft, edit: Edit) -> str | None:
    """What the edit would make the writer admit beyond his own words; None where it admits no more."""
    before, after = edit.span.of(draft.text), own_words(edit)
    return _term(before, after) or _rung(before, after) or _consequence(before, after) or _negation(before, after)


def _term(before: str, after: str) -> str | None:
    for kind, pattern in _grave().terms.items():
        found, had = pattern.findall(after), pattern.findall(before)
        if len(found) > len(had):
            new = next(word for word in found if found.count(word) > had.count(word))
            return f"改后多了“{new}”（{kind}），比原文承认得更重，只能由本人决定。"
    return None


def _rung(before: str, after: str) -> str | None:
    for kind, rungs in _grave().ladders.items():
        had, has = _height(before, rungs), _height(after, rungs)
        if has >= 3 and has > had:
            return f"改后的{kind}比原文说得更重，只能由本人决定。"
    return None


def _height(words: str, rungs: tuple[re.Pattern[str], ...]) -> int:
    return max((n for n, rung in enumerate(rungs, 1) if rung.search(words)), default=0)


def _consequence(before: str, after: str) -> str | None:
    pattern = _grave().consequences
    if len(pattern.findall(after)) > len(pattern.findall(before)):
        return "改后多写了一项后果，原文没有；后果只能由本人补充。"
    return None


def _negation(before: str, after: str) -> str | None:
    for match in _SHORT_OF.finditer(before):
        if re.search(f"(?:没有|没|从不|从未|未|毫不){match[1]}", after):
            return f"“{match.group()}”改成了完全没有，比原文承认得更重，只能由本人决定。"
    for match in _NEGATION.finditer(before):
        said = match[1]
        if not _OF_DEGREE.search(said) and _affirmed(after, said) and not _affirmed(before, said):
            return f"“{match.group()}”的否定去掉了，意思相反，只能由本人决定。"
    return None


def _affirmed(words: str, said: str) -> bool:
    """Whether `words` say it somewhere with no negation in the three characters before."""
    places = (match.start() for match in re.finditer(re.escape(said), words))
    return any(not set(words[max(0, at - 3) : at]) & set(_DENIES) for at in places)
