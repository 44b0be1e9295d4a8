"""Opens the zip archive of a Word file without being harmed by it, and writes it back with some parts replaced."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from service.errors import DocumentTooLong, UnreadableDocument

# What a report with pictures never reaches, and a hostile file must not pass.
MAX_ENTRIES = 4_000
MAX_UNPACKED = 200 * 1024 * 1024  # bytes, all parts together
MAX_PART = 40 * 1024 * 1024  # bytes of one part that is parsed as XML
MAX_RATIO = 150  # unpacked to packed, looked at once SMALL is passed
SMALL = 8 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "这不是完好的 Word 文件（.docx）：{}。请用 Word 或 WPS 打开后另存为 .docx 再试；打不开的，请换一份完好的。"
_LARGE = "这个 Word 文件{}，为保护本机不予打开。请用 Word 或 WPS 新建文档，只粘贴正文，另存后再试。"
_LOCKED = "这个 Word 文件设有打开密码，无法读取。请在 Word 或 WPS 中取消密码，另存后再试。"
_OLD = "这是旧版 Word（.doc）或 WPS 文件，不是 .docx。请用 Word 或 WPS 打开，另存为 .docx 再试。"
_DECLARED = "里面有文档类型或实体声明，正常的 Word 文件没有这些，可能有害"


def broken(why: str) -> UnreadableDocument:
    """The error of a file that is no sound .docx; `why` is a Chinese clause without full stop."""
    return UnreadableDocument(_BROKEN.format(why))


@dataclass(slots=True)
class Archive:
    """The parts of an opened archive by name ("word/document.xml"); `changed` are the parts to be written anew."""

    data: bytes
    entries: dict[str, zipfile.ZipInfo]
    changed: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.changed or name in self.entries

    def read(self, name: str) -> bytes:
        """The bytes of the part; raises UnreadableDocument where it is missing or damaged."""
        if name in self.changed:
            return self.changed[name]
        if name not in self.entries:
            raise broken("缺少必要的部件")
        with zipfile.ZipFile(BytesIO(self.data)) as zipped:
            return _unpack(zipped, self.entries[name])

    def tree(self, name: str) -> etree._Element:
        """The part parsed as XML, with no entity expanded and nothing fetched; raises UnreadableDocument."""
        if name in self.entries and self.entries[name].file_size > MAX_PART:
            raise DocumentTooLong(_LARGE.format("正文过大"))
        return parse(self.read(name))

    def put(self, name: str, root: etree._Element) -> None:
        """Write `root` as the part of that name when the archive is packed."""
        self.changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def pack(self) -> bytes:
        """The archive with the changed parts in place; the others keep their bytes, order and dates."""
        target = BytesIO()
        with (
            zipfile.ZipFile(BytesIO(self.data)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name, entry in self.entries.items():
                new.writestr(_fresh(entry), self.changed.get(name) or _unpack(old, entry))
            for name in self.changed.keys() - self.entries.keys():
                new.writestr(_fresh(zipfile.ZipInfo(name)), self.changed[name])
        return target.getvalue()


def _fresh(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type = zipfile.ZIP_DEFLATED
    return copy


def open_archive(data: bytes) -> Archive:
    """The archive in `data`, checked for size, number and ratio; raises UnreadableDocument or DocumentTooLong."""
    if data.startswith(_OLE):
        raise UnreadableDocument(_LOCKED if "EncryptedPackage".encode("utf-16-le") in data else _OLD)
    try:
        with zipfile.ZipFile(BytesIO(data)) as zipped:
            entries = zipped.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise broken("压缩包已损坏，或不是压缩包") from error
    _refuse_bomb(entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(_LOCKED)
    return Archive(data, {entry.filename: entry for entry in entries if not entry.is_dir()})


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise DocumentTooLong(_LARGE.format("内含的部件过多"))
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise DocumentTooLong(_LARGE.format("解压后异常庞大"))


def _unpack(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # zipfile stops at the declared size, which is under our limits by now, and checks the sum.
    try:
        return zipped.read(entry)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise broken("压缩包里的部件已损坏") from error


def parse(data: bytes) -> etree._Element:
    """The XML in `data`; raises UnreadableDocument for broken XML and for any document type or entity declaration."""
    if any("<!DOCTYPE".encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")):
        raise broken(_DECLARED)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken("内部的 XML 不完整") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise broken(_DECLARED)
    return root
