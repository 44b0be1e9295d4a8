"""Follows the complex fields of a Word body (page numbers, links, tables of contents), which are marked, not nested."""

from __future__ import annotations

from lxml import etree

from service.ooxml.names import DEL, MOVE_FROM, w

_MARK, _KIND = w("fldChar"), w("fldCharType")


class Fields:
    """Which fields are open at the present place of the walk; a field that is never closed counts as none."""

    def __init__(self, body: etree._Element) -> None:
        """Look through `body` once for the marks that belong together."""
        self._sound = _paired(body)
        self._states: list[str] = []

    @property
    def open(self) -> bool:
        """Whether the place is inside any field."""
        return bool(self._states)

    @property
    def hides(self) -> bool:
        """Whether the place is in a field's instruction, or in a table of contents: neither is read."""
        return any(state != "result" for state in self._states)

    @property
    def contents(self) -> bool:
        """Whether the place is in a table of contents."""
        return "contents" in self._states

    def step(self, node: etree._Element) -> None:
        """Take in a field mark, or the instruction that tells what the field is."""
        if node.tag != _MARK:
            if self._states and self._states[-1] == "instruction" and (node.text or "").strip().startswith("TOC"):
                self._states[-1] = "contents"
        elif node in self._sound:
            self._turn(node.get(_KIND))

    def _turn(self, kind: str | None) -> None:
        if kind == "begin":
            self._states.append("instruction")
        elif kind == "separate" and self._states[-1:] == ["instruction"]:
            self._states[-1] = "result"
        elif kind == "end" and self._states:
            self._states.pop()


def _paired(body: etree._Element) -> set[etree._Element]:
    """The marks of fields that begin and end; marks inside pending deletions are left out, as their text is."""
    sound: set[etree._Element] = set()
    begun: list[list[etree._Element]] = []
    for mark in body.iter(_MARK):
        if next(mark.iterancestors(DEL, MOVE_FROM), None) is not None:
            continue
        if mark.get(_KIND) == "begin":
            begun.append([mark])
        elif begun:
            begun[-1].append(mark)
            if mark.get(_KIND) == "end":
                sound.update(begun.pop())
    return sound
