"""Words of a template that nobody filled in: XX, ___, 某某, （此处填写…）, X月X日.

Why: a blank shows that the text was taken over and not written; such material is sent back unread.
Source: 通行退改理由（practice）.
Bad: 征求意见XX条；作为XX街道办事处主任；（此处填写本单位典型事例）
Good: 征求意见23条；“请某某同志阅办”（引述批语）；职工李某某（隐去姓名）；长×宽
Granularity: one fault a phrase, however many blanks it has (2023年XX月XX日 is one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service import lexicons
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Blank, Edit
from service.domain.finding import Fault

_HEAD = re.compile(r"(?:(?:19|20)\d{2}年|[^\W\da-zA-Z_]{0,4}“)$")
_SPEECH = re.compile(r"^(?:请|由|让|经|感谢|欢迎|报|转|交|呈|拟)")


@dataclass(frozen=True)
class Blanks:
    """What a blank looks like, what may follow it, and what it stands for by the word after it."""

    begins: re.Pattern[str]
    core: re.Pattern[str]
    tail: re.Pattern[str]
    kinds: tuple[tuple[str, str, re.Pattern[str]], ...]
    crosses: frozenset[str]
    surnames: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> Blanks:
    data = lexicons.tree("placeholders")
    unit = "|".join(kind["words"] for kind in data["kinds"])
    cores = "|".join(f"(?:{core})" for core in data["blanks"]).replace("*unit", f"(?:{unit}|同志)")
    return Blanks(
        begins=re.compile(f"[{data['begins']}](?!{data['unlike']})"),
        core=re.compile(cores),
        tail=re.compile(f"”?(?:{unit}|{data['after']}){{0,3}}(?:前|内|以前|之前)?"),
        kinds=tuple((kind["slot"], kind["label"], re.compile(kind["words"])) for kind in data["kinds"]),
        crosses=frozenset(data["crosses"] + "_＿*＊"),
        surnames=frozenset(data["surnames"]),
    )


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every phrase with a blank in it."""
    for cores in _phrases(draft.text):
        span = _widened(draft.text, Span(cores[0].start, cores[-1].end))
        yield Fault(_message(draft.text, span), span, edits=tuple(_blanks(draft.text, cores)))


def _phrases(text: str) -> list[list[Span]]:
    """Blanks, those of one phrase together: at most four letters, and no punctuation, between them."""
    groups: list[list[Span]] = []
    for core in _cores(text):
        if _right_as_it_stands(text, core):
            continue
        between = text[groups[-1][-1].end : core.start] if groups else "，"
        if len(between) <= 4 and not re.search(r"[，。；：、！？\n]", between):
            groups[-1].append(core)
        else:
            groups.append([core])
    return groups


def _cores(text: str) -> Iterator[Span]:
    """Every blank, tried for only where one may begin."""
    core, end = _data().core, 0
    for begin in _data().begins.finditer(text):
        match = core.match(text, begin.start()) if begin.start() >= end else None
        if match:
            end = match.end()
            yield Span(*match.span())


def _right_as_it_stands(text: str, core: Span) -> bool:
    """某某 after a surname hides a name; a blank inside quoted speech belongs to what was said."""
    words = core.of(text)
    if words[0] in "某×X" and core.size <= 2 and text[max(0, core.start - 1) : core.start] in _data().surnames:
        return True
    opening = text.rfind("“", max(0, core.start - 40), core.start)
    if opening < 0 or "”" in text[opening : core.start] or "”" not in text[core.end : core.end + 40]:
        return False
    quoted = text[opening + 1 : text.index("”", core.end)]
    return bool(_SPEECH.match(quoted)) or (words.startswith("某") and len(quoted) > core.size + 4)


def _widened(text: str, span: Span) -> Span:
    """The blank with the word that it belongs to."""
    head = _HEAD.search(text, max(0, span.start - 6), span.start)
    tail = _data().tail.match(text, span.end)
    start = span.start - len(head.group().lstrip()) if head else span.start
    if head and "“" in head.group():
        start = text.rindex("“", 0, span.start)
    return Span(start, tail.end() if tail else span.end)


def _message(text: str, span: Span) -> str:
    return f"“{span.of(text)[:20]}”是没有填的空：请写上实际的内容，或者删去这一处。"


def _blanks(text: str, cores: list[Span]) -> Iterator[Edit]:
    """For a plain run of crosses before a unit: the same words with a named blank."""
    for core in cores:
        if core.of(text)[0] not in _data().crosses:
            continue
        kind = next((row for row in _data().kinds if row[2].match(text, core.end)), ("name", "内容", None))
        blank = Blank(kind[0], f"这里的{kind[1]}是什么？")
        reason = "空白处须由本人填写，软件不代填"
        yield Edit(core, f"【请补充：{kind[1]}】", reason, "placeholder-left", "needs-facts", (blank,))
