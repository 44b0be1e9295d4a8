"""Finds persons' whole names by what stands around them: a role or post before, particulars or a verb behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.lexicons import lines
from service.llm.hiding.family import CALLS, ROLE_ENDS, ends_there, left_open, name_at, rows
from service.llm.hiding.secret import Words, han, is_word, rare
from service.text.cut import any_of

_LABEL = re.compile(
    r"(?:(?:汇报|发言|撰写|检查|述职|报告|联系|负责|责任|举报)人|姓\s*名|名叫|叫做|我叫|我是|署名|签名|签字)"
    r"[：:为是 \u3000]{1,3}"
)
_DETAIL = re.compile(r"[（(](?:身份证|电话|手机|联系|男|女|住|现年|时年|\d+岁|化名)")
_JOINT = "、和与及跟同"
_ENDS = 200  # characters at the head and the tail of a report in which the writer signs


def whole_names(words: Words) -> set[Span]:
    """Spans of whole names; of a person of public record only where a resident or a colleague is called so."""
    text = words.text
    found = {span for span in (*_introduced(words), *_free(words), *_in_front(words)) if span}
    for span in list(found):
        _add_listed(words, span.end, found)
    found |= {*_signed(text), *_dotted(text)}
    private = {match.end() for match in rows().private.finditer(text)}
    allowed = {span.of(text) for span in found if span.start in private}
    return {span for span in found if span.of(text) not in rows().public or span.of(text) in allowed}


def _introduced(words: Words) -> Iterator[Span | None]:
    """Names behind a role or a post: 居民冯国栋, 副部长凌志远."""
    for piece in words.pieces:
        if piece.text[-1] in ROLE_ENDS and han(piece.text):
            yield name_at(words, piece.end, told=True)
            yield _transcribed(words, rows().foreign.match(words.text, piece.end))


def _free(words: Words) -> Iterator[Span | None]:
    """Names that stand free between a stop or a preposition and a verb or a stop: 我找王秀英谈了话."""
    for number, piece in enumerate(words.pieces):
        family = rows().family.match(piece.text)
        if family and family.group() in rows().callable and left_open(words, number):
            span = name_at(words, piece.start, told=True)
            told = bool(span and rows().speech.match(words.text, span.end))
            told = told or (number > 0 and words.pieces[number - 1].text in rows().told)
            span = span if told else name_at(words, piece.start)
            if span and ends_there(words, span.end):
                letters = set(words.text[span.start + 1 : span.end])
                usual, clear = letters <= rows().given, piece.text in rows().clear
                rare = (
                    clear and span.size > 2 and letters & rows().given and number and han(words.pieces[number - 1].text)
                )
                yield span if told or rare or (usual and (clear or span.size > 2)) else None


def _add_listed(words: Words, end: int, found: set[Span]) -> None:
    """Adds the names joined to the one that ends there, up to one that is known: 李大山、王秀英和陈三毛."""
    while words.text[end : end + 1] and words.text[end] in _JOINT:
        span = name_at(words, end + 1, told=True)
        if span is None or span in found:
            return
        found.add(span)
        end = span.end


def _signed(text: str) -> Iterator[Span]:
    """The writer's name behind a label or on a line of its own near either end."""
    for start, end in {(0, min(_ENDS, len(text))), (max(0, len(text) - _ENDS), len(text))}:
        for match in rows().lone.finditer(text, start, end):
            name = re.sub(r"\s", "", match[1])
            if name != match[1] or (set(name[1:]) <= rows().given and not is_word(name)):
                yield Span(*match.span(1))
    named = _named()
    for label in _LABEL.finditer(text):
        if (match_behind := named.match(text, label.end())) and not is_word(match_behind[1]):
            yield Span(*match_behind.span(1))


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    return re.compile(rf"({rows().family.pattern}(?:[ \u3000]{{0,4}}[^\W\da-zA-Z_]){{1,2}})(?=[\s，。；、（(）)]|$)")


def _dotted(text: str) -> Iterator[Span]:
    """Names with a dot in them, as the minorities of the north-west and foreigners have: 阿依古丽·买买提."""
    for match in rows().foreign.finditer(text):
        if set(match.group()) & set("·•・"):
            yield Span(*match.span())


def _in_front(words: Words) -> Iterator[Span]:
    """The name right in front of a title or of bracketed particulars: 李大山同志, 骆长庚（电话…）."""
    for match in (*_DETAIL.finditer(words.text), *_title().finditer(words.text)):
        if far := _transcribed(words, rows().far_end.search(words.text, max(0, match.start() - 8), match.start())):
            yield far
            continue
        for size in (3, 2, 4):
            span = Span(match.start() - size, match.start())
            piece = words.pieces[words.at(span.start)] if span.start >= 0 else None
            if piece and piece.start == span.start and _is_full(words, span, strict=match.group()[0] not in "（("):
                yield span
                break


def _transcribed(words: Words, found: re.Match[str] | None) -> Span | None:
    """A name of 阿依古丽's kind, unless common words make it up, as 多次 in 多次来."""
    if found is None:
        return None
    pieces = words.pieces[words.at(found.start()) : words.at(found.end())]
    common = any(len(piece.text) > 1 and piece.tag[0] in "mdrvptfc" for piece in pieces)
    whole = bool(pieces) and pieces[0].start == found.start() and pieces[-1].end == found.end()
    return Span(*found.span()) if whole and not common else None


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return any_of(*CALLS.pattern.split("|"), *lines("posts"))


def _is_full(words: Words, span: Span, *, strict: bool) -> bool:
    """Whether these are a family and a given name, and no word that looks like them: 申请人, 有关, 全体."""
    name, piece = span.of(words.text), words.pieces[words.at(span.start)]
    family = rows().family.match(name)
    word = rows().private.fullmatch(name) or (is_word(name) and not piece.tag.startswith("nr"))
    if not family or not han(name) or word:
        return False
    alone = piece.text == family.group() or piece.tag.startswith("nr")
    usual = all(letter in rows().given or rare(letter) for letter in name[family.end() :])
    told = alone and usual and family.group() in rows().callable and name[-1] not in rows().bodies
    return not strict or told
