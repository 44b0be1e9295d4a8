"""The nouns of hiding: one thing to hide with the words it stands in, and a text cut by the dictionary alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

import rjieba

from service.domain.document import Span

SecretKind = Literal[
    "人员", "地点", "单位", "证件", "电话", "邮箱", "账号", "车牌", "住址", "文号", "网址", "日期", "金额", "数量"
]
_SURROGATE = re.compile("[\ud800-\udfff]")


class Secret(NamedTuple):
    """`stem` is hidden wherever the words of `whole` stand, which stay around it: 胜利 in 胜利村.

    Where `bare` holds, the stem is hidden on its own too: 青屏 of 青屏县 also in 青屏供电.
    """

    kind: SecretKind
    stem: Span
    whole: Span
    bare: bool = False


class Shape(NamedTuple):
    """How a string is shown: `before` as it is, then a placeholder for `stem`; without a kind `before` is all of it.

    One stem has one placeholder, or one for each `use`.
    """

    before: str
    kind: SecretKind | None = None
    stem: str = ""
    use: str = ""

    @property
    def amount(self) -> bool:
        """Whether this is part of a number, so that it counts only where no longer one goes on."""
        return self.kind in ("日期", "金额", "数量")


class Piece(NamedTuple):
    """One word of the dictionary, or one character that belongs to none, with its part of speech."""

    text: str
    tag: str
    start: int
    end: int


class Words:
    """A text cut into the dictionary's words, no word guessed: a name falls apart into characters, which shows it."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.pieces: list[Piece] = []
        at = 0
        for words, tag in rjieba.tag(self.text, False):
            self.pieces.append(Piece(words, tag, at, at + len(words)))
            at += len(words)
        self._starts = [piece.start for piece in self.pieces]

    def before(self, at: int) -> int:
        """The number of the last piece that begins in front of `at`, -1 where none does."""
        return bisect_left(self._starts, at) - 1

    def starts_at(self, at: int) -> bool:
        """Whether a piece begins there."""
        number = self.at(at)
        return number < len(self.pieces) and self.pieces[number].start == at

    def at(self, at: int) -> int:
        """The number of the first piece that begins at `at` or behind it."""
        return bisect_left(self._starts, at)


def plain(text: str) -> str:
    """The text with every half of a broken surrogate pair replaced: the segmenter takes none. Lengths stay."""
    return _SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=4096)
def is_place(words: str) -> bool:
    """Whether the dictionary holds this as the name of a place: 孝义市."""
    pieces = rjieba.tag(words, False)
    return len(pieces) == 1 and pieces[0][1] == "ns"


@lru_cache(maxsize=4096)
def is_word(words: str) -> bool:
    """Whether the dictionary holds this as an ordinary word, no place and no person: 胜利, 和平."""
    pieces = rjieba.tag(words, False)
    return len(pieces) == 1 and not pieces[0][1].startswith("ns")


def rare(letter: str) -> bool:
    """Whether this is one of the Chinese characters beyond the common 20,000, which stand in names only."""
    return han(letter) and not "一" <= letter <= "鿿"


def han(words: str) -> bool:
    """Whether every character is a Chinese one."""
    return all("一" <= letter <= "鿿" or "㐀" <= letter <= "䶿" or letter >= "\U00020000" for letter in words)
