"""A second reader of Word files, written apart from the service: accepts or rejects changes, and tells what is left."""

from __future__ import annotations

import copy
import zipfile
from io import BytesIO
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMING, GOING = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
AROUND = (W + "hyperlink", W + "sdtContent", W + "smartTag")
SHOWN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


class Character(NamedTuple):
    """A character, its run's properties, and the links and controls around it."""

    text: str
    looks: bytes
    around: tuple[str, ...]


def body(data: bytes) -> etree._Element:
    """A fresh copy of the body."""
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        return etree.fromstring(zipped.read("word/document.xml"))[0]


def settle(root: etree._Element, accept: bool, author: str | None = None) -> etree._Element:
    """`root` with the changes (of one author, or of all) accepted or rejected; a copy."""
    root = copy.deepcopy(root)
    kept, dropped = (COMING, GOING) if accept else (GOING, COMING)
    for node in [node for node in root.iter(*COMING, *GOING) if author in (None, node.get(W + "author"))]:
        if node.getparent().tag == W + "rPr" or node.getparent().tag == W + "trPr":
            continue
        if node.tag in dropped:
            node.getparent().remove(node)
        else:
            assert node.tag in kept
            for child in list(node):
                node.addprevious(child)
            node.getparent().remove(node)
    for node in root.iter(W + "delText"):
        if not any(above.tag in GOING for above in node.iterancestors()):
            node.tag = W + "t"
    return root


def characters(root: etree._Element) -> list[list[Character]]:
    """The characters of each paragraph, pending deletions left out."""
    return [_of_paragraph(paragraph) for paragraph in root.iter(W + "p")]


def _of_paragraph(paragraph: etree._Element) -> list[Character]:
    found = []
    for node in paragraph.iter(W + "t", *SHOWN):
        above = [element.tag for element in node.iterancestors()]
        if W + "tabs" in above or any(tag in GOING for tag in above):
            continue
        run = node.getparent()
        properties = run.find(W + "rPr")
        looks = b"" if properties is None else _looks(properties)
        around = tuple(
            tag.removeprefix(W) for tag in above if tag in (W + "hyperlink", W + "sdtContent", W + "smartTag")
        )
        text = SHOWN.get(node.tag) or node.text or ""
        found += [Character(character, looks, around) for character in text]
    return found


def _looks(properties: etree._Element) -> bytes:
    twin = copy.deepcopy(properties)
    for node in twin.iter():
        node.attrib.pop(W + "id", None)
    return etree.tostring(twin, method="c14n")


def text(root: etree._Element) -> str:
    """The paragraphs' characters, joined by line feeds."""
    return "\n".join("".join(character.text for character in row) for row in characters(root))


def commented(root: etree._Element) -> dict[str, str]:
    """The text between the two ends of each comment, by its number; line feeds between paragraphs left out."""
    found: dict[str, list[str]] = {}
    open_now: set[str] = set()
    referred = []
    for node in root.iter():
        number = node.get(W + "id", "")
        if node.tag == W + "commentRangeStart":
            open_now.add(number)
            found[number] = []
        elif node.tag == W + "commentRangeEnd":
            open_now.remove(number)
        elif node.tag == W + "commentReference":
            assert number in found, "a comment's mark stands behind its words"
            assert number not in open_now
            referred.append(number)
        elif _is_read(node):
            for number in open_now:
                found[number].append(SHOWN.get(node.tag) or node.text or "")
    assert not open_now
    assert sorted(referred) == sorted(found)
    return {number: "".join(parts) for number, parts in found.items()}


def _is_read(node: etree._Element) -> bool:
    shows = node.tag == W + "t" or (node.tag in SHOWN and node.getparent().tag == W + "r")
    return shows and not any(above.tag in GOING for above in node.iterancestors())


def comment_words(data: bytes) -> dict[str, str]:
    """The words of each comment by its number."""
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        if "word/comments.xml" not in zipped.namelist():
            return {}
        root = etree.fromstring(zipped.read("word/comments.xml"))
    return {node.get(W + "id"): "\n".join("".join(p.itertext()) for p in node) for node in root}


def revision_numbers(root: etree._Element) -> list[str]:
    """The number of every tracked change, in document order."""
    return [node.get(W + "id") for node in root.iter() if node.get(W + "author") is not None]
