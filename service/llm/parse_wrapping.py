"""Finds the values in a model's text: what lies around them is drafts, fences, tags and words.

These are looked for outside values only, so a report that quotes </think> or ``` in a string changes nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from service.llm.exchange import Finish, JsonValue
from service.llm.parse_marks import CLOSERS, INVISIBLE, OBJECTS
from service.llm.parse_nest import Unreadable
from service.llm.parse_reading import read
from service.llm.parse_strict import Unclean, strict_at
from service.llm.receipt import Receipt

_DRAFT = "think|thinking|thought|thoughts|reasoning|analysis|reflection|scratchpad|draft|思考|草稿"
_PIECE = re.compile(
    rf"""(?P<draft><(?:{_DRAFT})(?:\s[^<>]{{0,80}})?>)
    | (?P<undraft></(?:{_DRAFT})\s*>)
    | (?P<fence>(?:`{{3,}}|~{{3,}})[^\S\n]*[\w+-]*|`)
    | (?P<tag></?[A-Za-z|][^<>{{}}\[\]\n]{{0,120}}>)
    | (?P<open>[{{\[｛［])
    | (?P<close>[}}\]｝］])""",
    re.VERBOSE | re.IGNORECASE,
)
_UNDRAFT = re.compile(rf"</(?:{_DRAFT})\s*>", re.IGNORECASE)
# What reads like more members or items after the end of a value: then some bracket before was one too many. The second
# is also how an explanation may begin, so it counts only where a bracket closes behind it.
_RESIDUE = re.compile(r"""\s*+,|[A-Za-z\d_]|[^\S\n]*+"|[^\n{}\[\]"]{0,200}+"\s*+[,:}\]]""", re.ASCII)
_MEMBER = re.compile(r"""\s*+(?:[，、]\s*+)?["'“＂][^"'”＂\n]{1,64}["'”＂]\s*+[:：]""")
# What reads like the key or the item before, so that the value is only a part of something.
_INSIDE = re.compile(r""""[^\S\n]*+:?[^\S\n]*+\Z|,\s*+\Z|\d\Z""")


BRACKETS = 1000  # outermost ones that we look into, be they values or not


class Found(NamedTuple):
    """A value in the text, with the repairs that reading it took."""

    value: JsonValue
    start: int
    end: int
    receipt: Receipt


class Wrapping:
    """The text, piece by piece. Raises Unreadable where one of its values breaks off in the middle of something."""

    def __init__(self, text: str, finish: Finish) -> None:
        self.text, self.finish = text, finish
        self.found: list[Found] = []
        self.words: list[tuple[int, int]] = []  # what is neither value nor wrapping
        self.receipt = Receipt()
        self.fault: Unreadable | None = None  # why a bracket opens no value
        self.drafting = False  # whether the text ends within a draft
        self._unclosed: list[str] = []  # brackets that open no value
        self._tried = 0
        self._last_closer = max(map(text.rfind, "}]｝］"))
        self._go()

    def _go(self) -> None:
        at = 0
        while piece := _PIECE.search(self.text, at):
            self._add_words(at, piece.start())
            at = self._take(piece)
        self._add_words(at, len(self.text))
        if self.found and self._unclosed:  # another value, or the rest of this one
            self.receipt.note("cut-off", len(self.text))

    def _add_words(self, start: int, end: int) -> None:
        words = self.text[start:end]
        for found in INVISIBLE.finditer(words):
            name = "bom-removed" if found[0] == "\ufeff" else "invisible-removed"
            self.receipt.note(name, start + found.start())
        words = INVISIBLE.sub(" ", words)
        if words.strip():
            self.words.append((start + len(words) - len(words.lstrip()), end))

    def _take(self, piece: re.Match[str]) -> int:
        """Deal with one piece; tells where to go on."""
        kind, start = piece.lastgroup, piece.start()
        if kind == "open":
            return self._value(start)
        if kind == "close":
            return self._close(start)
        if kind == "draft":
            return self._draft(piece)
        if kind == "undraft":
            self._begin_anew()
        else:
            self.receipt.note(f"{kind}-removed", start)
        return piece.end()

    def _draft(self, piece: re.Match[str]) -> int:
        self.receipt.note("draft-skipped", piece.start())
        found = _UNDRAFT.search(self.text, piece.end())
        self.drafting = found is None
        return found.end() if found else len(self.text)

    def _begin_anew(self) -> None:
        """All so far was a draft whose opening tag stands in the prompt."""
        self.found.clear()
        self.words.clear()
        self.receipt = Receipt()
        self.receipt.note("draft-skipped", 0)
        self._unclosed.clear()
        self.fault = None

    def _close(self, at: int) -> int:
        if self._unclosed and (self._unclosed[-1] in OBJECTS) == (self.text[at] in "}｝"):
            self._unclosed.pop()
        elif self.found:
            self.receipt.note("closing-extra", at)
            self._check_residue(at + 1)
            return at + 1
        else:
            self.receipt.note("closing-stray", at)
        self.words.append((at, at + 1))
        return at + 1

    def _value(self, at: int) -> int:
        """Read the value that opens there, if it is one."""
        self._tried += 1
        if self._tried > BRACKETS:
            raise Unreadable(f"最外层的括号超过 {BRACKETS} 个。", at)
        glued = self.text[at - 1 : at] in CLOSERS and not (self.found and self.found[-1].end == at)
        if self._unclosed or glued or _INSIDE.search(self.text, max(0, at - 80), at):
            raise Unreadable("外层的内容读不出来，里面的不能单独使用。", at)
        try:
            value, end = strict_at(self.text, at)
            receipt = Receipt()
        except Unclean:
            try:
                nest, end = read(self.text, at, self.finish)
            except Unreadable as fault:
                return self._no_value(at, fault)
            value, receipt = nest.value, nest.receipt
        if not value and receipt.doubts:
            self.words.append((at, end))
        else:
            self.found.append(Found(value, at, end, receipt))
            self._check_residue(end)
        return end

    def _no_value(self, at: int, fault: Unreadable) -> int:
        """A bracket that only stands in a sentence. Raises the fault if it is more than that."""
        if fault.hopeless or (self.found and not self.text[self.found[-1].end : at].strip(" ")):
            raise fault
        self.fault = self.fault or fault
        self.words.append((at, fault.at))
        self._unclosed.append(self.text[at])
        return max(fault.at, at + 1)

    def _check_residue(self, end: int) -> None:
        if _RESIDUE.match(self.text, end) or (self._last_closer > end and _MEMBER.match(self.text, end)):
            raise Unreadable(f"第 {end + 1} 个字符处答案已经结束，后面却还有内容。", end)
