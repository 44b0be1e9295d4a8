"""Cuts the paragraphs of a section into its items: one problem point, one cause or one measure each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.domain.document import Block, Span
from service.outline.numbering import Number, inline_numbers, number_at
from service.text.cut import trim

# A shorter paragraph with no full stop is the item's own little heading, not a point by itself.
_TITLE = 32
# An item of a series inside one paragraph is a point of its own only when it says something.
_TELLING = 18
# A paragraph of this length tells a point by itself.
_WHOLE = 60
_LEAD_IN = re.compile(r"[：:]$")
_CONTINUES = re.compile(
    r"^(?:究其|产生.{0,6}原因|主要原因|原因[是：:]|特别是|尤其|对此|为此|这(?:些|反映|说明|暴露|表明))"
)


@dataclass(slots=True)
class _Open:
    """An item that is still growing."""

    start: int
    end: int
    titled: bool  # it is only a little heading so far
    marks: list[Number] = field(default_factory=list)


def cut_items(text: str, pieces: list[Span], apart: bool = False) -> tuple[Span, ...]:
    """The items of a section, in reading order.

    `pieces` are the section's paragraphs (the first may begin behind a heading on the same line). The numbering style
    of the first numbered paragraph is that of the items: deeper styles and unnumbered paragraphs after it belong to the
    item before. Without numbers each paragraph is an item; with `apart` a long one behind a whole numbered paragraph is
    one too (problem points are told a paragraph each). 一是…。二是… inside one paragraph are items.
    """
    numbers = [number_at(text, *piece) for piece in pieces]
    style = next((number.style for number in numbers if number), None)
    found: list[_Open] = []
    for piece, number in zip(pieces, numbers, strict=True):
        begins = number.style == style if number else style is None or not _numbered(found)
        begins = begins or (apart and number is None and _stands_alone(piece, found[-1]))
        if found and (found[-1].titled or not begins or _CONTINUES.match(text[piece.start : piece.end])):
            found[-1].end = piece.end
            found[-1].titled = False
        else:
            words = Span(number.span.end if number else piece.start, piece.end)
            found.append(_Open(piece.start, piece.end, _is_title(text, words), [number] if number else []))
    items = [trim(text, Span(item.start, item.end)) for item in found if not _is_lead_in(text, item, style)]
    members = [part for item in items for part in _series(text, item)]
    return tuple(part for part in (_unnumbered(text, member) for member in members) if part.size > 3)


def _unnumbered(text: str, item: Span) -> Span:
    number = number_at(text, *item)
    return trim(text, Span(number.span.end, item.end)) if number else item


def _stands_alone(piece: Span, before: _Open) -> bool:
    return piece.size >= _WHOLE and before.end - before.start >= _WHOLE


def _numbered(found: list[_Open]) -> bool:
    return bool(found and found[-1].marks)


def _is_title(text: str, span: Span) -> bool:
    return span.size <= _TITLE and text[span.end - 1] not in "。！？；”）.!?;"


def _is_lead_in(text: str, item: _Open, style: str | None) -> bool:
    """主要有以下三个方面： introduces the items and is none."""
    words = text[item.start : item.end].rstrip()
    return not item.marks and bool(_LEAD_IN.search(words)) and style is not None


def _series(text: str, item: Span) -> list[Span]:
    """`item` cut at 一是…。二是…, where each member says something of its own; what stands before joins the first."""
    series = inline_numbers(text, item)
    if not series:
        return [item]
    ends = [number.span.start for number in series[1:]] + [item.end]
    starts = [item.start] + [number.span.end for number in series[1:]]
    members = [trim(text, Span(start, end)) for start, end in zip(starts, ends, strict=True)]
    telling = all(text[member.end - 1] in "。！？；.;" or member.end == item.end for member in members)
    sizes = sorted(member.size for member in members)
    apart = all(text[member.end - 1] in "。！？." for member in members[:-1])
    long_enough = sizes[0] >= (_TELLING if apart else 3 * _TELLING)
    return members if telling and long_enough else [item]


def paragraphs(text: str, blocks: list[Block]) -> list[Span]:
    """The blocks' spans without white space at their ends, empty ones left out."""
    return [span for span in (trim(text, block.span) for block in blocks) if span.size]
