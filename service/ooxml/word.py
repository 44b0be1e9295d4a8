"""A Word file held open: its text as the reviewer sees it, and comments and tracked changes put on ranges of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from service.domain.document import Span
from service.ooxml import mark
from service.ooxml.archive import Archive, open_archive
from service.ooxml.comments import comment, comments_of
from service.ooxml.package import body_of, main_part
from service.ooxml.places import Walk
from service.ooxml.revisions import Stamp, stamp_of
from service.ooxml.walk import walk


class Change(NamedTuple):
    """New words for a span of the text; an empty span inserts, no words delete."""

    span: Span
    words: str


class Note(NamedTuple):
    """A comment on a span; its words may have several lines."""

    span: Span
    words: str


@dataclass(slots=True)
class WordFile:
    """An opened .docx. Spans are half-open code points in `text`."""

    archive: Archive
    main: str
    root: etree._Element
    seen: Walk

    @property
    def text(self) -> str:
        """What reviewers read, pending changes taken as accepted."""
        return self.seen.text

    def refusal(self, change: Change) -> str | None:
        """Why a change can't be tracked, as a Chinese clause, or None where it can."""
        return mark.refusal(self.seen, *change)

    def marked(self, changes: Iterable[Change], notes: Iterable[Note], when: datetime | None = None) -> bytes:
        """The file with these changes tracked and these comments. Once only: the tree is altered.

        Changes must not overlap, and `refusal` must have nothing against them.
        """
        stamp = stamp_of(self.root, when)
        self._comment(sorted(notes, key=lambda note: (note.span.start, -note.span.end)), stamp)
        # From the end to the start, so that of an insertion and a change at one place the insertion stays first.
        for change in _gathered(changes)[::-1]:
            mark.replace(self.seen, *change, stamp)
        self.archive.put(self.main, self.root)
        return self.archive.pack()

    def _comment(self, notes: list[Note], stamp: Stamp) -> None:
        if not notes:
            return
        comments = comments_of(self.archive, self.main)
        for note in notes:
            comment(self.seen, note.span, note.words, comments, stamp)
        comments.put(self.archive, self.main)


def _gathered(changes: Iterable[Change]) -> list[Change]:
    """The changes in reading order; several insertions at one place are one, in the order given."""
    found: list[Change] = []
    for change in sorted(changes, key=lambda change: change.span):
        if found and not change.span.size and found[-1].span == change.span:
            found[-1] = Change(change.span, found[-1].words + change.words)
        else:
            found.append(change)
    return found


def open_word(data: bytes) -> WordFile:
    """The .docx in `data`; raises UnreadableDocument or DocumentTooLong with what to do."""
    archive = open_archive(data)
    main = main_part(archive)
    root = archive.tree(main)
    return WordFile(archive, main, root, walk(body_of(root)))
