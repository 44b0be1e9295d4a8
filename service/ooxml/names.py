"""The names of the WordprocessingML vocabulary that this package speaks, and how they are written in lxml."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """`name` in the main WordprocessingML namespace, in Clark notation."""
    return f"{{{W}}}{name}"


P, RUN, TEXT, RPR, PPR = w("p"), w("r"), w("t"), w("rPr"), w("pPr")
INS, DEL, MOVE_TO, MOVE_FROM = w("ins"), w("del"), w("moveTo"), w("moveFrom")
ID, VAL, AUTHOR, DATE = w("id"), w("val"), w("author"), w("date")
