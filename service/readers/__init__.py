"""Readers turn a file's bytes into a Document: one file, one format, offering `SUFFIXES` and `read(data, name)`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePath

from service.domain.document import Document
from service.errors import BadPlugin, UnreadableDocument
from service.plugins import find
from service.readers import text
from service.readers._content import refuse_misnamed, seems
from service.readers._limits import MAX_BYTES, refuse_large, refuse_long, shown

Reader = Callable[[bytes, str], Document]


@lru_cache(maxsize=1)
def by_suffix() -> dict[str, Reader]:
    """Every suffix that we read, with its dot and in lower case, and its reader."""
    return {suffix: reader for reader in find(__name__, "read").values() for suffix in _suffixes(reader)}


def _suffixes(reader: Reader) -> tuple[str, ...]:
    suffixes: object = getattr(inspect.getmodule(reader), "SUFFIXES", None)
    if not isinstance(suffixes, tuple) or not suffixes:
        raise BadPlugin(f"{reader.__module__}: a reader must offer SUFFIXES, a tuple such as ('.docx',)")
    return tuple(str(suffix) for suffix in suffixes)


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """The document in `data`; its reader is picked by the suffix of `name`, or by content where there is none ("-").

    `encoding` overrides the guess for plain text and is not looked at for other formats.
    Raises UnreadableDocument, DocumentTooLong, or UnknownName for an encoding that we don't know.
    """
    refuse_large(len(data), name)
    if not data:
        raise UnreadableDocument(f"“{shown(name)}”是空文件（0 字节）。请核对文件是否保存完整。")
    suffix = PurePath(name).suffix.lower() or _suffix_by_content(data)
    plain = suffix in text.SUFFIXES  # known without loading the libraries of the other readers
    if not plain and suffix not in by_suffix():
        raise UnreadableDocument(
            f"“{shown(name)}”的格式（{shown(suffix)}）不能读取。能读取的有：{' '.join(sorted(by_suffix()))}。"
            "请用 Word 或 WPS 另存为 .docx 再试。"
        )
    refuse_misnamed(data, name, suffix, plain)
    document = text.read(data, name, encoding) if plain else by_suffix()[suffix](data, name)
    refuse_long(len(document.text), name)
    return document


def _suffix_by_content(data: bytes) -> str:
    kind = seems(data)
    return kind.suffixes[0] if kind and kind.suffixes else ".txt"


def fetch(path: str) -> bytes:
    """The bytes of a file, or of standard input for "-"; never more than the limit is read.

    Raises UnreadableDocument for what can't be opened, DocumentTooLong for what is over the limit.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"“{shown(path)}”{_why(error)}") from error
    refuse_large(len(data), path)
    return data


def _why(error: OSError | ValueError) -> str:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "不存在。请核对路径和文件名。",
        IsADirectoryError: "是文件夹，不是文件。请指明其中的一份材料。",
        PermissionError: "没有读取权限。请核对文件权限，或换用有权限的账号。",
    }
    return reasons.get(type(error), "无法打开。请核对路径、文件名和磁盘。")
