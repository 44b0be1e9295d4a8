"""A small draft of only the sentences that edits touch, as they would read: to see what the edits bring with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from service.domain.document import Block, Document, Span
from service.domain.draft import Draft, LeadSection, PartSection
from service.domain.edit import Edit

T = TypeVar("T")
_STOP = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Patch:
    """One touched sentence: where it stands in the report, where its mended form stands in the trial, its edits.

    `places` are the spans in the trial that the edits' replacements take up, with one character on either side.
    """

    old: Span
    new: Span
    edits: tuple[Edit, ...]
    places: tuple[Span, ...]


def trial_of(draft: Draft, edits: Iterable[Edit]) -> tuple[Draft, list[Patch]]:
    """The trial draft and its patches, in reading order. `edits` do not overlap and each lies inside one paragraph."""
    pieces: list[str] = []
    patches: list[Patch] = []
    start = 0
    for old, own in _by_sentence(draft.text, sorted(edits, key=lambda edit: edit.span)):
        words, places = _mended(draft.text, old, own, start)
        patches.append(Patch(old, Span(start, start + len(words)), tuple(own), tuple(places)))
        pieces.append(words)
        start += len(words) + 1
    text = "\n".join(pieces)
    blocks = tuple(Block(n, "paragraph", 0, patch.new) for n, patch in enumerate(patches))
    document = Document(draft.document.name, text, blocks, draft.document.source)
    trial = replace(
        draft, document=document, title=None, silences=(), points=(), scores=(), causes=(), measures=(),
        parts=tuple(_parts(draft, patches)), leads=tuple(_leads(draft, patches)),
    )  # fmt: skip
    return trial, patches


def _by_sentence(text: str, edits: list[Edit]) -> Iterator[tuple[Span, list[Edit]]]:
    """The sentences that hold edits, each with its edits; one that an edit runs across is joined with the next."""
    own: list[Edit] = []
    hull = Span(0, 0)
    stops = [0, *(found.end() for found in _STOP.finditer(text)), len(text)]
    for edit in edits:
        start = stops[bisect_right(stops, edit.span.start) - 1]
        end = max(edit.span.end, stops[min(bisect_left(stops, max(edit.span.end, start + 1)), len(stops) - 1)])
        if own and start < hull.end:
            hull = Span(hull.start, max(hull.end, end))
        else:
            if own:
                yield hull, own
            own, hull = [], Span(start, end)
        own.append(edit)
    if own:
        yield hull, own


def _mended(text: str, old: Span, edits: list[Edit], start: int) -> tuple[str, list[Span]]:
    pieces: list[str] = []
    places: list[Span] = []
    at, length = old.start, 0
    for edit in edits:
        pieces += (text[at : edit.span.start], edit.replacement)
        length += edit.span.start - at
        places.append(Span(max(start, start + length - 1), start + length + len(edit.replacement) + 1))
        length += len(edit.replacement)
        at = edit.span.end
    return "".join([*pieces, text[at : old.end]]), places


def _parts(draft: Draft, patches: list[Patch]) -> Iterator[PartSection]:
    for section, patch in _inside([(section.span, section) for section in draft.parts], patches):
        yield PartSection(section.name, None, patch.new, (patch.new,))


def _leads(draft: Draft, patches: list[Patch]) -> Iterator[LeadSection]:
    for section, patch in _inside([(section.span, section) for section in draft.leads], patches):
        yield LeadSection(section.lead, None, patch.new, (patch.new,))


def _inside(sections: list[tuple[Span, T]], patches: list[Patch]) -> Iterator[tuple[T, Patch]]:
    """Each patch with the section that it begins in; both lists are in reading order."""
    n = 0
    for patch in patches:
        while n < len(sections) and sections[n][0].end <= patch.old.start:
            n += 1
        if n < len(sections) and sections[n][0].meets(patch.old):
            yield sections[n][1], patch
