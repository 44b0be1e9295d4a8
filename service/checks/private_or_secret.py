"""What must not stand in a report that many will read: other people's names, numbers and homes, and secret papers.

Why: a report is read out, printed and filed; naming a resident or quoting a secret paper breaks the rules on both.
Source: 《中华人民共和国保守国家秘密法》《中华人民共和国个人信息保护法》（official）.
Bad: 居民冯国栋（身份证号…，电话…）报警；对照县局桐公密〔2022〕17号机密通报
Good: 一名75岁老人；职工李某某；拨打12345热线；学习焦裕禄同志先进事迹；商业秘密管理不严
Conventions: what stands side by side (name, ID number, telephone) is one fault, and a person named again is not told
again. Titles without names are fine; so are public figures and the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service import lexicons
from service.checks._persons import Person, named_persons, writer_names
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Fault

_LINE = re.compile(r"[^\n]+")
_GAP = 14  # letters that may stand between two details of one person
_OPEN, _CLOSE = "（(", "）)"


@lru_cache(maxsize=2)
def _patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line must hold to be looked through, and what is looked for."""
    data = lexicons.tree("private_patterns")[kind]
    patterns = [pattern for rows in data["patterns"].values() for pattern in rows]
    return re.compile(data["hint"]), re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _found(text: str, kind: str) -> Iterator[re.Match[str]]:
    hint, pattern = _patterns(kind)
    for line in _LINE.finditer(text):
        if hint.search(text, *line.span()):
            yield from pattern.finditer(text, *line.span())


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for each group of neighbouring names and numbers, and for each secret paper."""
    for match in _found(draft.text, "secrets"):
        words = match.group().strip()
        message = f"“{words[:20]}”露出了密级、涉密文号或内部标识：请删去，改用“有关通报”一类说法。"
        yield Fault(message, Span(*match.span()))
    for group in _groups(draft):
        yield _fault(draft.text, group)


def _groups(draft: Draft) -> list[list[Person]]:
    """Names and numbers side by side, together."""
    own = writer_names(draft.text)
    numbers = [
        Person(Span(*match.span()), "") for match in _found(draft.text, "numbers") if not _public(draft.text, match)
    ]
    groups: list[list[Person]] = []
    for person in sorted([*numbers, *named_persons(draft, own)], key=lambda person: person.span):
        if groups and _side_by_side(draft.text, groups[-1][-1].span.end, person.span.start):
            groups[-1].append(person)
        else:
            groups.append([person])
    return groups


def _public(text: str, match: re.Match[str]) -> bool:
    hotline: str = lexicons.tree("private_patterns")["hotline"]
    return re.search(hotline, text[max(0, match.start() - 16) : match.start()]) is not None


def _side_by_side(text: str, end: int, start: int) -> bool:
    return start - end <= _GAP and not re.search(r"[。；！？\n]", text[end:start])


def _fault(text: str, group: list[Person]) -> Fault:
    span = Span(group[0].span.start, group[-1].span.end)
    opened = any(mark in span.of(text) for mark in _OPEN)
    if opened and span.end < len(text) and text[span.end] in _CLOSE:
        span = Span(span.start, span.end + 1)
    names = [person for person in group if person.name]
    what = (
        "他人的姓名" + ("和号码、住址等个人信息" if len(names) < len(group) else "")
        if names
        else "号码、住址等个人信息"
    )
    again = (
        f"（全文共{sum(1 + len(person.again) for person in names)}处）" if any(person.again for person in names) else ""
    )
    message = f"这里写出了{what}{again}：对照检查材料会传阅、存档，请隐去，如写“一名居民”“李某”，不写号码。"
    return Fault(message, span, edits=tuple(_hidden(text, names, span)))


def _hidden(text: str, names: list[Person], whole: Span) -> Iterator[Edit]:
    """The first person's surname with 某 wherever the name stands; what was bracketed after it left out."""
    if len(names) != 1 or names[0].span.start != whole.start:
        return
    short = names[0].surname + "某"
    reason = "隐去他人姓名和号码；若组织要求实名，可保留姓名"
    yield Edit(whole, short, reason, "private-or-secret", "needs-confirmation")
    for span in names[0].again:
        yield Edit(span, short, reason, "private-or-secret", "needs-confirmation")
