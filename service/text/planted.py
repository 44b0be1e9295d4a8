"""Finds what speaks to a machine that reads the report instead of to the meeting, and blanks it for the review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from service.domain.document import Document, Span

_SEEN = re.compile(r"\S")
_NOTE = "文中有 {count} 处写给审核程序看的话，审核时已按空白处理，不影响评分。"


def planted(text: str) -> tuple[Span, ...]:
    """The passages that speak to a machine reader: whole sentences, lines or blocks, in reading order, apart."""
    return ()


def blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` with every character of `spans` (in reading order, apart) made a blank; line breaks and length stay."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], _SEEN.sub(" ", span.of(text)))
        at = span.end
    return "".join([*pieces, text[at:]])


def without_planted(document: Document) -> Document:
    """The document as it is to be reviewed: planted passages blank in its text, told in a note, kept as `original`."""
    spans = planted(document.text)
    if not spans:
        return document
    text = blanked(document.text, spans)
    return replace(
        document,
        text=text,
        blocks=tuple(block for block in document.blocks if block.span.of(text).strip()),
        notes=(*document.notes, _NOTE.format(count=len(spans))),
        planted=spans,
        original=document.text,
    )
