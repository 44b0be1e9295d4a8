"""Where each character of the text lies in a Word file: the nouns that the walk gives and that marking works on."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
class Piece:
    """Neighbouring characters [start, end) of the text that lie in one node of a run.

    A `w:t` can be cut; any other node is one whole. `locked` characters may be commented on, not changed: they belong
    to a field, a ruby or a bound control, which Word would write anew.
    """

    start: int
    end: int
    node: etree._Element
    locked: bool = False


@dataclass(slots=True)
class Paragraph:
    """One `w:p` with its pieces; `runs_on` where its mark is deleted, so that no line break follows it."""

    element: etree._Element
    start: int
    in_cell: bool
    end: int = 0
    runs_on: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """The text, its paragraphs, and what was met: `pending` changes, and kinds of content left `unread`."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    pending: bool = False
    unread: set[str] = field(default_factory=set)
