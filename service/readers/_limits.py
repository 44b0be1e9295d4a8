"""The limits that protect this machine from a file, and how a file is named in a message."""

from __future__ import annotations

from service.errors import DocumentTooLong

MAX_BYTES = 30_000_000
MAX_CHARACTERS = 400_000
MAX_PAGES = 500


def shown(name: str) -> str:
    """`name` as a message may show it: its last part, on one line, at most 60 characters; "-" is 标准输入."""
    if name == "-":
        return "标准输入"
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or name
    plain = "".join(character if character.isprintable() else "?" for character in last)
    return plain if len(plain) <= 60 else f"{plain[:40]}…{plain[-15:]}"


def refuse_large(size: int, name: str) -> None:
    """Raises DocumentTooLong where `size` bytes are more than we read."""
    if size > MAX_BYTES:
        raise DocumentTooLong(
            f"“{shown(name)}”太大：最多读取 {MAX_BYTES // 1_000_000} MB。"
            "请删去图片、附件，或只保留对照检查材料正文后再试。"
        )


def refuse_long(characters: int, name: str) -> None:
    """Raises DocumentTooLong where a text of so many characters is longer than we review."""
    if characters > MAX_CHARACTERS:
        raise DocumentTooLong(
            f"“{shown(name)}”超过 {MAX_CHARACTERS} 字，一次审阅不了。请拆成几份，每份只放一个人的对照检查材料。"
        )
