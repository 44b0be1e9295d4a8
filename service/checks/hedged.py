"""Softeners that empty an admission: 一定的、一定程度上、有时候标准还不够高、或多或少.

Why: the reader can no longer tell whether anything is admitted; reviewers strike such words out.
Source: 督导组退改意见的常见说法（practice）; list: `service/lexicons/hedges.yaml`.
Bad: 理论学习存在一定的敷衍心理；或多或少还有一些需要改进的地方
Good: 理论学习存在敷衍心理；还有差距；学习还需深入；遇到说情的一定登记（“一定”即“务必”）
Conventions: only in problems and causes. 还有一定差距 is hedged; 还有差距、还需、有待、不够、还有提升空间 and a
change that took place (有所弱化) are not: they are vague, which is another fault. 有时候 softens an admission of
degree, not a fact. All softeners of one clause are one fault; the same words again later are told once and mended
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from service import lexicons
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Fault
from service.text import cut

_LONGEST = 120  # letters of a clause that are looked at
_KEEP = r"\g<keep>"
_END = re.compile(r"[，。；：！？,;:!?\n]|$")


@dataclass(frozen=True)
class Softener:
    """One row of the list: what to find, what stays, whether leaving it out says no more than the writer did.

    One of the `cues` is part of all that `find` matches: the pattern is not even read before a text holds one.
    """

    cues: tuple[str, ...]
    words: str
    leave: str
    sure: bool
    need: str

    @property
    def find(self) -> re.Pattern[str]:
        """The softener itself."""
        return _pattern(self.words)

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what it needs stands between."""
        return not self.need or bool(_pattern(self.need).search(text, start, end))

    def left(self, match: re.Match[str]) -> str:
        """The words that stay."""
        return match["keep"] if self.leave == _KEEP else self.leave


class Hit(NamedTuple):
    """A softener in the text, the words that stay of it, and the end of its clause."""

    span: Span
    leave: str
    sure: bool
    end: int


@lru_cache(maxsize=1)
def _softeners() -> tuple[Softener, ...]:
    data = lexicons.tree("hedges")
    return tuple(
        Softener(
            tuple(row["cue"].split("|")),
            row["find"].replace("*fail", data["fail"]),
            row["leave"],
            row.get("sure", True),
            row.get("needs", ""),
        )
        for row in data["softeners"]
    )


@lru_cache(maxsize=128)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for each softened clause in the problems and the causes."""
    told: dict[str, list[list[Hit]]] = {}
    for section in (*draft.part("problems"), *draft.part("causes")):
        for run in _runs(draft.text, section.span):
            told.setdefault(_words(draft.text, run), []).append(run)
    for runs in told.values():
        yield _fault(draft.text, runs)


def _words(text: str, run: list[Hit]) -> str:
    return text[run[0].span.start : run[-1].end]


def _runs(text: str, part: Span) -> Iterator[list[Hit]]:
    """Softeners that belong together: those of one clause."""
    run: list[Hit] = []
    hint = re.compile(lexicons.tree("hedges")["hint"])
    sentences = (sentence for sentence in cut.sentences(text, part) if hint.search(text, *sentence))
    for hit in (hit for sentence in sentences for hit in _hits(text, sentence)):
        if run and hit.span.start >= run[-1].end:
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _hits(text: str, sentence: Span) -> list[Hit]:
    """Softeners of one sentence in reading order; where two overlap, the one that starts first."""
    found: list[Hit] = []
    words = sentence.of(text)
    for softener in [one for one in _softeners() if any(cue in words for cue in one.cues)]:
        for match in softener.find.finditer(text, *sentence):
            last = min(sentence.end, match.end() + _LONGEST)
            clause = _END.search(text, match.end(), last)
            end = clause.start() if clause else last
            if softener.fits(text, match.end(), end):
                found.append(Hit(Span(*match.span()), softener.left(match), softener.sure, end))
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.span.start, -hit.span.end)):
        if not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return kept


def _fault(text: str, runs: list[list[Hit]]) -> Fault:
    first = runs[0]
    span = cut.trim(text, Span(first[0].span.start, first[-1].end))
    names = "、".join(dict.fromkeys(f"“{hit.span.of(text).strip('，')}”" for hit in first))
    again = f"同样的话全文共{len(runs)}处。" if len(runs) > 1 else ""
    message = f"{names}这类说法把承认的问题说轻了。{again}请直接写有什么问题，最好写明是哪件事、到什么程度。"
    return Fault(message, span, edits=tuple(_edit(text, run) for run in runs))


def _edit(text: str, run: list[Hit]) -> Edit:
    """The same admission without its softeners."""
    words, at = "", run[0].span.start
    for hit in run:
        words += text[at : hit.span.start] + hit.leave
        at = hit.span.end
    sure = all(hit.sure for hit in run)
    reason = "去掉软化程度的词，承认的内容不变" if sure else "去掉后意思更重，须由本人确认是否如此"
    verdict = "ready" if sure else "needs-confirmation"
    return Edit(Span(run[0].span.start, at), words, reason, "hedged", verdict)  # type: ignore[arg-type]
