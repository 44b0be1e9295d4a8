"""Makes tracked changes and comments bear an author, a date, and a number that no other of the file bears."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from service.ooxml.names import AUTHOR, DATE, ID, w

REVIEWER = "六带头审改"
INITIALS = "审"
_HIGHEST = 2**31 - 1
_PENDING = {w(name) for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo")}


def highest_id(root: etree._Element) -> int:
    """The highest number among the tracked changes below `root`; 0 for none, or where it leaves no room above."""
    found = (node.get(ID, "") for node in root.iter(etree.Element) if node.get(AUTHOR) is not None)
    top = max((int(number) for number in found if number.isascii() and number.isdigit()), default=0)
    return top if top < _HIGHEST - 1_000_000 else 0


@dataclass(slots=True)
class Stamp:
    """Who marks, when, and the last number given out; `when` is the local time to the second."""

    last: int
    when: str
    author: str = REVIEWER

    def number(self) -> str:
        """The next free number."""
        self.last += 1
        return str(self.last)

    def make(self, tag: str) -> etree._Element:
        """A new tracked change (`w:ins` or `w:del`), not yet in the tree."""
        return etree.Element(tag, {ID: self.number(), AUTHOR: self.author, DATE: self.when})

    def renumber(self, copy: etree._Element) -> etree._Element:
        """`copy`, a copied piece of the file, with fresh numbers for all changes in it."""
        for node in copy.iter(etree.Element):
            if node.get(AUTHOR) is not None and node.get(ID) is not None:
                node.set(ID, self.number())
        return copy


def stamp_of(root: etree._Element, when: datetime | None = None) -> Stamp:
    """A stamp whose numbers run on from those of `root`; `when` is now unless told."""
    # Word writes local time and a Z all the same, and shows it as it stands.
    return Stamp(highest_id(root), f"{when or datetime.now():%Y-%m-%dT%H:%M:%SZ}")


def plain_format(properties: etree._Element | None) -> etree._Element | None:
    """A copy of a run's or mark's properties for new words: without the changes that are pending on the old ones."""
    if properties is None:
        return None
    copy = deepcopy(properties)
    for child in [child for child in copy if child.tag in _PENDING]:
        copy.remove(child)
    return copy
