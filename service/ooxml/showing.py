"""Tells how single elements of a Word body show: their words, whether they are hidden, shut, or run on."""

from __future__ import annotations

import re

from lxml import etree

from service.ooxml.names import RPR, VAL, XML_SPACE, P, w

# Line ends and control characters inside a run's text show as blanks; one for one, so that offsets hold.
_BLANKED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LOCKING = tuple(w(name) for name in ("dataBinding", "dropDownList", "comboBox", "date", "picture"))


def shown(node: etree._Element) -> str:
    """The words of a `w:t` as Word shows them: blanks at its ends count only where it says so."""
    text = node.text or ""
    if node.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return _BLANKED.sub(" ", text)


def is_hidden(run: etree._Element) -> bool:
    """Whether the run is formatted as hidden text."""
    hidden = run.find(f"{RPR}/{w('vanish')}")
    return hidden is not None and hidden.get(VAL, "1") not in ("0", "false", "off")


def is_contents(control: etree._Element) -> bool:
    """Whether the content control is Word's table of contents."""
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(VAL) == "Table of Contents"


def is_bound(control: etree._Element) -> bool:
    """Whether a content control's words are written by Word, or shut, so that a change would be lost or refused."""
    properties = control.find(w("sdtPr"))
    if properties is None:
        return False
    shut = properties.find(w("lock"))
    closed = shut is not None and shut.get(VAL) in ("contentLocked", "sdtContentLocked")
    return closed or any(properties.find(tag) is not None for tag in _LOCKING)


def next_paragraph(element: etree._Element) -> etree._Element | None:
    """The paragraph that follows in the same cell or body, with nothing but bookmarks and the like between."""
    after = element.getnext()
    while after is not None and after.tag not in (P, w("tbl"), w("sdt"), w("customXml"), w("sectPr")):
        after = after.getnext()
    return after if after is not None and after.tag == P else None
