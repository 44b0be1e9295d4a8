"""Programs of other makers that read our files back: LibreOffice, pandoc, docx-integrity."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from docx_integrity.inspector import check

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>
"""
_MACRO = """
Sub Settle(source As String, command As String, target As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
  Dim none()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & command, "", 0, none())
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF"
  document.storeToURL(target, plain())
  document.close(True)
End Sub
"""
_COMMANDS = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}


def need(program: str) -> str:
    """The path of a program; skips the test where it is not installed, and fails it on CI, where nothing is skipped."""
    found = shutil.which(program)
    if found is None:
        message = f"{program} is not installed: apt-get install libreoffice-writer-nogui pandoc poppler-utils"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return found


class Office:
    """LibreOffice with a profile of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.command = [need("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]

    def run(self, *words: str) -> None:
        subprocess.run([*self.command, *words], check=True, timeout=120, capture_output=True, stdin=subprocess.DEVNULL)

    def settled(self, files: dict[str, bytes]) -> dict[str, dict[str, str]]:
        """Each file's text with all changes accepted and with all rejected, by LibreOffice's own commands.

        The files must hold no comment: version 7.4 falls over when its interface loads one.
        """
        self.run("--terminate_after_init")
        rows = [self._row(name, data, deed) for name, data in files.items() for deed in _COMMANDS]
        macro = "Sub Main\n" + "\n".join(rows) + "\nEnd Sub\n" + _MACRO
        module = self.folder / "profile/user/basic/Standard/Module1.xba"
        module.write_text(_MODULE.format(escape(macro)), encoding="utf-8")
        self.run("macro:///Standard.Module1.Main")
        return {name: {deed: self._text(name, deed) for deed in _COMMANDS} for name in files}

    def _row(self, name: str, data: bytes, deed: str) -> str:
        source = self.folder / f"{name}.docx"
        source.write_bytes(data)
        return f'Settle("{source.as_uri()}", "{_COMMANDS[deed]}", "{self._target(name, deed).as_uri()}")'

    def _target(self, name: str, deed: str) -> Path:
        return self.folder / f"{name}.{deed}.txt"

    def _text(self, name: str, deed: str) -> str:
        return self._target(name, deed).read_text(encoding="utf-8-sig").removesuffix("\n")


def pandoc(data: bytes, changes: str, form: str = "plain") -> str:
    """What pandoc reads, with changes accepted, rejected or all shown."""
    words = [need("pandoc"), "-f", "docx", "-t", form, "--wrap=none", f"--track-changes={changes}"]
    return subprocess.run(words, input=data, check=True, timeout=60, capture_output=True).stdout.decode()


def faults_of(data: bytes, folder: Path) -> list[str]:
    """What docx-integrity finds wrong with the structure of a file, warnings included."""
    path = folder / "looked-at.docx"
    path.write_bytes(data)
    return [f"{finding.code} {finding.message}" for finding in check(path)]
