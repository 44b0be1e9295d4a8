"""What can be set in a file or in the environment, and how a wrong setting is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import BadInput
from service.settings import read_settings


def test_file_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sixlead.toml").write_text('rubric = "four-lead-2024"\nignore = ["imbalance"]\n', "utf-8")
    assert (read_settings().rubric, read_settings().ignore) == ("four-lead-2024", ("imbalance",))
    monkeypatch.setenv("SIXLEAD_RUBRIC", "five-lead-2025")
    assert read_settings().rubric == "five-lead-2025"


@pytest.mark.parametrize("content", ['rubrik = "x"', 'fail_on = "never"', "not toml"])
def test_a_wrong_file_is_told_in_one_message(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sixlead.toml").write_text(content, "utf-8")
    with pytest.raises(BadInput, match=r"sixlead\.toml"):
        read_settings()
