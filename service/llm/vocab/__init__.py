"""The two vocabularies of tiktoken, shipped packed, and laid out unpacked where tiktoken looks before any network.

tiktoken reads a file of its cache folder by the SHA-1 of the file's web address. Where that file is damaged, it deletes
it and downloads another, so each file is verified, and put right from the package, before tiktoken sees it.
"""

from __future__ import annotations

import atexit
import gzip
import hashlib
import os
import shutil
import tempfile
import threading
import uuid
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from service.errors import SetupError

FOLDER = "TIKTOKEN_CACHE_DIR"


@dataclass(frozen=True, slots=True)
class Packed:
    """One vocabulary file: its name in this folder, the name that tiktoken looks for, the SHA-256 of its content."""

    name: str
    cached: str
    sha256: str

    def unpacked(self) -> bytes:
        """The content, verified. Raises SetupError where the installed package is damaged."""
        try:
            content = gzip.decompress(files(__name__).joinpath(self.name).read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise SetupError(self._damaged()) from error
        if not self.fits(content):
            raise SetupError(self._damaged())
        return content

    def fits(self, content: bytes) -> bool:
        """Whether that is the file's content, to the byte."""
        return hashlib.sha256(content).hexdigest() == self.sha256

    def _damaged(self) -> str:
        return f"安装包里的词表 {self.name} 缺失或已损坏，请重新安装 sixlead。"


PACKED = (
    Packed(
        "cl100k_base.tiktoken.gz",
        "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
    Packed(
        "o200k_base.tiktoken.gz",
        "fb374d419588a4632f3f557e76b4b70aebbca790",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
)
_lock = threading.Lock()


def lay_out() -> Path:
    """The folder that now holds both vocabularies, whole and verified; TIKTOKEN_CACHE_DIR names it from here on.

    The first of these that can hold them: the folder that TIKTOKEN_CACHE_DIR names already, the user's cache folder, a
    private temporary one, removed when the process ends. Raises SetupError where there is none, or a damaged package.
    """
    with _lock:
        for find in (_given_folder, _cache_folder, _temporary_folder):
            if (folder := find()) and _filled(folder):
                os.environ[FOLDER] = str(folder)
                return folder
    raise SetupError("没有一个可写的文件夹来存放词表。请让 XDG_CACHE_HOME 或 TMPDIR 指向可写的文件夹。")


def _given_folder() -> Path | None:
    """What the user, or an earlier call, has set; tiktoken takes an empty name for "keep nothing, always download"."""
    given = os.environ.get(FOLDER)
    return Path(given) if given else None


def _cache_folder() -> Path | None:
    """By the XDG rules: a relative XDG_CACHE_HOME does not count. None where the user has no home."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (given if given.is_absolute() else Path.home() / ".cache") / "sixlead" / "tiktoken"
    except RuntimeError:
        return None


@cache
def _temporary_folder() -> Path | None:
    try:
        folder = Path(tempfile.mkdtemp(prefix="sixlead-tiktoken-"))
    except OSError:
        return None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _filled(folder: Path) -> bool:
    """Whether the folder holds both files, those put right that were missing or damaged."""
    try:
        for packed in PACKED:
            _put_right(packed, folder / packed.cached)
    except OSError:
        return False
    return True


def _put_right(packed: Packed, path: Path) -> None:
    try:
        if packed.fits(path.read_bytes()):
            return
    except OSError:
        pass  # missing or unreadable: written anew below, or the caller is told that it can't be
    content = packed.unpacked()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(path)  # at one blow: another process sees no file, the old one, or all of this
    finally:
        draft.unlink(missing_ok=True)
