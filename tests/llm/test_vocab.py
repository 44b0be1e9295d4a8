"""The shipped vocabularies: laid out whole, put right where damaged, and counted with while the network is shut."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import SetupError
from service.llm import vocab

PACKAGE = Path(vocab.__file__).parent
# What a process sees whose network is shut: it fails at once, and says that it was asked for.
SHUT = """
import socket
def shut(*_): raise SystemExit("the network was asked for")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = shut
"""
COUNT = "from service.llm.budget import count; print(count('对照检查材料', 'cl100k_base'))"
BARE = "import tiktoken; tiktoken.get_encoding('cl100k_base')"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, in the environment of this process and of those that it starts."""
    monkeypatch.setenv(vocab.FOLDER, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "sixlead" / "tiktoken"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", SHUT + code], capture_output=True, text=True, check=False)


def whole(folder: Path) -> bool:
    return {path.name for path in folder.iterdir()} == {packed.cached for packed in vocab.PACKED} and all(
        packed.fits((folder / packed.cached).read_bytes()) for packed in vocab.PACKED
    )


def damage(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for packed in vocab.PACKED:
        (folder / packed.cached).write_bytes(b"IQ== 0\n")


def test_the_network_is_shut_in_these_tests(home: Path) -> None:
    assert "the network was asked for" in run(BARE).stderr


def test_counts_in_a_fresh_home(home: Path) -> None:
    assert run(COUNT).stdout == "8\n"
    assert whole(home)


def test_a_damaged_file_is_put_right_without_the_network(home: Path) -> None:
    damage(home)
    assert run(COUNT).stdout == "8\n"
    assert whole(home)


def test_a_folder_of_the_users_is_used_and_filled(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    damage(own)
    (own / "another").write_bytes(b"theirs")
    monkeypatch.setenv(vocab.FOLDER, str(own))
    assert run(COUNT).stdout == "8\n"
    assert (own / "another").read_bytes() == b"theirs"
    (own / "another").unlink()
    assert whole(own)
    assert not home.exists()


@pytest.mark.parametrize("name", [vocab.FOLDER, "XDG_CACHE_HOME"])
def test_where_nothing_can_be_written_another_folder_serves(
    name: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file is no folder, not even for root")
    monkeypatch.setenv(name, str(tmp_path / "file"))
    folders = run(COUNT + f"; import os; print(os.environ[{vocab.FOLDER!r}])").stdout.splitlines()
    assert folders[0] == "8"
    if name == vocab.FOLDER:
        assert Path(folders[1]) == home
    else:
        assert not Path(folders[1]).exists(), "the temporary folder is left behind"


def test_a_homeless_user_gets_a_private_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative, so it does not count")
    monkeypatch.setattr(Path, "home", _no_home)
    folder = vocab.lay_out()
    assert whole(folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert os.environ[vocab.FOLDER] == str(folder)


def _no_home() -> Path:
    raise RuntimeError("no home")


def test_nowhere_to_write_is_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(vocab, "_temporary_folder", lambda: None)
    with pytest.raises(SetupError, match="XDG_CACHE_HOME"):
        vocab.lay_out()


def test_a_write_that_fails_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", _full_disk)
    monkeypatch.setattr(vocab, "_temporary_folder", lambda: None)
    with pytest.raises(SetupError):
        vocab.lay_out()
    assert list(home.iterdir()) == []


def _full_disk(path: Path, target: Path) -> None:
    raise OSError("no space left")


def test_a_damaged_package_is_told_and_writes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for packed in (replace(vocab.PACKED[0], sha256="0" * 64), replace(vocab.PACKED[0], name="LICENSE.txt")):
        monkeypatch.setattr(vocab, "PACKED", (packed,))
        with pytest.raises(SetupError, match="重新安装"):
            vocab.lay_out()
    assert not home.exists()


def test_many_at_once_find_whole_files(home: Path) -> None:
    folders: list[Path] = []
    threads = [threading.Thread(target=lambda: folders.append(vocab.lay_out())) for _ in range(4)]
    others = [subprocess.Popen([sys.executable, "-c", SHUT + COUNT], stdout=subprocess.PIPE) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.communicate()[0] for other in others] == [b"8\n", b"8\n"]
    assert folders == [home] * 4
    assert whole(home)


def test_whole_files_are_left_alone(home: Path) -> None:
    before = [(path, path.stat().st_mtime_ns) for path in sorted(vocab.lay_out().iterdir())]
    assert [(path, path.stat().st_mtime_ns) for path in sorted(vocab.lay_out().iterdir())] == before
    assert PACKAGE not in home.parents
