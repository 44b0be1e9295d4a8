"""Finds numbers that lead to a person or a paper, and for the mode "all" dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from service.domain.document import Span
from service.lexicons import tree
from service.llm.hiding.secret import Secret, SecretKind, Words, han
from service.text.date import times
from service.text.quantity import quantities

_LINE = re.compile(r"[^\n]+")
_PAPER = re.compile(r"[〔\[［（(【﹝]\s*(?:19|20)\d\d\s*[〕\]］）)】﹞]\s*第?\s*\d+\s*号")
_DOOR = re.compile(r"[\d一二三四五六七八九十百]+(?:号楼|栋|幢|座|号院|弄|号|组|单元|室)")
_HOME = re.compile(r"(?:家住|现住|住在|住址|居住地址|家庭地址)[：:为是]?")
_DAY = re.compile(r"[\d一二三四五六七八九十][月日号]")
_EDGE = re.compile(r"(?:之?前后|底前|末前|之?前|以前|之?后|以后|以来|起|开始|至今|期间|间|以内|之内|内)$")
_DIGITS = re.compile(r"[\d.,，]+|[〇零一二两三四五六七八九十百千万亿]+")
_ENDLESS = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]{30,}")  # no number anybody writes; reading one is slow
_SMALL = 10  # 三名 and 两个 lead to nobody
_AMOUNTS: dict[str, SecretKind] = {"money": "金额", "count": "数量", "measure": "数量", "age": "数量"}


def numbers(words: Words) -> Iterator[Secret]:
    """Numbers of persons, cars, accounts, homes and papers, without the words that announce them."""
    text = words.text
    hint, patterns = _patterns()
    for line in _LINE.finditer(text):
        if hint.search(text, *line.span()):
            for kind, pattern in patterns:
                for match in pattern.finditer(text, *line.span()):
                    yield _unlabelled(text, kind, Span(*match.span()))
    for kind, pattern in _own_patterns():
        for match in pattern.finditer(text):
            yield _plain(kind, Span(*match.span("stem")))
    for match in _PAPER.finditer(text):
        if paper := _paper(words, Span(*match.span())):
            yield paper


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], list[tuple[SecretKind, re.Pattern[str]]]]:
    data = tree("private_patterns")["numbers"]
    found = [(cast(SecretKind, kind), re.compile(row)) for kind, rows in data["patterns"].items() for row in rows]
    return re.compile(data["hint"]), found


@lru_cache(maxsize=1)
def _own_patterns() -> list[tuple[SecretKind, re.Pattern[str]]]:
    data: dict[SecretKind, list[str]] = tree("masking")["numbers"]
    return [(kind, re.compile(row)) for kind, rows in data.items() for row in rows]


def _plain(kind: SecretKind, span: Span) -> Secret:
    return Secret(kind, span, span, bare=True)


def _unlabelled(text: str, kind: SecretKind, span: Span) -> Secret:
    """The number without 电话： or 家住 in front of it; of a home whose street is told elsewhere, only the door."""
    if kind == "住址":
        label = _HOME.search(text, *span)
        door = None if label else _DOOR.search(text, *span)
    else:
        label, door = re.compile(tree("masking")["labels"]).match(text, *span), None
    return _plain(kind, Span(label.end() if label else door.start() if door else span.start, span.end))


def _paper(words: Words, span: Span) -> Secret | None:
    """桐公密〔2022〕17号 with its prefix, which abbreviates a place's name; papers of the centre stay."""
    stops, start = frozenset(tree("masking")["stops"]), span.start
    for piece in reversed(words.pieces[max(0, words.before(span.start) - 7) : words.before(span.start) + 1]):
        if not han(piece.text) or piece.text in stops or span.start - piece.start > 8:
            break
        if len(piece.text) > 1 and start < span.start:  # 对照县局|桐公密
            break
        start = piece.start
    public = re.match(tree("masking")["public_papers"], words.text[start : span.start])
    return None if public else _plain("文号", Span(start, span.end))


def dates_and_amounts(text: str) -> Iterator[Secret]:
    """Dates with a month or a day, and money, counts, measures and ages that are exact; units and edges stay."""
    text = _ENDLESS.sub(lambda run: "\ufffd" * len(run.group()), text)
    taken = 0
    dates = [expr.span for expr in times(text) if expr.kind == "date" and _DAY.search(expr.span.of(text))]
    for span in dates:
        edge = _EDGE.search(span.of(text))
        yield _plain("日期", Span(span.start, span.end - len(edge.group()) if edge else span.end))
    for amount in quantities(text):
        kind = _AMOUNTS.get(amount.role.rpartition(":")[2])
        while taken < len(dates) and dates[taken].end <= amount.span.start:
            taken += 1
        digits = _DIGITS.match(text, *amount.span)
        if kind is None or not digits or (taken < len(dates) and dates[taken].meets(amount.span)):
            continue
        if amount.definite and (kind == "金额" or amount.value >= _SMALL):
            yield Secret(kind, Span(*digits.span()), amount.span)
