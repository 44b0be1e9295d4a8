"""Writes comments on ranges of the text, with the part, the relationship and the two styles that they need."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from service.domain.document import Span
from service.ooxml.archive import Archive
from service.ooxml.cut import cut, end_run, lift_after, lift_before, paragraphs_at, pieces_in, split_run
from service.ooxml.mark import nodes_of
from service.ooxml.names import AUTHOR, DATE, ID, PPR, RPR, RUN, VAL, P, W, w
from service.ooxml.package import add_part, find_part
from service.ooxml.places import Paragraph, Walk
from service.ooxml.revisions import INITIALS, Stamp

REFERENCE, BODY = "annotation reference", "annotation text"


@dataclass(slots=True)
class Styles:
    """The ids of the two comment styles in this file; None where the file has no styles at all."""

    reference: str | None = None
    body: str | None = None


@dataclass(slots=True)
class Comments:
    """The comments of one file: those it had, and those that are added."""

    root: etree._Element
    part: str | None
    styles: Styles = field(default_factory=Styles)
    last: int = 0

    def add(self, words: str, stamp: Stamp) -> str:
        """Write the comment itself, a paragraph a line; gives its number."""
        self.last += 1
        comment = etree.SubElement(
            self.root,
            w("comment"),
            {ID: str(self.last), AUTHOR: stamp.author, DATE: stamp.when, w("initials"): INITIALS},
        )
        for number, line in enumerate(words.split("\n")):
            paragraph = etree.SubElement(comment, P)
            if self.styles.body:
                etree.SubElement(etree.SubElement(paragraph, PPR), w("pStyle"), {VAL: self.styles.body})
            if number == 0:
                paragraph.append(self.run(w("annotationRef")))
            etree.SubElement(paragraph, RUN).extend(nodes_of(line))
        return str(self.last)

    def run(self, tag: str, **attributes: str) -> etree._Element:
        """A run in the reference style that holds one empty element."""
        run = etree.Element(RUN)
        if self.styles.reference:
            etree.SubElement(etree.SubElement(run, RPR), w("rStyle"), {VAL: self.styles.reference})
        etree.SubElement(run, tag, {w(name): value for name, value in attributes.items()})
        return run

    def put(self, archive: Archive, main: str) -> None:
        """Write the comments to their part, which is made where there was none."""
        if self.part is None:
            self.part = add_part(archive, main, "comments", self.root)
        archive.put(self.part, self.root)


def comments_of(archive: Archive, main: str) -> Comments:
    """The comments of the file; its two comment styles are defined where they are missing."""
    part = find_part(archive, main, "comments")
    root = archive.tree(part) if part else etree.Element(w("comments"), nsmap={"w": W})
    numbers = [node.get(ID, "") for node in root.iter(w("comment"))]
    last = max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=-1)
    return Comments(root, part, _define_styles(archive, main), last)


def _define_styles(archive: Archive, main: str) -> Styles:
    part = find_part(archive, main, "styles")
    if part is None:
        return Styles()
    root = archive.tree(part)
    reference = _style(root, REFERENCE, "character", "CommentReference", "21")
    body = _style(root, BODY, "paragraph", "CommentText", "")
    archive.put(part, root)
    return Styles(reference, body)


def _style(root: etree._Element, name: str, kind: str, proposed: str, size: str) -> str:
    """The id of the style of that name (its size in half points), which is added where it is missing."""
    taken = set()
    for style in root.iter(w("style")):
        taken.add(style.get(w("styleId")))
        title = style.find(w("name"))
        if title is not None and title.get(VAL, "").lower() == name and style.get(w("type")) == kind:
            return style.get(w("styleId"), proposed)
    identity = next(choice for choice in (proposed, *(f"{proposed}{n}" for n in range(1, 99))) if choice not in taken)
    style = etree.SubElement(root, w("style"), {w("type"): kind, w("styleId"): identity})
    etree.SubElement(style, w("name"), {VAL: name})
    etree.SubElement(style, w("uiPriority"), {VAL: "99"})
    etree.SubElement(style, w("unhideWhenUsed"))
    if size:
        looks = etree.SubElement(style, RPR)
        etree.SubElement(looks, w("sz"), {VAL: size})
        etree.SubElement(looks, w("szCs"), {VAL: size})
    else:
        etree.SubElement(etree.SubElement(style, PPR), w("jc"), {VAL: "left"})
    return identity


def comment(walk: Walk, span: Span, words: str, comments: Comments, stamp: Stamp) -> None:
    """Put a comment on `span`; on a neighbouring character where it is empty. Call before any change is tracked."""
    if not walk.paragraphs:
        return
    number = comments.add(words, stamp)
    begin, end = (etree.Element(w(f"commentRange{edge}"), {ID: number}) for edge in ("Start", "End"))
    reference = comments.run(w("commentReference"), id=number)
    span = _widened(walk, span)
    held = [paragraph for paragraph in paragraphs_at(walk, span) if pieces_in(paragraph, span)]
    if not held:
        _hang(paragraphs_at(walk, span)[0].element, begin)
        begin.addnext(end)
        end.addnext(reference)
        return
    _open(held[0], span, begin, stamp)
    _close(held[-1], span, end, stamp)
    end.addnext(reference)


def _hang(paragraph: etree._Element, begin: etree._Element) -> None:
    paragraph.insert(1 if paragraph.find(PPR) is not None else 0, begin)


def _widened(walk: Walk, span: Span) -> Span:
    start, end = max(0, min(span.start, len(walk.text))), min(span.end, len(walk.text))
    if start < end:
        return Span(start, end)
    left = start > 0 and walk.text[start - 1] != "\n"
    return Span(start - 1, start) if left else Span(start, min(start + 1, len(walk.text)))


def _open(paragraph: Paragraph, span: Span, mark: etree._Element, stamp: Stamp) -> None:
    cut(paragraph, span.start)
    run = split_run(pieces_in(paragraph, span)[0].node, stamp)
    lift_before(_out(run), stamp).addprevious(mark)


def _close(paragraph: Paragraph, span: Span, mark: etree._Element, stamp: Stamp) -> None:
    cut(paragraph, span.end)
    node = pieces_in(paragraph, span)[-1].node
    lift_after(_out(end_run(node, stamp)), stamp).addnext(mark)


def _out(run: etree._Element) -> etree._Element:
    """The run, or the simple field that holds it: a field's inside is written anew by Word."""
    field_around = next(run.iterancestors(w("fldSimple")), None)
    return run if field_around is None else field_around
