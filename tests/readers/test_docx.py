"""Word files are read as docx.yaml says; what is left unread is told in a note."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
import yaml

from service.errors import UnreadableDocument
from service.ooxml.word import open_word
from service.readers import docx, read
from tests.ooxml.making import PARTS, WORD, Chance, W, p
from tests.ooxml.making import docx as made

CASES = yaml.safe_load(Path(__file__).with_name("docx.yaml").read_text(encoding="utf-8"))
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="方面"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="R1"><w:name w:val="甲"/><w:basedOn w:val="R2"/></w:style>
<w:style w:type="paragraph" w:styleId="R2"><w:name w:val="乙"/><w:basedOn w:val="R1"/></w:style></w:styles>"""
NUMBERS = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""


def with_parts(body: str, **parts: str) -> bytes:
    """A .docx with styles and further parts beside the body, each registered by its name."""
    relations, types = PARTS["word/_rels/document.xml.rels"], PARTS["[Content_Types].xml"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for name in parts:
        row = f'<Relationship Id="{name}" Type="{kind}{name}" Target="{name}.xml"/>'
        relations = relations.replace("</Rel", f"{row}</Rel")
        over = f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{name}+xml"/>'
        types = types.replace("</Types>", f"{over}</Types>")
    named = {f"word__{name}": part for name, part in parts.items()}
    changed: dict[str, str] = {"word/_rels/document.xml.rels": relations, "[Content_Types].xml": types}
    data = made(body, word__styles=STYLES, **named)
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name) or old.read(name))
    return target.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_blocks(case: dict[str, Any]) -> None:
    document = docx.read(with_parts(case["body"], numbering=NUMBERS), "x.docx")
    assert [[b.kind, b.level, b.span.of(document.text)] for b in document.blocks] == case["blocks"]
    assert [block.id for block in document.blocks] == list(range(len(document.blocks)))
    assert len(document.notes) == ("note" in case)
    assert all(case["note"] in note for note in document.notes)


def story(tag: str, words: str) -> str:
    return f'<w:{tag} xmlns:w="{W}">{p(words)}</w:{tag}>'


@pytest.mark.parametrize(
    ("part", "words", "note"),
    [
        ("header", "内部资料", "页眉"),
        ("footer", "— 1 —", None),
        ("footer", "第 1 页 共 3 页", None),
        ("footnotes", "见文件", "脚注"),
        ("comments", "请改", "批注"),
    ],
)
def test_other_stories_are_told_of(part: str, words: str, note: str | None) -> None:
    tag = {"header": "hdr", "footer": "ftr"}.get(part, part)
    document = docx.read(with_parts(p("正文"), **{part: story(tag, words)}), "x.docx")
    assert len(document.notes) == (note is not None)
    assert note is None or note in document.notes[0]


def test_a_ring_of_styles_ends() -> None:
    body = p("正文", properties='<w:pStyle w:val="R1"/>')
    assert docx.read(with_parts(body), "x.docx").blocks[0].kind == "paragraph"


def test_blocks_tile_the_text_of_random_files() -> None:
    for seed in range(60):
        data = made(Chance(seed).body())
        text = open_word(data).text
        if not any(map(str.isalnum, text)):
            continue
        blocks = docx.read(data, "x.docx").blocks
        lines = [line for line in text.split("\n") if line.strip()]
        assert [block.span.of(text) for block in blocks] == lines
        assert all(one.span.end < other.span.start for one, other in pairwise(blocks))


@pytest.mark.parametrize("body", ["", "<w:p/>", p(" \n——"), p("<w:r><w:drawing/></w:r>")])
def test_a_file_without_words_is_refused(body: str) -> None:
    with pytest.raises(UnreadableDocument, match="没有文字"):
        docx.read(made(body), "x.docx")


def test_a_file_of_another_maker() -> None:
    document = python_docx.Document()
    document.add_heading("一、存在问题", 1)
    document.add_paragraph("学得不深。").add_run("加粗").bold = True
    document.add_table(1, 1).cell(0, 0).text = "格"
    document.save(target := BytesIO())
    found = read(target.getvalue(), "材料.docx")
    assert found.text.split("\n")[:3] == ["一、存在问题", "学得不深。加粗", "格"]
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "cell"]
    assert found.source == ".docx"
