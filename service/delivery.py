"""Where a review goes: the terminal, standard output, a named file, or files beside the input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service import renderers
from service.domain.report import Report
from service.errors import BadInput

if TYPE_CHECKING:
    from service.renderers.console.screen import Screen


def check(formats: tuple[str, ...], file: str, out: Path | None) -> None:
    """Refuse what can't be delivered before any work is done. Raises UnknownName or BadInput."""
    chosen = [renderers.pick(name) for name in formats]
    if len(chosen) > 1 and out is not None and out.is_file():
        raise BadInput(f"写多种格式时 --out 要是文件夹，而“{out}”是文件。")
    if file == "-" and out is None and any(each.binary for each in chosen):
        raise BadInput("从标准输入读取时，Word 和 Excel 格式要用 --out 指明写到哪里。")


def deliver(report: Report, data: bytes, formats: tuple[str, ...], file: str, out: Path | None, lang: str) -> None:
    """Render and write each format: text to standard output, binary ones beside the input, or all to `out`."""
    for name in formats:
        chosen = renderers.pick(name)
        target = _target(chosen, file, out, several=len(formats) > 1)
        content = renderers.render(name, report, data, lang, _screen(chosen) if target is None else None)
        if target is None:
            sys.stdout.buffer.write(content)
        else:
            _write(target, content)


def _screen(chosen: renderers.Format) -> Screen | None:
    """What standard output can show, for the formats that are painted for a screen."""
    if not chosen.for_screen:
        return None
    from service.renderers.console.screen import Screen  # loads the terminal library

    return Screen.of(sys.stdout, os.environ)


def _target(chosen: renderers.Format, file: str, out: Path | None, several: bool) -> Path | None:
    stem = "report" if file == "-" else Path(file).stem
    if out is not None:
        return out / f"{stem}{chosen.suffix}" if several or out.is_dir() else out
    return Path(file).with_name(f"{stem}{chosen.suffix}") if chosen.binary else None


def _write(target: Path, content: bytes) -> None:
    """Write in one step, so that a full disk or a stop leaves no half file behind."""
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BadInput(f"写不了“{target}”：{error.strerror}。请换一个有写入权限、有空间的位置。") from error
    click.echo(f"已写：{target}", err=True)
