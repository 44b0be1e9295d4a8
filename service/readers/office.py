"""Reads .doc, .wps, .odt and .rtf: LibreOffice makes a .docx of them, in a folder of its own, and that one is read."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePath

from service.domain.document import Document
from service.errors import UnreadableDocument
from service.readers._limits import refuse_large, shown
from service.readers.docx import read as read_docx

SUFFIXES = (".doc", ".wps", ".odt", ".rtf")

SECONDS = 60
_ONE_AT_A_TIME = threading.Lock()  # an office takes some 300 MB; more at once would only slow each other
_PLACES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_MISSING = (
    "这台电脑没有安装 LibreOffice，读不了{suffix}文件“{name}”。请安装后再试（Debian、Ubuntu：apt-get install "
    "libreoffice-writer-nogui；Windows、macOS：安装 LibreOffice），或用 Word、WPS 把文件另存为 .docx。"
)
_FAILED = "“{name}”没能转换成 .docx：文件可能已损坏、不完整或加了密码。请用 Word 或 WPS 打开核对后，另存为 .docx 再试。"
_SLOW = "“{name}”转换成 .docx 超过 {seconds} 秒，已停止。请用 Word 或 WPS 打开后，另存为 .docx 再试。"
_NOTE = "原文件是 {suffix}，由 LibreOffice 转成 .docx 后读取；标注结果写在新的 .docx 里。"
# No macros, and nothing that the file points to elsewhere is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str) -> Document:
    """The text of `data` by way of LibreOffice; raises UnreadableDocument where it is missing, fails or is too slow."""
    made = convert(data, name)
    refuse_large(len(made), name)
    suffix = PurePath(name).suffix.lower()
    document = read_docx(made, name)
    return replace(document, source=suffix, notes=(_NOTE.format(suffix=suffix), *document.notes))


def convert(data: bytes, name: str) -> bytes:
    """The .docx that LibreOffice makes of `data`; only the suffix of `name` is used, never its words."""
    suffix = PurePath(name).suffix.lower() or ".doc"
    _refuse_cut_rtf(data, name)
    if _office() is None:
        raise UnreadableDocument(_MISSING.format(suffix=suffix, name=shown(name)))
    with tempfile.TemporaryDirectory(prefix="sixlead-") as folder, _ONE_AT_A_TIME:
        source = Path(folder, f"report{suffix}")
        source.write_bytes(data)
        _run(Path(folder), source, name)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise UnreadableDocument(_FAILED.format(name=shown(name)))
        refuse_large(made.stat().st_size, name)
        return made.read_bytes()


def _refuse_cut_rtf(data: bytes, name: str) -> None:
    """LibreOffice reads an RTF that was cut off as if it were whole, so the closing brace is looked for here."""
    if data.startswith(b"{\\rtf") and not data.rstrip(b"\0\r\n\t \x1a").endswith(b"}"):
        raise UnreadableDocument(_FAILED.format(name=shown(name)))


@lru_cache(maxsize=1)
def _office() -> str | None:
    return next((found for place in _PLACES if (found := shutil.which(place))), None)


def _run(folder: Path, source: Path, name: str) -> None:
    """One run of LibreOffice with a profile of its own, ended with all its children when it takes too long."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
    target = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source))
    command = (str(_office()), f"-env:UserInstallation={profile.as_uri()}", *options, *target)
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise UnreadableDocument(_SLOW.format(name=shown(name), seconds=SECONDS)) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
