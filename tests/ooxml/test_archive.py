"""Files that are broken, shut, foreign or hostile are met with one clear sentence, and never unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from service.errors import DocumentTooLong, UnreadableDocument
from service.ooxml import archive
from service.ooxml.package import is_word
from service.ooxml.word import open_word
from tests.ooxml.making import W, docx, p

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;">]>'
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'


def repacked(change: dict[str, bytes | str | None]) -> bytes:
    """A sound .docx with these parts replaced, added, or (None) left out."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(docx(p("甲")))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def typed(kind: str) -> bytes:
    with zipfile.ZipFile(BytesIO(docx(p("甲")))) as sound:
        types = sound.read("[Content_Types].xml").decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return repacked({"[Content_Types].xml": types.replace(main, kind)})


BAD = {
    "empty": (b"", "不是压缩包"),
    "text": ("材料".encode(), "不是压缩包"),
    "cut off": (docx(p("甲"))[:900], "不是压缩包"),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "old word": (OLE + b"\0" * 600, "旧版"),
    "no types": (repacked({"[Content_Types].xml": None}), "没有 Word 文档"),
    "no body part": (repacked({"word/document.xml": None}), "找不到正文"),
    "no relations": (repacked({"_rels/.rels": None}), "找不到正文"),
    "broken xml": (repacked({"word/document.xml": BODY[:60]}), "XML"),
    "not xml": (repacked({"word/document.xml": b"\x00\x01"}), "XML"),
    "no body": (repacked({"word/document.xml": f'<w:document xmlns:w="{W}"/>'}), "找不到正文"),
    "strict": (repacked({"word/document.xml": BODY.replace(W, "http://purl.oclc.org/ooxml/x/main")}), "严格"),
    "entities": (repacked({"word/document.xml": LAUGHS + BODY.format("&b;")}), "实体"),
    "entities in utf-16": (
        repacked({"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}{BODY}'.encode("utf-16")}),
        "实体",
    ),
    "outside entity": (
        repacked({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format("&a;")}),
        "实体",
    ),
    "entities in styles": (repacked({"word/_rels/document.xml.rels": LAUGHS + "<x>&b;</x>"}), "实体"),
    "unknown entity": (repacked({"word/document.xml": BODY.format("&a;")}), "XML"),
    "lone surrogate": (repacked({"word/document.xml": BODY.format("&#xD800;")}), "XML"),
    "very deep": (repacked({"word/document.xml": "<x>" * 5000 + "</x>" * 5000}), "XML"),
    "macros": (typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"),
    "sheet": (typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "表格"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files(name: str) -> None:
    data, word = BAD[name]
    with pytest.raises(UnreadableDocument) as caught:
        opened = open_word(data)
        list(opened.archive.tree("word/_rels/document.xml.rels"))
    assert word in caught.value.message
    assert caught.value.message.endswith("。")


def test_what_is_a_word_file() -> None:
    assert is_word(docx(p("甲")))
    assert not any(is_word(BAD[name][0]) for name in ("empty", "text", "old word", "no types", "macros", "sheet"))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(DocumentTooLong, match="庞大"):
        open_word(repacked({"word/media/image.bin": b"\0" * (archive.SMALL + 1)}))


def test_too_many_entries() -> None:
    with pytest.raises(DocumentTooLong, match="过多"):
        open_word(repacked({f"word/media/{number}.png": b"" for number in range(archive.MAX_ENTRIES + 1)}))


def test_a_damaged_part_is_told() -> None:
    data = bytearray(docx(p("甲" * 500)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    with pytest.raises(UnreadableDocument, match=r"损坏|XML"):
        open_word(bytes(data))


def test_a_shut_entry_is_told() -> None:
    data = bytearray(docx(p("甲")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(UnreadableDocument, match="密码"):
        open_word(bytes(data))


def test_no_entity_is_ever_expanded() -> None:
    with pytest.raises(UnreadableDocument):
        archive.parse(b'<!DOCTYPE x [<!ENTITY a "b">]><x y="&a;"/>')
