"""One walk over the body of a Word file, in document order: the text that reviewers see, and where each character lies.

What is read: every paragraph of the body, tables, content controls, hyperlinks, field results; pending insertions
and moves are read as accepted, pending deletions are not read. A tab is "\\t"; every break (line, page, column,
carriage return) is "\\n". Paragraphs are joined by one "\\n"; a paragraph whose mark is deleted runs on into the next.
What takes no room: pictures, formulas, notes' references, symbols, text boxes, hidden text and tables of contents.
A stand-in character for them would break words apart for the checks; they are told of in `Walk.unread` instead,
and marking works around them, so that they are never lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from service.ooxml.fields import Fields
from service.ooxml.names import (
    COMPATIBILITY,
    DEL,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    TEXT,
    XML_SPACE,
    P,
    w,
)
from service.ooxml.places import Paragraph, Piece, Walk
from service.ooxml.showing import is_bound, is_contents, is_hidden, next_paragraph, shown

_ATOMS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_OBJECTS = {
    w("drawing"),
    w("pict"),
    w("object"),
    f"{{{MATH}}}oMath",
    f"{{{MATH}}}oMathPara",
    f"{{{COMPATIBILITY}}}AlternateContent",
}


def walk(body: etree._Element) -> Walk:
    """Read `body`. Its `w:t` nodes are put in order on the way: they hold the text that is shown, blanks kept."""
    return _Walker(body).run()


@dataclass(slots=True)
class _Walker:
    body: etree._Element
    found: Walk = field(default_factory=Walk)
    at: int = 0
    pieces_text: list[str] = field(default_factory=list)
    paragraph: Paragraph | None = None
    cells: int = 0
    locks: int = 0
    fields: Fields = field(init=False)

    def run(self) -> Walk:
        self.fields = Fields(self.body)
        events = etree.iterwalk(self.body, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self.leave(element)
            elif self.enter(element):
                events.skip_subtree()
        self.found.text = "".join(self.pieces_text)
        return self.found

    def enter(self, element: etree._Element) -> bool:
        """Take in `element`; whether what is inside it is to be passed over."""
        act = _ENTER.get(element.tag)
        return act(self, element) if act else False

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == P:
            self.close()
        elif tag == w("tbl"):
            self.cells -= 1
        elif tag == w("fldSimple") or (tag == w("sdt") and is_bound(element)):
            self.locks -= 1

    def open(self, element: etree._Element) -> bool:
        before = self.found.paragraphs[-1] if self.found.paragraphs else None
        if before is not None and not before.runs_on:
            self.write("\n")
        self.paragraph = Paragraph(element, self.at, self.cells > 0)
        self.found.paragraphs.append(self.paragraph)
        return False

    def close(self) -> None:
        if self.paragraph is not None:
            self.paragraph.end = self.at
        self.paragraph = None

    def properties(self, element: etree._Element) -> bool:
        mark = element.find(RPR)
        if self.paragraph is not None and mark is not None:
            gone = mark.find(DEL) is not None or mark.find(MOVE_FROM) is not None
            self.paragraph.runs_on = gone and next_paragraph(self.paragraph.element) is not None
            self.found.pending |= gone or mark.find(INS) is not None or mark.find(MOVE_TO) is not None
        if element.find(w("numPr")) is not None:
            self.found.unread.add("numbering")
        return True

    def revise(self, element: etree._Element) -> bool:
        self.found.pending = True
        return element.tag in (DEL, MOVE_FROM)

    def table(self, element: etree._Element) -> bool:
        self.cells += 1
        return False

    def row(self, element: etree._Element) -> bool:
        gone = element.find(f"{w('trPr')}/{DEL}") is not None
        self.found.pending |= gone
        return gone

    def control(self, element: etree._Element) -> bool:
        if is_contents(element):
            self.found.unread.add("contents")
            return True
        self.locks += is_bound(element)
        return False

    def lock(self, element: etree._Element) -> bool:
        self.locks += 1
        return False

    def run_properties(self, element: etree._Element) -> bool:
        return True

    def run_of_text(self, element: etree._Element) -> bool:
        if not is_hidden(element):
            return False
        self.found.unread.add("hidden")
        for mark in element.iter(w("fldChar")):
            self.fields.step(mark)
        return True

    def pass_object(self, element: etree._Element) -> bool:
        math = element.tag.startswith(f"{{{MATH}}}")
        if math or any(node.text and node.text.strip() for node in element.iter(TEXT)):
            self.found.unread.add("formula" if math else "boxes")
        return True

    def pass_import(self, element: etree._Element) -> bool:
        self.found.unread.add("boxes")
        return True

    def field_mark(self, element: etree._Element) -> bool:
        self.fields.step(element)
        if self.fields.contents:
            self.found.unread.add("contents")
        return True

    def words(self, element: etree._Element) -> bool:
        if self.paragraph is not None and not self.fields.hides:
            text = shown(element)
            element.text = text
            element.set(XML_SPACE, "preserve")
            self.piece(element, text)
        return True

    def atom(self, element: etree._Element) -> bool:
        if self.paragraph is not None and not self.fields.hides:
            self.piece(element, _ATOMS[element.tag])
        return True

    def ruby(self, element: etree._Element) -> bool:
        if self.paragraph is not None and not self.fields.hides:
            base = (node for part in element.iter(w("rubyBase")) for node in part.iter(TEXT))
            self.piece(element, "".join(shown(node) for node in base), locked=True)
        return True

    def piece(self, node: etree._Element, text: str, locked: bool = False) -> None:
        assert self.paragraph is not None
        if text:
            locked = locked or self.locks > 0 or self.fields.open
            self.paragraph.pieces.append(Piece(self.at, self.at + len(text), node, locked))
            self.write(text)

    def write(self, text: str) -> None:
        self.pieces_text.append(text)
        self.at += len(text)


_ENTER: dict[str, Callable[[_Walker, etree._Element], bool]] = {
    P: _Walker.open,
    PPR: _Walker.properties,
    INS: _Walker.revise,
    DEL: _Walker.revise,
    MOVE_TO: _Walker.revise,
    MOVE_FROM: _Walker.revise,
    RPR: _Walker.run_properties,
    w("r"): _Walker.run_of_text,
    w("tbl"): _Walker.table,
    w("tr"): _Walker.row,
    w("sdt"): _Walker.control,
    w("fldSimple"): _Walker.lock,
    w("fldChar"): _Walker.field_mark,
    w("instrText"): _Walker.field_mark,
    w("ruby"): _Walker.ruby,
    w("altChunk"): _Walker.pass_import,
    TEXT: _Walker.words,
    **dict.fromkeys(_ATOMS, _Walker.atom),
    **dict.fromkeys(_OBJECTS, _Walker.pass_object),
}
