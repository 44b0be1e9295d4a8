"""Reads plain text and Markdown; the author's lines stay as they are, a line a block.

Line ends of every kind become one line feed; blank lines stay in the text and are no blocks. Invisible control
characters become blanks, one for one, and a note says so. Nothing else inside a line is altered.
"""

from __future__ import annotations

import re

from service.domain.document import Block, BlockKind, Document, Span
from service.errors import UnreadableDocument
from service.readers._decode import decode
from service.readers._limits import refuse_long, shown

SUFFIXES = (".txt", ".md", ".markdown", ".text")

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t\u3000]+(.*?)[ \t\u3000]*#*[ \t\u3000]*$")
_DIRECTIVE = re.compile(r"\s*<!--\s*sixlead:.*-->\s*$")


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """The text of `data`, guessed as `decode` says or by `encoding`; raises UnreadableDocument."""
    text = _LINE_END.sub("\n", decode(data, name, encoding))
    refuse_long(len(text), name)
    hidden = len(_CONTROL.findall(text))
    if hidden > 3 + 0.02 * len(text):
        raise UnreadableDocument(
            f"“{shown(name)}”满是不可见的控制字符，看起来是二进制数据，不是文本。"
            "请用 Word 或 WPS 打开正文，另存为 .docx 再试。"
        )
    if not text.strip() or not any(map(str.isalnum, text)):
        raise UnreadableDocument(f"“{shown(name)}”里没有文字，只有空白或符号。请核对文件是否保存完整。")
    return Document(name, _CONTROL.sub(" ", text), blocks_of(text), ".txt", _notes(text, hidden))


def blocks_of(text: str) -> tuple[Block, ...]:
    """A block a line that is not blank, over the whole line; of a Markdown heading only its words."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            kind, level, span = _block(line, start)
            blocks.append(Block(len(blocks), kind, level, span))
        start += len(line) + 1
    return tuple(blocks)


def _block(line: str, start: int) -> tuple[BlockKind, int, Span]:
    whole = Span(start, start + len(line))
    if "<!--" in line and _DIRECTIVE.match(line):
        return "directive", 0, whole
    heading = _HEADING.match(line) if "#" in line else None
    if heading and heading[2]:
        return "heading", len(heading[1]), Span(*heading.span(2)).shifted(start)
    return "paragraph", 0, whole


def _notes(text: str, hidden: int) -> tuple[str, ...]:
    notes = []
    if hidden:
        notes.append(f"文中有 {hidden} 个不可见的控制字符，已按空格读取。")
    if "\ufffd" in text:
        notes.append("文中有“\ufffd”，是以前转换编码时丢失的字，请对照原稿补上。")
    return tuple(notes)
