"""Tells from its bytes what a file really is, so that a wrong name is met with a clear word."""

from __future__ import annotations

from typing import NamedTuple

from service.errors import UnreadableDocument
from service.readers._limits import shown


class Kind(NamedTuple):
    """What some bytes seem to be, in Chinese, and the suffixes that such a file may bear (none: we don't read it)."""

    title: str
    suffixes: tuple[str, ...] = ()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (
    (b"word/document", Kind("Word 文档（.docx）", (".docx",))),
    (b"application/vnd.oasis.opendocument.text", Kind("OpenDocument 文档（.odt）", (".odt",))),
    (b"xl/workbook", Kind("Excel 表格（.xlsx）")),
    (b"ppt/presentation", Kind("演示文稿（.pptx）")),
    (b"OFD.xml", Kind("OFD 版式文件")),
)
_ANY_ZIP = Kind("zip 压缩包")
_STREAMS = (
    ("EncryptedPackage", Kind("加了密码的 Office 文档")),
    ("WordDocument", Kind("旧版 Word 或 WPS 文档（.doc、.wps）", (".doc", ".wps"))),
    ("Workbook", Kind("旧版 Excel 表格（.xls）")),
    ("PowerPoint Document", Kind("旧版演示文稿（.ppt）")),
)
_HEADS = (
    (b"{\\rtf", Kind("RTF 文档（.rtf）", (".rtf",))),
    (b"\x89PNG", Kind("PNG 图片")),
    (b"\xff\xd8\xff", Kind("JPEG 图片")),
    (b"GIF8", Kind("GIF 图片")),
    (b"II*\x00", Kind("TIFF 图片")),
    (b"MM\x00*", Kind("TIFF 图片")),
    (b"MZ\x90", Kind("Windows 程序")),
    (b"\x7fELF", Kind("Linux 程序")),
    (b"Rar!", Kind("RAR 压缩包")),
    (b"7z\xbc\xaf", Kind("7z 压缩包")),
    (b"\x1f\x8b", Kind("gzip 压缩包")),
    (b"SQLite format 3\x00", Kind("数据库文件")),
)
_PAGES = (b"<!doctype html", b"<html", b"mime-version:")
_PAGE = Kind("网页（HTML）", (".txt", ".md", ".markdown"))


def seems(data: bytes) -> Kind | None:
    """What `data` is by its first bytes and, for packages, by the names of its parts; None for text and the unknown."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for mark, kind in _ZIPS if mark in data), _ANY_ZIP)
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), Kind("旧版 Office 文件"))
    if b"%PDF-" in data[:1024]:
        return Kind("PDF 文件（.pdf）", (".pdf",))
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    page = _PAGE if head.startswith(_PAGES) else None
    return next((kind for mark, kind in _HEADS if data.startswith(mark)), page)


def refuse_misnamed(data: bytes, name: str, suffix: str, is_text: bool) -> None:
    """Raises UnreadableDocument where the content of `data` is not what `suffix` says."""
    kind = seems(data)
    if kind is None and not is_text:
        raise UnreadableDocument(
            f"“{shown(name)}”的文件名与内容不符：扩展名是 {suffix}，内容却不是这种文件，可能已损坏或被改过扩展名。"
            "请用 Word 或 WPS 打开核对后，另存为 .docx 再试。"
        )
    # A Word body may bear any name in its package, so an unfamiliar package is left to the Word reader to judge.
    if kind is _ANY_ZIP and suffix == ".docx":
        return
    if kind is not None and suffix not in kind.suffixes:
        raise UnreadableDocument(_mismatch(kind, name, suffix))


def _mismatch(kind: Kind, name: str, suffix: str) -> str:
    if "密码" in kind.title:
        return f"“{shown(name)}”是{kind.title}，无法读取。请用 Word 或 WPS 打开，取消密码保护后另存再试。"
    advice = (
        f"请把扩展名改为 {kind.suffixes[0]} 再试" if kind.suffixes else "请用 Word 或 WPS 打开正文，另存为 .docx 再试"
    )
    unnamed = f"“{shown(name)}”看起来是{kind.title}，不是能审阅的文档。{advice}。"
    return (
        f"“{shown(name)}”的文件名与内容不符：扩展名是 {suffix}，内容看起来是{kind.title}。{advice}。"
        if suffix
        else unnamed
    )
