"""Finished exchanges as a file: JSON Lines sorted by key, the same bytes for the same exchanges, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast, get_args

from service.errors import BadInput
from service.llm.exchange import Finish, JsonObject, Reply
from service.llm.ledger import Exchange

_GZIP = b"\x1f\x8b"
_Types = tuple[type, ...]
# In this order on a line, the long text last. What is not told is left out; the times of asking are, so that asking
# the same again changes no more than the provider did.
_NAMED: dict[str, _Types] = {"key": (str,), "provider": (str,), "model": (str,)}
_ASKED: dict[str, _Types] = {"address": (str,), "stage": (str,), "prompt": (str,), "sha": (str,)}
_TOLD: dict[str, _Types] = {
    "finish": (str,),
    "refusal": (str,),
    "tokens_in": (int,),
    "tokens_out": (int,),
    "cached": (int,),
    "cost": (int, float),
    "answered_by": (str,),
    "seconds": (int, float),
}
_TEXT: dict[str, _Types] = {"text": (str,)}
_COLUMNS = {**_NAMED, **_ASKED, **_TOLD, **_TEXT}


def write(path: Path, exchanges: Iterable[Exchange]) -> int:
    """Write the finished ones of `exchanges`, gzipped where the name ends in .gz, for the owner's eyes only.

    Written whole or not at all. Tells how many. Raises BadInput where the file can't be written.
    """
    lines = sorted((_line(exchange) for exchange in exchanges if exchange.reply), key=lambda line: line[:2])
    content = "".join(f"{line[2]}\n" for line in lines).encode("utf-8", "backslashreplace")  # JSON's own \ud83d
    content = gzip.compress(content, mtime=0) if path.suffix == ".gz" else content
    partial = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise BadInput(f"写不了“{path}”：{error.strerror or error}。请核对路径、权限和磁盘空间。") from error
    return len(lines)


def _line(exchange: Exchange) -> tuple[str, str, str]:
    """Key, address and the line of a finished exchange."""
    reply = cast(Reply, exchange.reply)
    told = {**vars(exchange), **{name: getattr(reply, name) for name in _TOLD if name != "answered_by"}}
    told |= {"answered_by": reply.model or None, "text": reply.text, "seconds": round(reply.seconds, 3)}
    cells = {name: told[name] for name in _COLUMNS if told[name] is not None}
    return exchange.key, exchange.address or "", json.dumps(cells, ensure_ascii=False)


def read(path: Path) -> tuple[Exchange, ...]:
    """The exchanges of a recording, in its order. Raises BadInput that names the file, and the line at fault."""
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if content.startswith(_GZIP) else content
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(f"录制文件“{path}”打不开：{getattr(error, 'strerror', None) or '压缩内容不完整'}。") from error
    return tuple(_exchanges(path, content))


def _exchanges(path: Path, content: bytes) -> Iterator[Exchange]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _exchange(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = error if type(error) is ValueError else "不是一个 JSON 对象"
            raise BadInput(f"录制文件“{path}”第{number}行：{reason}。") from error


def _exchange(cells: object) -> Exchange:
    """One line's exchange; raises ValueError that says what is wrong with it."""
    if not isinstance(cells, dict):
        raise ValueError("不是一个 JSON 对象")
    row: JsonObject = cells
    if missing := [name for name in (*_NAMED, *_TEXT) if name not in row]:
        raise ValueError(f"缺少 {missing[0]}")
    for name in _COLUMNS.keys() & row.keys():
        if not isinstance(row[name], _COLUMNS[name]) or isinstance(row[name], bool):
            raise ValueError(f"{name} 的值不对")
    if row.get("finish", "unknown") not in get_args(Finish):
        raise ValueError("finish 的值不对")
    return _built({name: row[name] for name in _COLUMNS if name in row})


def _built(row: JsonObject) -> Exchange:
    """The exchange of a checked row."""
    told = {name: row[name] for name in (*_TOLD, *_TEXT) if name in row and name != "answered_by"}
    reply = Reply(**{**told, "model": row.get("answered_by", "")})  # type: ignore[arg-type]  # checked by _exchange
    asked = {"address": None, "stage": "", "prompt": "", "sha": ""}
    named = {name: row.get(name, asked.get(name)) for name in (*_NAMED, *_ASKED)}
    return Exchange(**named, state="done", reply=reply)  # type: ignore[arg-type]  # the same
