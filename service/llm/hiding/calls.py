"""Finds persons by half a name: 段老师, 小马, 刘局长, 张某, and what a whole name leaves elsewhere (国栋, 老冯)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import tree
from service.llm.hiding.family import ends_there, left_open, rows
from service.llm.hiding.secret import Secret, Words, is_word
from service.text.name import names

_SHORT = ("总", "工", "姐", "哥", "叔", "婶", "嫂", "姨", "伯", "氏")  # these also begin other words: 总结, 工作


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    letters = "".join(sorted(name for name in rows().callable if len(name) == 1))
    family = f"(?:[{letters}]|{'|'.join(sorted(rows().callable - set(letters)))})"
    return re.compile(
        f"(?=[小老{letters}]|{family})(?:(?P<nick>[小老])(?P<a>{family})|(?P<b>{family})(?P<call>{tree('masking')['calls']}))"
    )


def half_names(words: Words, whole: Iterable[str]) -> Iterator[Secret]:
    """Secrets whose stem is a family name (or what 某 follows) and whose whole is how the person is called."""
    text = words.text
    for match in _called().finditer(text):
        stem, span = Span(*match.span("a" if match["nick"] else "b")), Span(*match.span())
        if _is_called(words, match, span):
            yield Secret("人员", stem, span)
    for found in names(text):
        if found.kind == "person" and found.span.of(text) not in rows().public:
            yield _of_rule(text, found.span)
    for name in whole:
        yield from _left_of(text, name)


def _is_called(words: Words, match: re.Match[str], span: Span) -> bool:
    """Whether this stands as a person's name in its sentence: 社工小马照着网上的, not 小康 or 老周期."""
    number = words.at(span.start)
    if number >= len(words.pieces) or words.pieces[number].start != span.start:
        return False
    last = words.pieces[words.before(span.end)]
    if last.end != span.end and not match["call"]:
        return False
    if match["nick"]:
        role = number > 0 and left_open(words, number) and words.pieces[number - 1].text[-1] not in "，。；：、\n "
        plain = match["a"] in rows().clear and (not is_word(match.group()) or ends_there(words, span.end))
        return left_open(words, number) if plain else role
    if match["call"] in _SHORT:
        return left_open(words, number) and ends_there(words, span.end)
    return words.pieces[number].end <= match.end("b") or words.pieces[number].end == span.end


def _of_rule(text: str, span: Span) -> Secret:
    """What the rules have found: a whole name, one with 某, or a family name in front of a post."""
    words = span.of(text)
    family = rows().family.match(words)
    if "某" in words or not family or not any(words.endswith(end) for end in "长任记席员理师授事"):
        return Secret("人员", span, span, bare="某" not in words and len(words) > 1)
    return Secret("人员", Span(span.start, span.start + family.end()), span)


def _left_of(text: str, name: str) -> Iterator[Secret]:
    """国栋 and 老冯, 冯某, 冯家 where the text has 冯国栋."""
    family = rows().family.match(name)
    if not family or "某" in name:
        return
    own, given = family.group(), re.sub(r"\s", "", name[family.end() :])
    calls = tree("masking")["calls"]
    if len(given) == 2 and set(given) <= rows().given:
        only = re.escape(given) + (f"(?={calls})" if is_word(given) else "")
        for match in re.finditer(rf"(?<!{own})(?P<stem>{only})", text):
            yield Secret("人员", Span(*match.span("stem")), Span(*match.span()), bare=not is_word(given))
    if own in rows().clear:
        for match in re.finditer(rf"[小老](?P<a>{own})|(?P<b>{own})(?:某某?|家人|家里|姓)", text):
            yield Secret("人员", Span(*match.span("a" if match["a"] else "b")), Span(*match.span()))
