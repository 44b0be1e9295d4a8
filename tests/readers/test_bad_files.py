"""Every kind of bad file ends in one clear Chinese message, soon, and without eating the memory."""

from __future__ import annotations

import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.errors import ReviewError
from service.readers import fetch, read
from tests.readers.bad_files import ALL, Bad

SECONDS = 2.0  # of this process's own time, which does not grow when the machine is busy
PATIENCE = 15.0  # seconds by the clock, for LibreOffice and for the process that takes a PDF apart
MEMORY = 400 * 1024  # kilobytes that this process may grow by


@pytest.mark.parametrize("bad", ALL.values(), ids=ALL.keys())
def test_is_refused_in_one_clear_sentence(bad: Bad) -> None:
    data = bad.make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, busy = time.perf_counter(), time.process_time()
    with pytest.raises(ReviewError) as caught:
        read(data, bad.name, bad.encoding)
    assert time.process_time() - busy < SECONDS
    assert time.perf_counter() - start < PATIENCE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
    _is_clear(caught.value, bad.word)


def test_there_are_many_kinds() -> None:
    assert len(ALL) >= 45


def _is_clear(error: ReviewError, word: str) -> None:
    assert error.exit_code == 3
    assert word in error.message
    assert len(re.findall(r"[一-鿿]", error.message)) >= 10
    assert error.message.endswith("。")
    assert "\n" not in error.message
    assert len(error.message) <= 260
    assert not re.search(r"Traceback|Error|Exception|联系群众|service/", error.message)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may read everything, so for one test we are someone else."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


def _refused(path: str, word: str) -> None:
    with pytest.raises(ReviewError) as caught:
        fetch(path)
    _is_clear(caught.value, word)


def test_a_missing_file(tmp_path: Path) -> None:
    _refused(str(tmp_path / "没有.docx"), "不存在")
    _refused(str(tmp_path / "没\n有.docx"), "没?有")
    _refused("a\0b.docx", "无法打开")


def test_a_folder(tmp_path: Path) -> None:
    _refused(str(tmp_path), "文件夹")


def test_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _refused(str(tmp_path / "loop.txt"), "无法打开")


def test_a_file_that_may_not_be_read(tmp_path: Path, as_nobody: None) -> None:
    path = Path("/etc/shadow") if os.geteuid() != os.getuid() else tmp_path / "x.txt"
    if path.parent == tmp_path:
        path.write_text("x")
        path.chmod(0)
    _refused(str(path), "权限")


def test_a_file_of_100_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(100_000_000)
    _refused(str(tmp_path / "大.txt"), "30 MB")
    _refused("/dev/zero", "30 MB")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_bytes("对照检查材料".encode())
    with path.open("rb") as file:
        monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": file}))
        assert fetch("-").decode() == "对照检查材料"
