"""Finds what speaks to a machine that reads the report instead of to the meeting, and blanks it for the review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.domain.document import Block, Document, Span
from service.text.planted_folding import folded
from service.text.planted_markup import blobs, markup
from service.text.planted_passages import CUT, passages
from service.text.planted_tongues import tongues
from service.text.planted_unseen import unseen

_BRACKETS = dict(zip("([{（【“‘「『〔《<", ")]}）】”’」』〕》>", strict=True))
_SEEN = re.compile(r"\S")
_NOTE = "文中有 {count} 处写给审核程序看的话，审核时已按空白处理，不影响评分。"


def planted(text: str) -> tuple[Span, ...]:
    """The passages that speak to a machine reader: whole sentences, lines or blocks, in reading order, apart. O(n)."""
    plain = folded(text)
    coded = list(blobs(text))
    own = [_bracketed(plain.text, span) for span in (*markup(plain.text), *tongues(plain.text))]
    marks = _joined(plain.text, [*own, *map(plain.inside, coded)])
    said = passages(blanked(plain.text, marks, CUT), marks)
    return _joined(text, [*map(plain.span, (*marks, *said)), *unseen(text), *coded])


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in reading order, those that meet or have only white space between them as one."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.size):
        if found and (span.start <= found[-1].end or text[found[-1].end : span.start].isspace()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _bracketed(text: str, span: Span) -> Span:
    """`span` with the brackets that hold it and nothing else."""
    close = _BRACKETS.get(text[span.start - 1 : span.start], "")
    if close and span.of(text).endswith(close):
        return Span(span.start - 1, span.end)
    return Span(span.start - 1, span.end + 1) if close and text[span.end : span.end + 1] == close else span


def blanked(text: str, spans: Iterable[Span], blank: str = " ") -> str:
    """`text` with every character of `spans` (in reading order, apart) made a blank; line breaks and length stay."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], _SEEN.sub(blank, span.of(text)))
        at = span.end
    return "".join([*pieces, text[at:]])


def without_planted(document: Document) -> Document:
    """The document as it is to be reviewed: planted passages blank in its text, told in a note, kept as `original`."""
    spans = planted(document.text)
    if not spans:
        return document
    text = _seamless(document.text, spans)
    return replace(
        document,
        text=text,
        blocks=tuple(_blocks(document.blocks, text)),
        notes=(*document.notes, _NOTE.format(count=len(spans))),
        planted=spans,
        original=document.text,
    )


def _seamless(text: str, spans: Sequence[Span]) -> str:
    """`text` blanked; where a passage of several lines stood inside a line, that line is whole again."""
    letters = list(blanked(text, spans))
    for span in spans:
        if "\n" in span.of(text) and _inside_a_line(text, span):
            letters[span.start : span.end] = " " * span.size
    return "".join(letters)


def _inside_a_line(text: str, span: Span) -> bool:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    before, behind = text[start : span.start], text[span.end : end if end >= 0 else len(text)]
    return bool(before.strip() and behind.strip())


def _blocks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """The blocks that are not blank, those of one line as one."""
    held: Block | None = None
    for block in blocks:
        if not block.span.of(text).strip():
            continue
        if held and "\n" not in text[held.span.start : block.span.start]:
            held = replace(held, span=Span(held.span.start, block.span.end))
            continue
        if held:
            yield held
        held = block
    if held:
        yield held
