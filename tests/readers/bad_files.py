"""Makes every kind of file that sixlead must refuse: what each is, its name, its bytes."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

import docx

TEXT = "对照检查材料\n学习不够深入，联系群众不够紧密，调查研究不够扎实。\n" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


class Bad(NamedTuple):
    """One bad file; `word` must stand in the message; `encoding` is what the caller names."""

    kind: str
    name: str
    make: Callable[[], bytes]
    word: str
    encoding: str | None = None


def sound_docx() -> bytes:
    """A Word file that is read without complaint: what the broken ones are made from."""
    document, target = docx.Document(), BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


def repacked(change: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The sound Word file with these parts replaced, added or (None) left out."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(sound_docx())) as old, zipfile.ZipFile(target, "w", compression) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def with_body(xml: str) -> bytes:
    """The sound Word file with another body."""
    return repacked({"word/document.xml": xml.encode()})


def other_zip(names: list[str], content: bytes = b"<x/>") -> bytes:
    """A zip of these entries, all with this content."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in names:
            new.writestr(name, content)
    return target.getvalue()


def laughs() -> bytes:
    """Entities that unfold to 10^9 words."""
    rows = '<!ENTITY a0 "哈哈哈">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_body(f"<!DOCTYPE x [{rows}]>" + BODY.format("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"))


def outside(declared: str) -> bytes:
    """A body that points to a file of this machine."""
    return with_body(f"<!DOCTYPE x {declared}>" + BODY.format("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"))


def bomb() -> bytes:
    """A Word file of 300 KB whose body unpacks to 300 MB."""
    return repacked({"word/document.xml": BODY.format("<w:p/>").encode() + b" " * 300_000_000})


def flipped(data: bytes) -> bytes:
    """The Word file `data` with some bytes of its packed body changed."""
    start = data.index(b"word/document.xml") + 80
    return data[:start] + bytes(byte ^ 0x55 for byte in data[start : start + 100]) + data[start + 100 :]


def encrypted_zip() -> bytes:
    """The sound Word file with every entry flagged as encrypted."""
    data = bytearray(sound_docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + head + b"trailer <</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(data))


def paged_pdf(count: int, content: bytes = b"<</Length 0>>\nstream\n\nendstream") -> bytes:
    """A PDF of that many pages, all with this content."""
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    pages = [b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R>>"] * count
    tree = b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)
    return pdf([b"<</Type /Catalog /Pages 2 0 R>>", tree, content, *pages])


def locked_pdf() -> bytes:
    """A PDF whose password no one knows."""
    secret = b"<" + b"5a" * 32 + b">"
    lock = b"<</Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s>>" % (secret, secret)
    objects = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 0 /Kids []>>", lock]
    return pdf(objects, b"/Encrypt 3 0 R /ID [<00> <00>]")


def pdf_bomb() -> bytes:
    """A PDF of 3 MB whose page unpacks to 3 GB."""
    packer = zlib.compressobj(9)
    head, block = (packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = head + block * 299 + packer.flush()
    return paged_pdf(1, b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed))


def noise() -> bytes:
    """Random bytes, always the same."""
    return random.Random(5).randbytes(5000)


PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17)
EXE = b"MZ\x90\x00\x03" + bytes(300)


def _texts() -> Iterator[Bad]:
    utf8, gbk = TEXT.encode(), TEXT.encode("gbk")
    yield Bad("empty", "空.txt", lambda: b"", "空文件")
    yield Bad("only a mark", "空.txt", lambda: b"\xef\xbb\xbf", "没有文字")
    yield Bad("white space only", "空.txt", lambda: " \n　\t\n".encode(), "没有文字")
    yield Bad("symbols only", "空.md", lambda: b"------\n******", "没有文字")
    yield Bad("zero bytes", "报告.txt", lambda: bytes(4000), "二进制")
    yield Bad("a zero byte in text", "报告.txt", lambda: utf8 + b"\0" + utf8, "二进制")
    yield Bad("noise", "报告.txt", noise, "二进制")
    yield Bad("noise without zeros", "报告.txt", lambda: noise().replace(b"\0", b"\x01"), "--encoding")
    yield Bad("control characters", "报告.txt", lambda: b"\x01\x02\x03report\x04\x05" * 50, "二进制")
    yield Bad("UTF-8 then GBK", "报告.txt", lambda: utf8 + gbk, "--encoding")
    yield Bad("GBK then UTF-8", "报告.txt", lambda: gbk + utf8, "--encoding")
    yield Bad("one GBK line among UTF-8", "报告.txt", lambda: utf8 + "联系群众\n".encode("gbk") + utf8, "--encoding")
    yield Bad("UTF-8 cut off", "报告.txt", lambda: "学习不够深入，联系群众".encode()[:-1], "--encoding")
    yield Bad("GBK cut off", "报告.txt", lambda: "学习不够深入，联系群众".encode("gbk")[:-1], "--encoding")
    yield Bad(
        "lone surrogates",
        "报告.txt",
        lambda: "学习\ud800\udfff\ud83d不够".encode("utf-8", "surrogatepass"),
        "--encoding",
    )
    yield Bad("UTF-16, odd bytes", "报告.txt", lambda: TEXT.encode("utf-16")[:-1], "utf-16")
    yield Bad(
        "UTF-16, lone surrogate",
        "报告.txt",
        lambda: "\ufeff学习\ud83d不够".encode("utf-16-le", "surrogatepass"),
        "utf-16",
    )
    yield Bad("UTF-16 unmarked, odd bytes", "报告.txt", lambda: TEXT.encode("utf-16-le")[:-1], "空字节")
    yield Bad("UTF-8 mark on GBK", "报告.txt", lambda: b"\xef\xbb\xbf" + gbk, "utf-8")
    yield Bad(
        "Big5, unnamed", "报告.txt", lambda: "對照檢查材料，聯繫群眾不夠緊密，學習不夠深入".encode("big5"), "--encoding"
    )
    yield Bad("wrong encoding named", "报告.txt", lambda: gbk, "utf-8", "utf-8")
    yield Bad("too many characters", "报告.txt", lambda: TEXT.encode() * 800, "400000 字")
    yield Bad("31 MB", "报告.txt", lambda: b"a" * 31_000_000, "30 MB")
    yield Bad("100 MB", "报告.docx", lambda: b"PK\x03\x04" + bytes(100_000_000), "30 MB")


def _misnamed() -> Iterator[Bad]:
    yield Bad("PNG as text", "报告.txt", lambda: PNG, "PNG")
    yield Bad("PNG as Word", "报告.docx", lambda: PNG, "PNG")
    yield Bad("program as text", "报告.txt", lambda: EXE, "程序")
    yield Bad("program without suffix", "报告", lambda: EXE, "程序")
    yield Bad("Word as text", "报告.txt", sound_docx, ".docx")
    yield Bad("Word as PDF", "报告.pdf", sound_docx, ".docx")
    yield Bad("Word as old Word", "报告.doc", sound_docx, ".docx")
    yield Bad("old Word as Word", "报告.docx", lambda: OLE + "WordDocument".encode("utf-16-le"), ".doc")
    yield Bad("old Word as text", "报告.txt", lambda: OLE + "WordDocument".encode("utf-16-le"), ".doc")
    yield Bad("old Excel as old Word", "报告.doc", lambda: OLE + "Workbook".encode("utf-16-le"), "Excel")
    yield Bad("text as Word", "报告.docx", lambda: TEXT.encode(), "不符")
    yield Bad("text as PDF", "报告.pdf", lambda: TEXT.encode(), "不符")
    yield Bad("text as old Word", "报告.wps", lambda: TEXT.encode(), "不符")
    yield Bad("page as old Word", "报告.doc", lambda: f"<html><body>{TEXT}</body></html>".encode(), "网页")
    yield Bad("RTF as old Word", "报告.doc", lambda: b"{\\rtf1\\ansi hello}", ".rtf")
    yield Bad("PDF as text", "报告.txt", lambda: paged_pdf(1), ".pdf")
    yield Bad("Excel as Word", "报告.docx", lambda: other_zip(["[Content_Types].xml", "xl/workbook.xml"]), "Excel")
    yield Bad("Excel", "报告.xlsx", lambda: other_zip(["xl/workbook.xml"]), "不能读取")
    yield Bad("unknown suffix", "报告.xyz", lambda: TEXT.encode(), "不能读取")
    yield Bad("a name with a line break", "报\n告.docx", lambda: b"x", "报?告")
    yield Bad("a very long name", "报" * 300 + ".docx", lambda: b"x", "…")


def _words() -> Iterator[Bad]:
    deep = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    yield Bad("cut off", "报告.docx", lambda: sound_docx()[:-700], "")
    yield Bad("damaged inside", "报告.docx", lambda: flipped(sound_docx()), "")
    yield Bad("a zip without a document", "报告.docx", lambda: other_zip(["a.txt"]), "")
    yield Bad("no body", "报告.docx", lambda: repacked({"word/document.xml": None}), "")
    yield Bad("body is no XML", "报告.docx", lambda: with_body("这不是 XML"), "")
    yield Bad("body cut off", "报告.docx", lambda: with_body(BODY.format("<w:p>")[:-30]), "")
    yield Bad("body in false UTF-8", "报告.docx", lambda: repacked({"word/document.xml": b"<a>\xff\xfe</a>"}), "")
    yield Bad("empty body", "报告.docx", lambda: with_body(BODY.format("<w:p/>")), "")
    yield Bad("billion laughs", "报告.docx", laughs, "")
    yield Bad("outside entity", "报告.docx", lambda: outside('[<!ENTITY e SYSTEM "file:///etc/hostname">]'), "")
    yield Bad("outside declaration", "报告.docx", lambda: outside('SYSTEM "file:///etc/hostname"'), "")
    yield Bad("zip bomb", "报告.docx", bomb, "")
    yield Bad("100,000 entries", "报告.docx", lambda: other_zip([f"word/document{n}" for n in range(100_000)]), "")
    yield Bad("deep nesting", "报告.docx", lambda: with_body(BODY.format(deep)), "")
    yield Bad("Office password", "报告.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码")
    yield Bad("zip password", "报告.docx", encrypted_zip, "")
    yield Bad(
        "text too long",
        "报告.docx",
        lambda: with_body(BODY.format(f"<w:p><w:r><w:t>{'学' * 450_000}</w:t></w:r></w:p>")),
        "字",
    )


def _pdfs() -> Iterator[Bad]:
    yield Bad("no text", "报告.pdf", lambda: paged_pdf(2), "扫描")
    yield Bad("too many pages", "报告.pdf", lambda: paged_pdf(501), "500 页")
    yield Bad("locked", "报告.pdf", locked_pdf, "密码")
    yield Bad("cut off", "报告.pdf", lambda: paged_pdf(3)[:60], "损坏")
    yield Bad("noise after the head", "报告.pdf", lambda: b"%PDF-1.7\n" + noise(), "损坏")
    yield Bad("unpacks to 3 GB", "报告.pdf", pdf_bomb, "")
    yield Bad(
        "pages in a circle",
        "报告.pdf",
        lambda: pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 9 /Kids [2 0 R]>>"]),
        "",
    )


def _old_offices() -> Iterator[Bad]:
    yield Bad("old Word cut off", "报告.doc", lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(900), "")
    yield Bad(
        "ODT cut off",
        "报告.odt",
        lambda: b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "",
    )
    yield Bad("RTF cut off", "报告.rtf", lambda: b"{\\rtf1\\ansi{\\fonttbl{\\f0 SimSun;}}\\f0 hello", "不完整")


ALL = {
    f"{group.__name__[1:]}: {bad.kind}": bad
    for group in (_texts, _misnamed, _words, _pdfs, _old_offices)
    for bad in group()
}
