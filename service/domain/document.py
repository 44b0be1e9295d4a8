"""What a reader gives: one text, cut into blocks, and the half-open spans that everything else points with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """Half-open range [start, end) of Python code points in `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters later."""
        return Span(self.start + by, self.end + by)

    @property
    def size(self) -> int:
        """Length in code points."""
        return self.end - self.start


BlockKind = Literal["paragraph", "heading", "cell", "directive"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece; blocks never overlap, keep reading order and hold no line break at their ends.

    `level` is 0 for plain paragraphs and the outline level (1 …) where the source format marks a heading.
    A `directive` is an inline silence such as `<!-- sixlead: ignore hedged -->`, never report prose.
    """

    id: int
    kind: BlockKind
    level: int
    span: Span


@dataclass(frozen=True)
class Document:
    """One text and its blocks. Blocks are joined by single line breaks, which belong to no block.

    `source` is the suffix of the format read (".docx"); `notes` are Chinese sentences for the writer, such as that
    pending changes were read as accepted. `planted` are passages that speak to a machine reader: in `text`, which is
    what is reviewed, they are blank; `original`, as long as `text`, is what was written, None where that is `text`.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    source: str = ".txt"
    notes: tuple[str, ...] = ()
    planted: tuple[Span, ...] = ()
    original: str | None = None

    @property
    def written(self) -> str:
        """The text as the writer wrote it, planted passages and all: what a report shows and a file holds."""
        return self.text if self.original is None else self.original

    def size_of(self, span: Span) -> int:
        """How long `span` is without the planted passages in it, in code points."""
        inside = (max(0, min(span.end, one.end) - max(span.start, one.start)) for one in self.planted)
        return span.size - sum(inside)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the text as written, in UTF-8."""
        return hashlib.sha256(self.written.encode("utf-8")).hexdigest()
