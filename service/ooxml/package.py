"""Finds the parts of a Word package by their relationships, and registers new ones."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from service.errors import UnreadableDocument
from service.ooxml.archive import Archive, broken, open_archive, parse
from service.ooxml.names import CONTENT_TYPES, PACKAGE_RELATIONS, WORD_TYPE, R, w

MAIN_TYPE = f"{WORD_TYPE}.document.main+xml"
_TYPES = "[Content_Types].xml"
_OTHERS = {
    "macroEnabled": "这是启用宏的 Word 文档",
    "template": "这是 Word 模板",
    "spreadsheet": "这是表格文件，不是 Word 文档",
    "presentation": "这是演示文稿，不是 Word 文档",
}


def main_part(archive: Archive) -> str:
    """The name of the part that holds the body; raises UnreadableDocument where the archive is no plain .docx."""
    if _TYPES not in archive:
        raise broken("压缩包里没有 Word 文档")
    name = next((target for kind, target in related(archive, "") if kind == "officeDocument"), None)
    if name is None or name not in archive:
        raise broken("找不到正文")
    kind = _type_of(archive, name)
    if kind != MAIN_TYPE:
        title = next((title for mark, title in _OTHERS.items() if mark in kind), "这不是普通的 Word 文档")
        raise UnreadableDocument(f"{title}。请用 Word 或 WPS 打开，另存为 Word 文档（.docx）再试。")
    return name


def _type_of(archive: Archive, name: str) -> str:
    rows = archive.tree(_TYPES)
    for row in rows:
        if row.get("PartName", "").lower() == f"/{name.lower()}":
            return row.get("ContentType", "")
    suffix = name.rsplit(".", 1)[-1]
    return next((row.get("ContentType", "") for row in rows if row.get("Extension") == suffix), "")


def is_word(data: bytes) -> bool:
    """Whether `data` is a .docx whose body can be found."""
    try:
        main_part(open_archive(data))
    except UnreadableDocument:
        return False
    return True


def related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """(kind, name) of every part inside the package that `part` points to; the package itself is the part ""."""
    relations = _relations_of(part)
    if relations not in archive:
        return
    for row in archive.tree(relations):
        if row.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), row.get("Target", "")))
            yield row.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def find_part(archive: Archive, main: str, kind: str) -> str | None:
    """The name of the part of that kind ("styles", "comments") that the body points to, or None."""
    return next((name for found, name in related(archive, main) if found == kind and name in archive), None)


def add_part(archive: Archive, main: str, kind: str, root: etree._Element) -> str:
    """Register `root` as a new part of that kind beside the body; gives its name."""
    name = _free(archive, posixpath.join(posixpath.dirname(main), kind))
    types = archive.tree(_TYPES)
    etree.SubElement(
        types, f"{{{CONTENT_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": f"{WORD_TYPE}.{kind}+xml"}
    )
    archive.put(_TYPES, types)
    _relate(archive, main, kind, posixpath.basename(name))
    archive.put(name, root)
    return name


def _free(archive: Archive, stem: str) -> str:
    taken = {name.lower() for name in (*archive.entries, *archive.changed)}
    number = 1
    name = f"{stem}.xml"
    while name.lower() in taken:
        number += 1
        name = f"{stem}{number}.xml"
    return name


def _relate(archive: Archive, main: str, kind: str, target: str) -> None:
    relations = _relations_of(main)
    none = f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()
    rows = archive.tree(relations) if relations in archive else parse(none)
    taken = {row.get("Id") for row in rows}
    number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(
        rows,
        f"{{{PACKAGE_RELATIONS}}}Relationship",
        {"Id": f"rId{number}", "Type": f"{R}/{kind}", "Target": target},
    )
    archive.put(relations, rows)


def body_of(root: etree._Element) -> etree._Element:
    """The body of the main part; raises UnreadableDocument for a strict or foreign vocabulary."""
    body = root.find(w("body"))
    if body is None:
        strict = "purl.oclc.org/ooxml" in str(root.tag)
        if strict:
            raise UnreadableDocument(
                "这是“严格 Open XML”格式的 Word 文档，暂不能读取。请在 Word 中另存为“Word 文档（.docx）”再试。"
            )
        raise broken("找不到正文")
    return body
