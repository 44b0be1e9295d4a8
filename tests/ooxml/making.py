"""Makes Word files for tests: from XML by hand, or at random with everything that real files hold."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OTHER = 'w:author="王某" w:date="2023-01-05T09:00:00Z"'
THIRD = OTHER.replace("王某", "李某")
LETTERS = "党性理论学习调研街道服务群众问题不足存在整改落实一二三，。；“”、的得地𠮷𪚥a1 "
FONTS = ("仿宋_GB2312", "黑体", "楷体_GB2312", "宋体")


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/'
PARTS = {
    "[Content_Types].xml": f'''<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/></Types>''',
    "_rels/.rels": RELATIONS + 'officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": RELATIONS + 'styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'''<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a">
<w:name w:val="Normal"/></w:style></w:styles>''',
}


def docx(body: str, **parts: bytes | str) -> bytes:
    """A .docx whose body holds this XML; `parts` replace parts of the package, "/" written as "__"."""
    root = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    named = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in {**PARTS, "word/document.xml": root, **named}.items():
            zipped.writestr(name, part)
    return target.getvalue()


def t(text: str) -> str:
    """A text node."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, looks: str = "") -> str:
    """A run; tabs and line feeds become their nodes."""
    nodes = "".join({"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part) or t(part) for part in _parts(text))
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{nodes}</w:r>"


def p(*inline: str, properties: str = "") -> str:
    """A paragraph of runs and the like; a bare string of text becomes a run."""
    inside = "".join(item if item.startswith("<") else r(item) for item in inline)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def _parts(text: str) -> list[str]:
    return [part for part in text.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0") if part]


class Chance:
    """Random Word bodies: mixed runs, links, controls, tables, fields, and another author's pending changes."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 10

    def body(self) -> str:
        """A handful of blocks."""
        return "".join(self.block() for _ in range(self.random.randint(1, 5)))

    def block(self) -> str:
        kind = self.random.choices(("p", "empty", "table", "control"), (12, 1, 2, 1))[0]
        if kind == "table":
            cells = "".join(f"<w:tc><w:tcPr/>{self.paragraph()}</w:tc>" for _ in range(2))
            grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
            return f"<w:tbl>{grid}<w:tr>{cells}</w:tr></w:tbl>{self.paragraph()}"
        if kind == "control":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{self.paragraph()}</w:sdtContent></w:sdt>"
        return self.paragraph() if kind == "p" else "<w:p/>"

    def paragraph(self) -> str:
        pick = self.random.choice
        looks = pick(("", "<w:rPr><w:b/></w:rPr>", '<w:jc w:val="center"/><w:rPr><w:i/></w:rPr>'))
        return p(*(self.inline() for _ in range(self.random.randint(1, 6))), properties=looks)

    def inline(self) -> str:
        kinds = {"run": 12, "link": 2, "ins": 2, "del": 2, "nested": 1, "control": 1, "tag": 1, "field": 1, "mark": 1}
        kind = self.random.choices(tuple(kinds), tuple(kinds.values()))[0]
        if kind == "link":
            return f'<w:hyperlink w:anchor="x">{self.runs()}</w:hyperlink>'
        if kind == "ins":
            return f'<w:ins w:id="{self.next()}" {OTHER}>{self.runs()}</w:ins>'
        if kind == "del":
            return self.deletion()
        if kind == "nested":
            return f'<w:ins w:id="{self.next()}" {OTHER}>{self.runs()}{self.deletion(THIRD)}{self.runs()}</w:ins>'
        if kind == "control":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{self.runs()}</w:sdtContent></w:sdt>"
        if kind == "tag":
            return f'<w:smartTag w:element="x">{self.runs()}</w:smartTag>'
        return {"field": self.field, "mark": self.bookmark}.get(kind, self.run)()

    def next(self) -> int:
        self.number += 1
        return self.number

    def field(self) -> str:
        begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
        return f"{begin}<w:r><w:instrText> PAGE </w:instrText></w:r>{middle}{self.run()}{end}"

    def bookmark(self) -> str:
        number = self.next()
        return f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{self.run()}<w:bookmarkEnd w:id="{number}"/>'

    def deletion(self, author: str = OTHER) -> str:
        runs = self.runs().replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f'<w:del w:id="{self.next()}" {author}>{runs}</w:del>'

    def runs(self) -> str:
        return "".join(self.run() for _ in range(self.random.randint(1, 2)))

    def run(self) -> str:
        inside = "".join(self.node() for _ in range(self.random.randint(1, 3)))
        return f"<w:r><w:rPr>{self.looks()}</w:rPr>{inside}</w:r>"

    def node(self) -> str:
        other = ("<w:tab/>", "<w:br/>", "<w:lastRenderedPageBreak/>", '<w:sym w:font="Wingdings" w:char="F0FE"/>')
        return self.random.choice(other) if self.random.random() < 0.15 else t(self.words(1, 8))

    def looks(self) -> str:
        pick = self.random.choice
        font = f'<w:rFonts w:eastAsia="{pick(FONTS)}"/>' if self.random.random() < 0.8 else ""
        return font + pick(("", "<w:b/>")) + f'<w:sz w:val="{pick((28, 32, 44))}"/>' + self.pending_looks()

    def pending_looks(self) -> str:
        if self.random.random() > 0.05:
            return ""
        return f'<w:rPrChange w:id="{self.next()}" {OTHER}><w:rPr><w:b/></w:rPr></w:rPrChange>'

    def words(self, least: int, most: int) -> str:
        return "".join(self.random.choices(LETTERS, k=self.random.randint(least, most)))

    def changes(self, text: str) -> list[tuple[int, int, str]]:
        """Some spans of `text` in order, none overlapping, with new words: replaced, inserted, deleted or mended."""
        edges = sorted(self.random.choices(range(len(text) + 1), k=2 * self.random.randint(1, 6)))
        return [(start, end, self.new(text[start:end])) for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def new(self, old: str) -> str:
        kind = self.random.choice(("replace", "delete", "mend", "tab"))
        if kind == "mend" and len(old) > 2:
            return old[:1] + self.words(1, 3) + old[2:]
        return (
            {"delete": "", "tab": self.words(0, 2) + "\t"}.get(kind) if kind in ("delete", "tab") else self.words(1, 9)
        )


def mixed(text: str, seed: int) -> bytes:
    """A .docx that holds `text`, a paragraph a line, each cut into runs of many looks as real files are."""
    chance = Chance(seed)
    rows = []
    for line in text.split("\n"):
        edges = sorted({0, len(line), *(chance.random.randint(0, len(line)) for _ in range(len(line) // 12))})
        pieces = (line[start:end] for start, end in pairwise(edges))
        rows.append(p(*(r(piece, chance.looks()) for piece in pieces)))
    return docx("".join(rows))
