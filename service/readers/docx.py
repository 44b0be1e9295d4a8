"""Reads Word files (.docx): every paragraph of the body, tables and controls too, pending changes taken as accepted.

What is read, and what takes no room in the text, is told in service/ooxml/walk.py: marking uses the same walk, so a
span of this text is a place in the writer's file. A line break inside a paragraph ends a block, as a new paragraph
does; blank lines stay in the text and are no blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.document import Block, BlockKind, Document, Span
from service.errors import UnreadableDocument
from service.ooxml.margins import unread_stories
from service.ooxml.places import Paragraph, Walk
from service.ooxml.styles import Headings, headings_of
from service.ooxml.word import open_word
from service.readers._limits import refuse_long, shown
from service.readers.text import blocks_of

SUFFIXES = (".docx",)

_EMPTY = "里没有文字，只有空白、图片或文本框。请核对文件是否保存完整；扫描件请先做文字识别。"
_PENDING = "文件中有尚未处理的修订，已按全部接受后的文字审阅。"
_UNREAD = {
    "boxes": "文本框、图形或嵌入对象里的文字没有审阅，请把要审阅的文字移到正文。",
    "hidden": "隐藏文字没有审阅。",
    "contents": "目录没有审阅。",
    "formula": "公式没有审阅。",
    "heads": "页眉、页脚里的文字没有审阅。",
    "notes": "脚注、尾注没有审阅。",
    "comments": "文件中已有的批注没有审阅，原样保留。",
    "numbering": "Word 自动生成的编号不是正文文字，没有读入；引用的文字里看不到这些编号。",
}


def read(data: bytes, name: str) -> Document:
    """The document in `data`; raises UnreadableDocument or DocumentTooLong with what to do."""
    word = open_word(data)
    refuse_long(len(word.text), name)
    if not any(map(str.isalnum, word.text)):
        raise UnreadableDocument(f"“{shown(name)}”{_EMPTY}")
    unread = word.seen.unread | unread_stories(word.archive, word.main)
    pending = [_PENDING] if word.seen.pending else []
    notes = (*pending, *(sentence for kind, sentence in _UNREAD.items() if kind in unread))
    blocks = tuple(_blocks(word.seen, headings_of(word.archive, word.main)))
    return Document(name, word.text, blocks, ".docx", notes)


def _blocks(walk: Walk, headings: Headings) -> Iterator[Block]:
    """A block a line that is not blank; its kind is that of the paragraph in which it ends."""
    number = start = 0
    for paragraph in _line_ends(walk):
        text = walk.text[start : paragraph.end]
        level = 0 if paragraph.in_cell else headings.level(paragraph.element, text)
        for line in text.split("\n"):
            if line.strip():
                yield Block(number, _kind(paragraph, level, line), level, Span(start, start + len(line)))
                number += 1
            start += len(line) + 1


def _line_ends(walk: Walk) -> Iterator[Paragraph]:
    """The paragraphs that end a line: those that run on into the next are read with it."""
    return (paragraph for paragraph in walk.paragraphs if not paragraph.runs_on)


def _kind(paragraph: Paragraph, level: int, line: str) -> BlockKind:
    if "<!--" in line and blocks_of(line)[0].kind == "directive":
        return "directive"
    if paragraph.in_cell:
        return "cell"
    return "heading" if level else "paragraph"
