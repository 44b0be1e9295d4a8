"""The fixed parts of a new Word file in the form of an official document: styles, feet with page numbers, settings."""

from __future__ import annotations

from service.ooxml.names import CONTENT_TYPES, PACKAGE_RELATIONS, WORD_TYPE, R, W

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = f'xmlns:w="{W}"'


def _fonts(han: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{han}"/>'


def _style(kind: str, identity: str, name: str, looks: str, layout: str = "", more: str = "") -> str:
    paragraph = f"<w:pPr>{layout}</w:pPr>" if layout else ""
    based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" and identity != "Normal" else ""
    head = f'<w:style w:type="{kind}" w:styleId="{identity}"{more}><w:name w:val="{name}"/>{based}<w:qFormat/>'
    return f"{head}{paragraph}<w:rPr>{looks}</w:rPr></w:style>"


_EXACT = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'
_APART = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_BODY = f'{_APART}{_EXACT}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'
_FLAT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_STYLES = (
    f"{_HEAD}<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts('仿宋_GB2312')}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    + _style("paragraph", "Normal", "Normal", _fonts("仿宋_GB2312"), _BODY, ' w:default="1"')
    + _style(
        "paragraph",
        "GongwenTitle",
        "公文标题",
        f'{_fonts("方正小标宋简体")}<w:sz w:val="44"/><w:szCs w:val="44"/>',
        f'<w:spacing w:before="0" w:after="289" w:line="640" w:lineRule="exact"/>{_FLAT}<w:jc w:val="center"/>',
    )
    + _style("paragraph", "GongwenHeading1", "公文一级标题", _fonts("黑体"), '<w:outlineLvl w:val="0"/>')
    + _style("character", "GongwenHeading2", "公文二级标题", _fonts("楷体_GB2312"))
    + _style(
        "paragraph",
        "Footer",
        "footer",
        f'{_fonts("宋体")}<w:sz w:val="28"/><w:szCs w:val="28"/>',
        f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{_FLAT}',
    )
    + _style(
        "paragraph",
        "CommentText",
        "annotation text",
        f'{_fonts("宋体")}<w:sz w:val="21"/><w:szCs w:val="21"/>',
        f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{_FLAT}<w:jc w:val="left"/>',
    )
    + _style("character", "CommentReference", "annotation reference", '<w:sz w:val="21"/><w:szCs w:val="21"/>')
    + "</w:styles>"
)


def _foot(side: str) -> str:
    """A foot with "— 1 —", one character in from the outer edge."""
    edge = '<w:ind w:rightChars="100" w:right="280"/>' if side == "right" else '<w:ind w:leftChars="100" w:left="280"/>'
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inside}'
        for kind, inside in (
            ("begin", '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'),
            ("separate", "<w:r><w:t>1</w:t></w:r>"),
            ("end", ""),
        )
    )
    before, after = ('<w:r><w:t xml:space="preserve">— </w:t></w:r>', '<w:r><w:t xml:space="preserve"> —</w:t></w:r>')
    layout = f'<w:pPr><w:pStyle w:val="Footer"/>{edge}<w:jc w:val="{side}"/></w:pPr>'
    return f"{_HEAD}<w:ftr {_NS}><w:p>{layout}{before}{field}{after}</w:p></w:ftr>"


def _relations(*rows: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{PACKAGE_RELATIONS}">{inside}</Relationships>'


def _types(*parts: tuple[str, str]) -> str:
    rows = "".join(f'<Override PartName="/word/{name}" ContentType="{WORD_TYPE}.{kind}+xml"/>' for name, kind in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    kinds = (("rels", relations), ("xml", "application/xml"))
    defaults = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in kinds)
    return f'{_HEAD}<Types xmlns="{CONTENT_TYPES}">{defaults}{rows}</Types>'


PARTS: dict[str, str] = {
    "[Content_Types].xml": _types(
        ("document.xml", "document.main"),
        ("styles.xml", "styles"),
        ("settings.xml", "settings"),
        ("footer1.xml", "footer"),
        ("footer2.xml", "footer"),
    ),
    "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": _relations(
        ("styles", "styles.xml"), ("footer", "footer1.xml"), ("footer", "footer2.xml"), ("settings", "settings.xml")
    ),
    "word/styles.xml": _STYLES,
    "word/settings.xml": f"{_HEAD}<w:settings {_NS}><w:evenAndOddHeaders/></w:settings>",
    "word/footer1.xml": _foot("right"),
    "word/footer2.xml": _foot("left"),
}
