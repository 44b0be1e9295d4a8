"""Cuts runs and pieces at offsets of the text, keeping every character's format and every piece's place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy

from lxml import etree

from service.domain.document import Span
from service.ooxml.names import DEL, ID, INS, MOVE_TO, RPR, TEXT, XML_SPACE, w
from service.ooxml.places import Paragraph, Piece, Walk
from service.ooxml.revisions import Stamp

_LAYOUT = w("lastRenderedPageBreak")
_WRAPPERS = (INS, MOVE_TO, DEL)


def paragraphs_at(walk: Walk, span: Span) -> list[Paragraph]:
    """The paragraphs that `span` touches; for an empty span those that it may stand in, an edge counting as inside."""
    first = bisect_left(walk.paragraphs, span.start, key=lambda paragraph: paragraph.end)
    last = bisect_right(walk.paragraphs, span.end, key=lambda paragraph: paragraph.start)
    return walk.paragraphs[first:last]


def pieces_in(paragraph: Paragraph, span: Span) -> list[Piece]:
    """The pieces of the paragraph that share a character with `span`."""
    first = bisect_right(paragraph.pieces, span.start, key=lambda piece: piece.end)
    last = bisect_left(paragraph.pieces, span.end, key=lambda piece: piece.start)
    return paragraph.pieces[first:last]


def cut(paragraph: Paragraph, at: int) -> None:
    """Make `at` an edge of pieces. What can't be cut (a ruby) stays whole."""
    index = bisect_right(paragraph.pieces, at, key=lambda piece: piece.end)
    if index == len(paragraph.pieces):
        return
    piece = paragraph.pieces[index]
    if piece.start < at and piece.node.tag == TEXT:
        text = piece.node.text or ""
        rest = etree.Element(TEXT, {XML_SPACE: "preserve"})
        rest.text = text[at - piece.start :]
        piece.node.text = text[: at - piece.start]
        piece.node.addnext(rest)
        paragraph.pieces.insert(index + 1, Piece(at, piece.end, rest, piece.locked))
        piece.end = at


def split_run(node: etree._Element, stamp: Stamp) -> etree._Element:
    """Make `node` the first in its run: what stands before it goes to a run of its own, of the same format."""
    run = run_of(node)
    before = [child for child in node.itersiblings(preceding=True) if child.tag != RPR][::-1]
    if before:
        first = _shell(run)
        properties = run.find(RPR)
        if properties is not None:
            first.append(stamp.renumber(deepcopy(properties)))
        first.extend(before)
        run.addprevious(first)
    return run


def end_run(node: etree._Element, stamp: Stamp) -> etree._Element:
    """Make `node` the last in its run: what stands after it goes to a run of its own. Gives the run of `node`."""
    after = node.getnext()
    if after is not None:
        split_run(after, stamp)
    return run_of(node)


def _shell(element: etree._Element) -> etree._Element:
    """An empty element of the same name and attributes."""
    twin = etree.Element(element.tag)
    for name, value in element.items():
        twin.set(name, value)
    return twin


def run_of(node: etree._Element) -> etree._Element:
    """The run that holds a piece's node."""
    run = node.getparent()
    assert run is not None
    return run


def isolate(pieces: list[Piece], stamp: Stamp) -> list[etree._Element]:
    """The runs, in order, that hold these pieces and nothing else; pictures and the like are left outside."""
    nodes = {piece.node for piece in pieces}
    for node in (piece.node for piece in pieces):
        for layout in [*node.itersiblings(_LAYOUT), *node.itersiblings(_LAYOUT, preceding=True)]:
            run_of(layout).remove(layout)
        before, after = node.getprevious(), node.getnext()
        if before is not None and before.tag != RPR and before not in nodes:
            split_run(node, stamp)
        if after is not None and after not in nodes:
            split_run(after, stamp)
    return list(dict.fromkeys(run_of(piece.node) for piece in pieces))


def lift_before(element: etree._Element, stamp: Stamp) -> etree._Element:
    """What stands where `element` begins, outside all tracked changes: these are split where they must be."""
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        if element.getprevious() is not None:
            _split_change(parent, element, stamp)
        element, parent = parent, parent.getparent()
    return element


def lift_after(element: etree._Element, stamp: Stamp) -> etree._Element:
    """What stands where `element` ends, outside all tracked changes: these are split where they must be."""
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        after = element.getnext()
        if after is not None:
            parent = _split_change(parent, after, stamp)
        element, parent = parent, parent.getparent()
    return element


def _split_change(change: etree._Element, child: etree._Element, stamp: Stamp) -> etree._Element:
    """Move what stands before `child` to a twin in front of `change`; gives the twin."""
    twin = _shell(change)
    twin.set(ID, stamp.number())
    twin.extend(list(child.itersiblings(preceding=True))[::-1])
    change.addprevious(twin)
    return twin
