"""Hides whom and what a report names before it leaves this machine, and puts the names back into the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from service.llm.address import is_local
from service.llm.hiding.placeholder import Given, taken_back, unused_mark
from service.llm.hiding.secret import Shape, Words, plain
from service.llm.hiding.secrets import kept, secrets, shapes
from service.llm.hiding.strings import Strings

MaskMode = Literal["off", "names", "all"]

_UNIX = re.compile(r"(?:http\+)?unix:", re.IGNORECASE)
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿.")


def default_mode(address: str | None) -> MaskMode:
    """ "off" where nothing leaves this machine (no address, a loopback address, a Unix socket), else "names"."""
    return "off" if address is None or _UNIX.match(address) or is_local(address) else "names"


@dataclass(frozen=True)
class Mask:
    """What one report hides. `words` are the strings looked for, each with what is shown for how many of its letters;
    `stems` lead back from placeholders.

    A placeholder stands for a name's own part: 〔地点1〕县供电公司 still tells what it is, and every form of one name
    (青屏县, 青屏供电) shows the same placeholder. `mark` makes placeholders differ from all that the report holds.
    """

    words: Mapping[str, tuple[str, int]] = field(default_factory=dict, hash=False)
    stems: Mapping[str, str] = field(default_factory=dict, hash=False)
    mark: str = ""
    amounts: frozenset[str] = frozenset()  # those of `words` that count only where no longer number goes on

    @classmethod
    def of(cls, text: str, mode: MaskMode) -> Mask:
        """Learns what to hide from the whole report; the same text and mode always give the same mask."""
        if mode == "off":
            return cls()
        words = Words(plain(text))
        hidden = secrets(words, amounts=mode == "all")
        known = shapes(text, hidden)
        known |= {string: Shape(string) for string in kept(words, hidden) if string not in known}
        amounts = frozenset(string for string, shape in known.items() if shape.amount)
        given = Given(unused_mark(text))
        taken = {string: len(shape.before + shape.stem) for string, shape in known.items()}
        for _, string in _strings(taken, amounts).found(text):  # numbered in reading order, and only what is met
            given.sign(known[string])
        shown = {string: (given.shown(shape), taken[string]) for string, shape in known.items() if given.has(shape)}
        return cls(MappingProxyType(shown), MappingProxyType(given.stems), given.mark, amounts & shown.keys())

    @property
    def hidden(self) -> int:
        """How many different things are hidden."""
        return len(self.stems)

    def hide(self, words: str) -> str:
        """Any passage of the report, or a prompt made of such passages, with placeholders for what is hidden."""
        pieces, done = [], 0
        for start, string in self._sought.found(words):
            shown, taken = self.words[string]
            pieces += [words[done:start], shown]
            done = start + taken
        return "".join([*pieces, words[done:]])

    def restore(self, words: str) -> str:
        """What a model answered, with the names back; placeholders in other brackets are known too."""
        return taken_back(words, self.mark, self.stems) if self.stems else words

    @cached_property
    def _sought(self) -> Strings:
        return _strings({string: taken for string, (_, taken) in self.words.items()}, self.amounts)


def _strings(taken: Mapping[str, int], amounts: frozenset[str]) -> Strings:
    def fits(text: str, start: int, string: str) -> bool:
        end = start + len(string)
        around = (text[start - 1 : start], text[end : end + 1])
        return string not in amounts or not _NUMERALS.intersection(around)

    return Strings(taken, fits)
