"""The document as it reads with edits applied, its blocks moved along, so that it can be reviewed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.domain.document import Document, Span
from service.domain.edit import Edit, apply


def rewritten(document: Document, edits: Iterable[Edit]) -> Document:
    """`document` with `edits` (not overlapping, each inside one block) applied. O(blocks + edits log edits)."""
    ordered = sorted(edits, key=lambda edit: edit.span)
    blocks, shift, n = [], 0, 0
    for block in document.blocks:
        start = block.span.start + shift
        while n < len(ordered) and ordered[n].span.start <= block.span.end:
            grown = len(ordered[n].replacement) - ordered[n].span.size
            shift += grown
            if ordered[n].span.end <= block.span.start and ordered[n].span.size:
                start += grown  # between the blocks before and this one
            n += 1
        blocks.append(replace(block, span=Span(start, block.span.end + shift)))
    original = None if document.original is None else apply(document.original, ordered)
    planted = tuple(_moved(span, ordered) for span in document.planted)
    return replace(
        document, text=apply(document.text, ordered), blocks=tuple(blocks), planted=planted, original=original
    )


def _moved(span: Span, edits: list[Edit]) -> Span:
    """Where `span`, which no edit touches, stands once the edits before it are made."""
    return span.shifted(sum(len(edit.replacement) - edit.span.size for edit in edits if edit.span.end <= span.start))
