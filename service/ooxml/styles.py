"""Tells which paragraphs of a Word file are headings: by outline level, by style, or by an automatic 一、 number."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from service.ooxml.archive import Archive
from service.ooxml.names import PPR, VAL, w
from service.ooxml.package import find_part

_LOWEST = 9  # Word's outline levels are written 0 to 8; 9 is body text
_TITLES = ("heading ", "标题 ", "标题")
_CHINESE = ("chinese", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
_LEVEL, _STYLE, _NUMBER = w("outlineLvl"), w("pStyle"), w("numPr")


@dataclass(slots=True)
class Headings:
    """Heading levels by style, and those list levels, as (number, level), that count 一、二、三、."""

    by_style: dict[str, int] = field(default_factory=dict)
    chinese_lists: set[tuple[str, int]] = field(default_factory=set)

    def level(self, paragraph: etree._Element, text: str) -> int:
        """The outline level of the paragraph, from 1, or 0 for body text; `text` is its words."""
        properties = paragraph.find(PPR)
        if properties is None or not text.strip():
            return 0
        stated = _number(properties.find(_LEVEL))
        if stated is not None:
            return 0 if stated >= _LOWEST else stated + 1
        style = properties.find(_STYLE)
        level = self.by_style.get(style.get(VAL, ""), 0) if style is not None else 0
        return level or self._by_list(properties, text)

    def _by_list(self, properties: etree._Element, text: str) -> int:
        """A short line without a full stop that Word numbers 一、 is a heading: the number is not in its words."""
        row = properties.find(_NUMBER)
        if row is None or len(text) > 60 or any(mark in text for mark in "。；;"):
            return 0
        number, depth = row.find(w("numId")), _number(row.find(w("ilvl"))) or 0
        listed = number is not None and (number.get(VAL, ""), depth) in self.chinese_lists
        return depth + 1 if listed else 0


def headings_of(archive: Archive, main: str) -> Headings:
    """What the style and numbering parts say; nothing where they are missing."""
    styles, numbers = find_part(archive, main, "styles"), find_part(archive, main, "numbering")
    return Headings(
        _levels(archive.tree(styles)) if styles else {},
        _chinese_lists(archive.tree(numbers)) if numbers else set(),
    )


def _levels(root: etree._Element) -> dict[str, int]:
    styles = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
    return {name: level for name, style in styles.items() if (level := _level(style, styles))}


def _level(style: etree._Element | None, styles: dict[str, etree._Element]) -> int:
    """The level of a style: its own, or that of the style that it is based on (a ring of styles ends the search)."""
    for _ in range(len(styles)):
        if style is None:
            return 0
        stated = _number(style.find(f"{PPR}/{_LEVEL}"))
        if stated is not None:
            return 0 if stated >= _LOWEST else stated + 1
        if named := _named_level(style):
            return named
        base = style.find(w("basedOn"))
        style = styles.get(base.get(VAL, "")) if base is not None else None
    return 0


def _named_level(style: etree._Element) -> int:
    title = style.find(w("name"))
    name = title.get(VAL, "").lower() if title is not None else ""
    rest = next((name.removeprefix(start) for start in _TITLES if name.startswith(start)), "").strip()
    return int(rest) if rest.isascii() and rest.isdigit() and 0 < int(rest) <= _LOWEST else 0


def _chinese_lists(root: etree._Element) -> set[tuple[str, int]]:
    counted = {node.get(w("abstractNumId")): _chinese_depths(node) for node in root.iter(w("abstractNum"))}
    found = set()
    for number in root.iter(w("num")):
        kind = number.find(w("abstractNumId"))
        depths = counted.get(kind.get(VAL), []) if kind is not None else []
        found |= {(number.get(w("numId"), ""), depth) for depth in depths}
    return found


def _chinese_depths(kind: etree._Element) -> list[int]:
    forms = {level.get(w("ilvl"), ""): level.find(w("numFmt")) for level in kind.iter(w("lvl"))}
    chinese = [at for at, form in forms.items() if form is not None and form.get(VAL, "").startswith(_CHINESE)]
    return [int(at) for at in chinese if at.isdigit()]


def _number(node: etree._Element | None) -> int | None:
    value = node.get(VAL, "") if node is not None else ""
    return int(value) if value.isascii() and value.isdigit() else None
