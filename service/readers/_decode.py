"""Bytes of unknown encoding -> text, strictly: a wrong guess is refused, never passed on as garbage."""

from __future__ import annotations

import codecs
import re

from service.errors import UnknownName, UnreadableDocument
from service.readers._limits import MAX_CHARACTERS, shown

# UTF-32's mark starts with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# A list, not codecs.lookup: some of Python's codecs are no text encodings, or take quadratic time.
_KNOWN = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "hz", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
# A pattern of so many letters is slow to compile, so it waits until a file is no plain UTF-8.
_USUAL = r"[\t\n\r -~　-〿一-鿿＀-￯‘-”…—·]"


def _is_cjk(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of `data`: by `encoding`, else by its mark, else UTF-16 by its zero bytes, else UTF-8, else GB18030.

    Raises UnreadableDocument where none fits, UnknownName for an encoding that we don't know.
    """
    if encoding:
        return _by_name(data, name, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, codec)
    text = _utf16(data) if b"\0" in data else _utf8(data) or _gb18030(data)
    if text is None:
        raise UnreadableDocument(_puzzle(data, name))
    return text


def _by_name(data: bytes, name: str, encoding: str) -> str:
    codec = encoding.strip().lower().replace("_", "-").replace("utf8", "utf-8").replace("utf16", "utf-16")
    if codec not in _KNOWN:
        raise UnknownName(f"不认识编码“{shown(encoding)}”。--encoding 可用：{'、'.join(_KNOWN)}。")
    return _strict(data, name, codec).removeprefix("\ufeff")


def _strict(data: bytes, name: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"“{shown(name)}”按 {codec} 编码读到第 {error.start + 1} 个字节处出错，文件可能被截断，或混有别的编码。"
            "请用记事本或 WPS 打开核对后，另存为 UTF-8 编码；若本是别的编码，请用 --encoding 指明。"
        ) from error


def _utf8(data: bytes) -> str | None:
    """A few words of GBK, such as 联通, are sound UTF-8 too, of Greek or Arabic letters; those are left to GB18030."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (
        text if text.isascii() or any(map(_is_cjk, text)) or data.decode("gb2312", "replace").count("\ufffd") else None
    )


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order that makes at least nine characters of ten usual ones in Chinese prose."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if len(re.findall(_USUAL, text)) >= 0.9 * len(text):
            return text
    return None


def _gb18030(data: bytes) -> str | None:
    """GB18030 takes almost any bytes, so a line of mostly rare characters betrays another or a mixed encoding."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if any(map(_garbled, text[:MAX_CHARACTERS].splitlines())) else text


def _garbled(line: str) -> bool:
    foreign = [character for character in line if character > "\x7f"]
    common = sum(len(character.encode("gb2312", "ignore")) == 2 for character in foreign)
    return len(foreign) >= 4 and common < 0.6 * len(foreign)


def _puzzle(data: bytes, name: str) -> str:
    if b"\0" in data:
        problem = "含有空字节，看起来是程序或二进制数据，不是文本"
        return f"“{shown(name)}”{problem}。请选用正文文件，或用 Word、WPS 另存为 .docx 再试。"
    return (
        f"“{shown(name)}”的文字编码认不出：既不是完整的 UTF-8，也不像 GB18030，可能被截断或混有两种编码。"
        "请另存为 UTF-8 编码；若本是别的编码，请用 --encoding 指明，如 --encoding big5。"
    )
