"""Finds the title, and who writes: unit and post, from the title and from 作为…的局长 in the preamble."""

from __future__ import annotations

import re

from service.domain.document import Block, Span
from service.domain.draft import Writer
from service.lexicons import lines
from service.text.cut import any_of, trim

_TITLE = re.compile(r"对照检查|检视剖析|发言提纲|民主生活会|党性分析|剖析材料|自我检查|检查材料|剖析报告")
_FROM_YEAR = re.compile(
    r"[（(]?(?:20\d\d|二〇..|二○..|二零..|XX+|××+)年?度?|民主生活会|在.{0,12}民主生活会|个人|对照检查|[“\"]?[四五六]个带头"
)
_AS = re.compile(r"(?:我)?作为(?:一名|一个)?([^，。；]{0,24})")
LONGEST = 90


def find_title(text: str, blocks: list[Block]) -> tuple[Span | None, int]:
    """The title's span and how many blocks it takes (0: the report begins without one)."""
    for n, block in enumerate(blocks[:3]):
        span = trim(text, block.span)
        words = span.of(text)
        if len(words) <= LONGEST and not words.endswith(("。", "；")) and _TITLE.search(words):
            more = _second_line(text, blocks, n)
            return Span(trim(text, blocks[0].span).start, trim(text, blocks[n + more].span).end), n + more + 1
    return None, 0


def _second_line(text: str, blocks: list[Block], n: int) -> int:
    """1 where the title goes on in the next line, as in (2022年度民主生活会) or “六个带头”对照检查材料; else 0."""
    if n + 1 >= len(blocks):
        return 0
    words = trim(text, blocks[n + 1].span).of(text)
    short = (
        len(words) <= 30
        and not re.search(r"[。；：:，,]", words)
        and not re.match(r"[一二三四五六1-9（(]?[一]?[、.]", words)
    )
    return int(short and bool(_TITLE.search(words) or re.match(r"[（(].*[）)]$", words)))


def find_writer(text: str, title: Span | None, preamble: Span) -> Writer:
    """Post and unit of the writer; the title's word goes before the preamble's, None where neither tells."""
    if title:
        words = next((row for row in title.of(text).split("\n") if _TITLE.search(row)), title.of(text))
        start = title.start + title.of(text).index(words)
        cut = _FROM_YEAR.search(words)
        head = words[: cut.start()] if cut else ""
        if post := _post_at_end(head):
            return Writer(post, head[: -len(post)] or None, Span(start, start + len(head)))
    for found in _AS.finditer(text, preamble.start, preamble.end):
        words = found.group(1)
        if post := _post_at_end(words.rstrip()):
            unit = words[: words.rindex(post)].rstrip("的") or None
            return Writer(post, unit, Span(*found.span(1)))
    return Writer()


def _post_at_end(words: str) -> str | None:
    """The longest run of posts that ends `words`: 党委副书记、经理."""
    run = rf"(?:(?:{any_of(*lines('posts')).pattern})[、兼，]?(?:兼任?)?)+$"
    found = re.search(run, words)
    return found.group().strip("、，") if found else None
