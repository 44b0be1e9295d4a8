"""Finds the proper part of places' and bodies' names: 青屏 in 青屏县供电公司; what has none names nobody and stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.llm.hiding.own_part import is_between, own_part
from service.llm.hiding.place_parts import LADDER, parts
from service.llm.hiding.secret import Piece, Secret, SecretKind, Words, han, is_place, is_word
from service.text.name import names

_PRONOUNS = "我你他她各该本每全"
_DIRECTIONS = "上中下里外内前后"
_TITLE = re.compile(
    rf"\A\s*(?:中共)?(?P<own>[^\W\da-zA-Z_{LADDER}]{{2,4}}?)(?P<seat>街道|社区|[{LADDER}])(?=[^\W\da-zA-Z_])[^\n]{{0,60}}(?:民主生活会|材料|提纲|发言|报告)"
)


def places(words: Words) -> Iterator[Secret]:
    """Places and bodies, by their last words, by the rules of `service.text.name`, and by lists."""
    text = words.text
    for match in _last_words(text, Span(0, len(text))):
        yield from _by_last_word(text, words, match)
        if match.group() in LADDER:
            yield from _of_dictionary(words, match)
    for name in names(text):
        if name.kind in ("place", "unit"):
            yield from _taken_apart(text, name.span)
    for match in parts().village.finditer(text):
        yield Secret("地点", Span(*match.span()), Span(*match.span()), bare=True)
    for piece in words.pieces:
        if piece.text in parts().regions:
            span = Span(piece.start, piece.end)
            yield Secret("地点", span, span, bare=True)
    if (title := _TITLE.match(text)) and _could_head(title["own"]):
        yield _secret(text, "地点", Span(*title.span("own")), title.end("seat"))


def _could_head(own: str) -> bool:
    """Whether a report's title may begin with this place: 望江 of 望江县…, not 对照 or 我在."""
    pieces = Words(own).pieces
    return (
        own not in parts().generic
        and own[0] not in _PRONOUNS
        and not (len(pieces) == 1 and pieces[0].tag[0] in "vpdcr")
    )


def _last_words(text: str, span: Span) -> Iterator[re.Match[str]]:
    """What may end a name; of 坪村 only 村."""
    last = parts().last
    for match in last.finditer(text, *span):
        if match.group() not in parts().small or not last.match(text, match.end(), span.end):
            yield match


def _of_dictionary(words: Words, last: re.Match[str]) -> Iterator[Secret]:
    """A county, town or village that the dictionary holds as a place, though it falls apart here: 按照孝义|市委要求."""
    for start in (last.start() - 3, last.start() - 2):
        if start >= 0 and words.starts_at(start) and is_place(words.text[start : last.end()]):
            yield _secret(words.text, "地点", Span(start, last.start()), last.end())
            return


def _by_last_word(text: str, words: Words, last: re.Match[str]) -> Iterator[Secret]:
    """The name that ends with this last word, where what stands in front of it is no ordinary word."""
    body = last.group() in parts().bodies
    own = own_part(words, last, body)
    size = sum(len(piece.text) for piece in own)
    stem = "".join(piece.text for piece in own)
    county = size == 1 and last.group() == "县" and own[0].tag == "ns"  # 渠县 is one word
    if (size < 2 and not county) or stem in parts().generic | parts().between | parts().no_brand:
        return
    span = Span(own[0].start, own[0].start + size)
    if size > 2 and stem[-1] in LADDER + "街路":  # 渡头街派出所 is the 派出所 of 渡头街
        yield _secret(text, "地点", Span(span.start, span.end - 1), span.end)
    else:
        yield _secret(text, "单位" if body else "地点", span, last.end())


def _taken_apart(text: str, span: Span) -> Iterator[Secret]:
    """The own parts of a name that the rules have found: 柳塘 and 雀桥 in 柳塘街道雀桥社区."""
    start = span.start
    for last in _last_words(text, span):
        kind: SecretKind = "单位" if last.group() in parts().bodies else "地点"
        own = _peeled(text[start : last.start()])
        if own and _could_name(own.text, kind) and (len(own.text) > 1 or last.end() == span.end):
            yield _secret(text, kind, Span(start + own.start, start + own.end), last.end())
        start = last.end()


def _could_name(own: str, kind: SecretKind) -> bool:
    """Whether the rules' own part is no common noun, nor, for a body, a row of words: 查明|中标|公司."""
    pieces = Words(own).pieces
    row = len(pieces) > 1 and all(len(piece.text) > 1 and piece.tag not in ("ns", "nz") for piece in pieces)
    common = any(piece.text in parts().between for piece in pieces) and len(pieces) > 1
    known = own in parts().generic or own in parts().no_brand or own[0] in _PRONOUNS or own in parts().stops
    return not known and not common and not (row and kind == "单位")


def _peeled(own: str) -> Piece | None:
    """The part without the common nouns at its end and the levels in front of it: 幸福里, not 县 or 实验."""
    pieces = Words(own).pieces
    while pieces and len(pieces[-1].text) > 1 and is_between(pieces[-1], True):
        pieces.pop()
    start, end = (pieces[0].start, pieces[-1].end) if pieces else (0, 0)
    while start < end and own[start] in LADDER:
        start += 1
    return Piece(own[start:end], "", start, end) if start < end and han(own[start:end]) else None


def _secret(text: str, kind: SecretKind, stem: Span, end: int) -> Secret:
    return Secret(kind, stem, Span(stem.start, end), bare=_stands_alone(stem.of(text)))


@lru_cache(maxsize=4096)
def _stands_alone(stem: str) -> bool:
    """Whether the own part is nothing but this name: 青屏 is, 胜利 (a word) and 上河 (…上河…) are not."""
    pieces = Words(stem).pieces
    if len(stem) < 2 or is_word(stem) or (len(stem) == 2 and stem[0] in _DIRECTIONS):
        return False
    return len(pieces) > 1 or pieces[0].tag.startswith("ns")
