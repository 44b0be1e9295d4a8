"""Tells which of a Word file's other stories hold words that no review sees: heads, feet and notes."""

from __future__ import annotations

import re

from lxml import etree

from service.ooxml.archive import Archive
from service.ooxml.names import TEXT, P, w
from service.ooxml.package import related

# A page number, also as "— 1 —" or "第1页 共3页", is no words.
_PAGE_NUMBER = re.compile(r"[\s\d第页共/—－–\-·]*")
_KINDS = {"header": "heads", "footer": "heads", "footnotes": "notes", "endnotes": "notes", "comments": "comments"}


def unread_stories(archive: Archive, main: str) -> set[str]:
    """Which of "heads", "notes" and "comments" hold words."""
    parts = {name: _KINDS[kind] for kind, name in related(archive, main) if kind in _KINDS and name in archive}
    return {kind for name, kind in parts.items() if _has_words(archive.tree(name))}


def _has_words(story: etree._Element) -> bool:
    for paragraph in story.iter(P):
        words = "".join(node.text or "" for node in paragraph.iter(TEXT, w("sym")))
        if not _PAGE_NUMBER.fullmatch(words):
            return True
    return False
