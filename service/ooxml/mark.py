"""Writes tracked changes at a range of the text: the smallest that give the new words, in the old words' format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from service.domain.document import Span
from service.ooxml.cut import (
    cut,
    end_run,
    isolate,
    lift_after,
    lift_before,
    paragraphs_at,
    pieces_in,
    run_of,
    split_run,
)
from service.ooxml.names import DEL, INS, PPR, RPR, RUN, TEXT, XML_SPACE, w
from service.ooxml.places import Paragraph, Piece, Walk
from service.ooxml.revisions import Stamp, plain_format

# XML can't hold these, whatever asks for them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK, _COMMENT = w("hyperlink"), w("commentRangeStart")


class Seat(NamedTuple):
    """Where new words go: after a piece, before one, or (no piece) at the end of an empty paragraph."""

    paragraph: Paragraph
    piece: Piece | None = None
    before: bool = False


def shrink(text: str, span: Span, replacement: str) -> tuple[Span, str]:
    """The differing middle of a change: what both sides share at their ends is left alone."""
    old = span.of(text)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, replacement, strict=False)))
    rest, middle = old[head:], replacement[head:]
    pairs = zip(reversed(rest), reversed(middle), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return Span(span.start + head, span.end - tail), middle[: len(middle) - tail]


def refusal(walk: Walk, span: Span, replacement: str) -> str | None:
    """Why the change can't be tracked, as a Chinese clause, or None where it can."""
    span, replacement = shrink(walk.text, span, replacement)
    if "\n" in replacement:
        return "修改要另起一段"
    touched = [pieces for paragraph in paragraphs_at(walk, span) if (pieces := pieces_in(paragraph, span))]
    pieces = [piece for group in touched for piece in group]
    if len(touched) > 1 or sum(min(p.end, span.end) - max(p.start, span.start) for p in pieces) < span.size:
        return "修改跨了段落"
    if any(piece.locked for piece in pieces):
        return "这里是域、注音或受保护的内容"
    if replacement and not span.size and _seat(walk, span.start) is None:
        return "这里是域、注音或受保护的内容"
    return None


def replace(walk: Walk, span: Span, replacement: str, stamp: Stamp) -> None:
    """Track the change at `span`. Ask `refusal` first; call from the end of the text to its start.

    Pieces keep their places in the text as it was read: no offset moves.
    """
    span, replacement = shrink(walk.text, span, replacement)
    if not span.size:
        seat = _seat(walk, span.start)
        if replacement and seat is not None:
            _insert(seat, span.start, replacement, stamp)
        return
    paragraph = next(paragraph for paragraph in paragraphs_at(walk, span) if pieces_in(paragraph, span))
    cut(paragraph, span.start)
    cut(paragraph, span.end)
    pieces = pieces_in(paragraph, span)
    looks = _prevailing_format(pieces)
    last = _delete(isolate(pieces, stamp), stamp)
    if replacement:
        lift_after(last, stamp).addnext(_inserted(replacement, looks, stamp))


def _delete(runs: list[etree._Element], stamp: Stamp) -> etree._Element:
    """Wrap the runs in deletions, one for each row of neighbours; gives the last."""
    deletion: etree._Element | None = None
    for run in runs:
        if deletion is None or deletion.getnext() is not run:
            deletion = stamp.make(DEL)
            run.addprevious(deletion)
        deletion.append(run)
        for node in run.findall(TEXT):
            node.tag = w("delText")
    assert deletion is not None
    return deletion


def _prevailing_format(pieces: list[Piece]) -> etree._Element | None:
    """The run properties that most of these characters have."""
    sizes: dict[bytes, int] = {}
    looks: dict[bytes, etree._Element | None] = {}
    for piece in pieces:
        properties = plain_format(run_of(piece.node).find(RPR))
        key = b"" if properties is None else etree.tostring(properties)
        sizes[key] = sizes.get(key, 0) + piece.end - piece.start
        looks[key] = properties
    return looks[max(sizes, key=lambda key: sizes[key])]


def _inserted(words: str, looks: etree._Element | None, stamp: Stamp) -> etree._Element:
    insertion = stamp.make(INS)
    run = etree.SubElement(insertion, RUN)
    if looks is not None:
        run.append(looks)
    run.extend(nodes_of(words))
    return insertion


def nodes_of(words: str) -> Iterator[etree._Element]:
    """The nodes of a run that show `words`: text, tabs and breaks."""
    for part in re.split(r"([\t\n])", _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", words)):
        if part in ("\t", "\n"):
            yield etree.Element(w("tab" if part == "\t" else "br"))
        elif part:
            node = etree.Element(TEXT, {XML_SPACE: "preserve"})
            node.text = part
            yield node


def _seat(walk: Walk, at: int) -> Seat | None:
    """The best place for words at `at`: beside free text rather than at a link's edge; None where all is locked."""
    seats = [seat for paragraph in paragraphs_at(walk, Span(at, at)) for seat in _beside(paragraph, at)]
    return min(seats, key=_strangeness, default=None)


def _beside(paragraph: Paragraph, at: int) -> list[Seat]:
    if not paragraph.pieces:
        return [Seat(paragraph)]
    around = [piece for piece in paragraph.pieces if piece.start <= at <= piece.end]
    inside = [piece for piece in around if piece.start < at < piece.end]
    return [Seat(paragraph, piece, before=piece.start == at) for piece in inside or around if not piece.locked]


def _strangeness(seat: Seat) -> tuple[bool, bool, bool]:
    """Sorts seats: outside a link first, then in a paragraph with words, then after a piece rather than before one."""
    linked = seat.piece is not None and next(seat.piece.node.iterancestors(_LINK), None) is not None
    return linked, seat.piece is None, seat.before


def _insert(seat: Seat, at: int, words: str, stamp: Stamp) -> None:
    if seat.piece is None:
        _fill(seat.paragraph.element, words, stamp)
        return
    cut(seat.paragraph, at)
    run = run_of(seat.piece.node)
    insertion = _inserted(words, plain_format(run.find(RPR)), stamp)
    if seat.before:
        lift_before(split_run(seat.piece.node, stamp), stamp).addprevious(insertion)
        return
    lift_after(end_run(seat.piece.node, stamp), stamp).addnext(insertion)


def _fill(paragraph: etree._Element, words: str, stamp: Stamp) -> None:
    """The first words of an empty paragraph, in the format of its mark and inside the comments that begin there."""
    head = list(takewhile(lambda child: child.tag in (PPR, _COMMENT), paragraph))
    paragraph.insert(len(head), _inserted(words, plain_format(paragraph.find(f"{PPR}/{RPR}")), stamp))
