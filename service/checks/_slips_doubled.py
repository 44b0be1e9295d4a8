"""Words and clauses said twice by accident, and brackets and quotation marks with no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from service import lexicons
from service.checks._slips import Slip
from service.domain.document import Span
from service.text import cut

_WORD = re.compile(r"([一-鿿]{2,6})\1")
_CLAUSE = re.compile(r"(?<![一-鿿])([一-鿿]{6,40})[，。；]\1(?=[，。；\n]|$)")
_TURN = re.compile("虽然|但是|因为|所以|而且|然而|并且|不仅|因此|如果")
_LONGEST = 12
_NUMBER = 3  # characters of the number before a bracket: 12)
_PAIRS = {"“": "”", "（": "）", "《": "》", "【": "】", "「": "」", "〔": "〕", "(": ")"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARK = re.compile("[" + re.escape("".join([*_PAIRS, *_CLOSING])) + "\n]")
_ITEM = re.compile(r"(?<![\da-zA-Z])[\d一二三四五六七八九十a-zA-Z①-⑳]{1,3}[)）]\Z")


def doubled(text: str) -> Iterator[Slip]:
    """的的, 进一步进一步, a clause said twice, and 能够严格虽然能够严格."""
    yield from _letters(text)
    yield from _words(text)
    for match in _CLAUSE.finditer(text):
        words = match.group(1)
        yield Slip(Span(*match.span()), words, "整句重复", sure=False)
    yield from _around_a_turn(text)


def _letters(text: str) -> Iterator[Slip]:
    data = lexicons.tree("typo_patterns")
    for match in _doubled_letters().finditer(text):
        letter = match.group()[0]
        around = text[max(0, match.start() - 3) : match.end() + 3]
        meant = _paired(text, match) or any(word in around for word in data["reduplicated"])
        if not meant and _both_alone(text, match.start()):
            yield Slip(Span(*match.span()), letter, "文字重复")


@lru_cache(maxsize=1)
def _doubled_letters() -> re.Pattern[str]:
    return cut.any_of(*(letter * 2 for letter in lexicons.tree("typo_patterns")["doubled"]))


def _paired(text: str, match: re.Match[str]) -> bool:
    """Whether another doubled letter stands beside this one: 上上下下."""
    return any(
        len(pair) == 2 and pair[0] == pair[1]
        for pair in (text[match.start() - 2 : match.start()], text[match.end() : match.end() + 2])
    )


def _both_alone(text: str, at: int) -> bool:
    """Whether the segmenter takes each of the two letters for a word of its own."""
    start = max(0, at - 10)
    place, alone = start, set()
    for word in rjieba.cut(text[start : at + 12], False):
        if len(word) == 1:
            alone.add(place)
        place += len(word)
    return {at, at + 1} <= alone


def _words(text: str) -> Iterator[Slip]:
    """A word twice; verbs may be (研究研究), and 一个一个, 一步一步."""
    for match in _WORD.finditer(text):
        word = match.group(1)
        if word[0] in "一二三四五六七八九十百千两几每各逐" or len(set(word)) == 1:
            continue
        tags = rjieba.tag(word)
        if len(word) == 2 and (len(tags) > 1 or tags[0][1][0] not in "dcpra" or not rjieba.has_word(word)):
            continue
        if rjieba.has_word(match.group()):
            continue
        yield Slip(Span(*match.span()), word, "词语重复", sure=len(word) > 2)


def _around_a_turn(text: str) -> Iterator[Slip]:
    """The same words before and after a conjunction."""
    for turn in _TURN.finditer(text):
        for size in range(_LONGEST, 2, -1):
            before = text[max(0, turn.start() - size) : turn.start()]
            if len(before) == size and before.isalpha() and text.startswith(before, turn.end()):
                span = Span(turn.start() - size, turn.end() + size)
                yield Slip(span, None, "前后重复，句子没有写完整", sure=False)
                break


def unpaired(text: str) -> Iterator[Slip]:
    """Brackets and quotation marks that have no partner in their paragraph."""
    marks = "".join(_MARK.findall(text)).split("\n")
    if all(map(_all_paired, marks)):
        return
    start = 0
    for line, marked in zip(text.split("\n"), marks, strict=True):
        if not _all_paired(marked):
            yield from _unpaired_between(text, Span(start, start + len(line)))
        start += len(line) + 1


@lru_cache(maxsize=512)
def _all_paired(marks: str) -> bool:
    """Whether nothing is left when pairs side by side are taken out again and again."""
    size = -1
    while len(marks) != size:
        size = len(marks)
        for opening, close in _PAIRS.items():
            marks = marks.replace(opening + close, "")
    return not marks


def _unpaired_between(text: str, line: Span) -> Iterator[Slip]:
    waiting: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, *line):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            waiting.append((mark, at))
        elif waiting and waiting[-1][0] == _CLOSING[mark]:
            waiting.pop()
        elif any(opening == _CLOSING[mark] for opening, _ in waiting):
            while waiting[-1][0] != _CLOSING[mark]:
                yield _lonely(*waiting.pop())
            waiting.pop()
        elif not _ITEM.search(text, max(0, at - _NUMBER), at + 1):
            yield _lonely(mark, at)
    yield from (_lonely(opening, place) for opening, place in waiting)


def _lonely(mark: str, at: int) -> Slip:
    return Slip(Span(at, at + 1), None, "括号或引号不成对", sure=False)
