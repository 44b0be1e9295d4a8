"""Lays a plain text out as a new Word file in the form of an official document, ready to be marked.

Measures follow GB/T 9704—2012: A4; margins of 37, 35, 28 and 26 mm (top, bottom, left, right); title 方正小标宋简体
22 pt, centred; 一、 in 黑体, （一） in 楷体_GB2312, the rest in 仿宋_GB2312, all 16 pt; first lines two characters in;
lines 28.95 pt; page numbers — 1 — outside at the foot. The text of the file, as our walk reads it, is the text given.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lxml import etree

from service.ooxml.gongwen import PARTS
from service.ooxml.mark import nodes_of
from service.ooxml.names import PPR, RUN, VAL, P, W, w

_TITLE_LIMIT = 60  # characters: a longer first line is no title
_FIRST = re.compile(r"[ \t\u3000]*[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"[ \t\u3000]*[（(][一二三四五六七八九十]{1,3}[）)][^。：:\n]{0,80}[。：:]?")
_INDENTED = re.compile(r"[ \t\u3000]")
_PORTRAIT = (("w", "11906"), ("h", "16838"))
_MARGINS = (("top", "2098"), ("right", "1474"), ("bottom", "1984"), ("left", "1587"), ("header", "851"))


def lay_out(text: str) -> bytes:
    """A .docx that holds `text`, a paragraph a line, the first short line as the title."""
    root = etree.Element(w("document"), nsmap={"w": W})
    body = etree.SubElement(root, w("body"))
    lines = text.split("\n")
    title = next((number for number, line in enumerate(lines) if line.strip()), -1)
    for number, line in enumerate(lines):
        body.append(_title(line) if number == title and _is_title(line) else _paragraph(line))
    body.append(_section())
    return _packed(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _is_title(line: str) -> bool:
    short = len(line.strip()) <= _TITLE_LIMIT
    return short and not _FIRST.match(line) and not line.rstrip().endswith(("。", "；", "："))


def _title(line: str) -> etree._Element:
    return _styled("GongwenTitle", (line, None))


def _paragraph(line: str) -> etree._Element:
    """One line. A heading may run on into its paragraph: then only its own words are set as a heading."""
    flush = bool(_INDENTED.match(line))
    if _FIRST.match(line) and len(line) <= _TITLE_LIMIT and "。" not in line.rstrip("。"):
        return _styled("GongwenHeading1", (line, None), flush=flush)
    second = _SECOND.match(line)
    if second is None:
        return _styled("", (line, None), flush=flush)
    head, rest = line[: second.end()], line[second.end() :]
    return _styled("", (head, "GongwenHeading2"), (rest, None), flush=flush)


def _styled(style: str, *parts: tuple[str, str | None], flush: bool = False) -> etree._Element:
    """A paragraph; `flush` where the line brings its own blanks for the indent."""
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, PPR)
    if style:
        etree.SubElement(properties, w("pStyle"), {VAL: style})
    if flush:
        etree.SubElement(properties, w("ind"), {w("firstLineChars"): "0", w("firstLine"): "0"})
    for words, look in parts:
        run = etree.SubElement(paragraph, RUN)
        if look:
            etree.SubElement(etree.SubElement(run, w("rPr")), w("rStyle"), {VAL: look})
        run.extend(nodes_of(words))
        if not len(run):
            paragraph.remove(run)
    return paragraph


def _section() -> etree._Element:
    """Page size and margins in twentieths of a point, and the two feet."""
    section = etree.Element(w("sectPr"))
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for kind, relation in (("even", "rId3"), ("default", "rId2")):
        etree.SubElement(section, w("footerReference"), {w("type"): kind, link: relation})
    etree.SubElement(section, w("pgSz"), {w(name): size for name, size in _PORTRAIT})
    margins = (*_MARGINS, ("footer", "1587"), ("gutter", "0"))
    etree.SubElement(section, w("pgMar"), {w(name): size for name, size in margins})
    return section


def _packed(document: bytes) -> bytes:
    target = BytesIO()
    parts: dict[str, str | bytes] = {**PARTS, "word/document.xml": document}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, so that the same text gives the same file
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, part)
    return target.getvalue()
