"""The wheel, built as the image builds it and installed elsewhere: everything is inside and it reviews a report."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What is no Python but must travel: word lists, rubrics, questions, templates, prompts, vocabularies, shipped samples.
DATA = {".yaml", ".txt", ".tsv", ".gz", ".jinja2", ".css", ".js", ".json", ".md", ".typed"}

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    done = subprocess.run([ROOT / "deploy" / "build.sh", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().splitlines()[-1].startswith("sixlead")
    return folder


def test_installed_elsewhere_it_reviews_a_shipped_sample(built: Path, tmp_path: Path) -> None:
    packed = set(zipfile.ZipFile(next((built / "dist").glob("*.whl"))).namelist())
    assert _shipped() - packed == set()

    python, sixlead = built / "venv" / "bin" / "python", built / "venv" / "bin" / "sixlead"
    where = "from importlib.resources import files; print(files('evals') / 'cases/labelled/seed-street-office.txt')"
    sample = subprocess.run([python, "-P", "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True)
    path = Path(sample.stdout.strip())
    assert built in path.parents, "the sample is not the installed one"
    review = [sixlead, "review", path, "--as", "json"]
    done = subprocess.run(review, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rubric"] == "six-lead-2022"


def test_installed_elsewhere_it_counts_tokens(built: Path, tmp_path: Path) -> None:
    count = "from service.llm.budget import count; print(count('对照检查材料'), count('对照检查材料', 'cl100k_base'))"
    environment = {"XDG_CACHE_HOME": str(tmp_path), "http_proxy": NOWHERE, "https_proxy": NOWHERE}
    command = [built / "venv" / "bin" / "python", "-P", "-c", count]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("4 8\n", "")


def _shipped() -> set[str]:
    paths = (path for folder in ("service", "prompts", "evals") for path in (ROOT / folder).rglob("*"))
    kept = (path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in kept if path.suffix in DATA | {".py"}}


def test_the_image_is_built_by_the_same_script() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert "RUN /source/deploy/build.sh" in text
    assert text.count("\nFROM ") >= 1
    assert "\nUSER sixlead" in text


@pytest.mark.parametrize("wrong", ["/nowhere/python3", "false"])
def test_a_machine_without_a_fit_python_is_told(wrong: str) -> None:
    script = ROOT / "deploy" / "find-python.sh"
    done = subprocess.run([script], env={"PATH": "/usr/bin:/bin", "PYTHON": wrong}, capture_output=True, check=False)
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr.decode()
    fit = subprocess.run(
        [script], env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable}, capture_output=True, check=True
    )
    assert fit.stdout.decode().strip() == sys.executable
