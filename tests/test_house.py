"""The house rules of ARCHITECTURE.md as tests: floors, plug-in promises, sizes, names, docstrings, types."""

from __future__ import annotations

import ast
import inspect
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from service.errors import BadPlugin
from service.plugins import card, find

ROOT = Path(__file__).parents[1]
CODE = sorted(path for folder in ("service", "evals") for path in (ROOT / folder).rglob("*.py"))
ALL = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
WRITTEN = [path for path in ALL if path.stat().st_size]

# Where plug-ins live and what each must offer. The plug-ins themselves are never listed: a new file is a new plug-in.
FOLDERS = {
    "service.checks": "check",
    "service.guards": "guard",
    "service.readers": "read",
    "service.renderers": "render",
    "service.llm.providers": "provider",
    "service.proofs.slots": "proof",
    "service.proofs.denials": "proof",
    "service.proofs.verdicts": "proof",
    "evals.graders": "grade",
}
PROOFS = tuple(package for package in FOLDERS if package.startswith("service.proofs."))
JUDGES = ("service.checks", "service.guards", *PROOFS)

# Where values without a type come in or go out. Everything else says what it takes and gives.
UNTYPED = {
    "service/plugins.py": "a plug-in is whatever its folder promises",
    "service/lexicons/__init__.py": "YAML comes in; its readers say what they expect",
    "evals/case.py": "YAML labels come in and are validated at once",
    "evals/grade.py": "JSON goes out",
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "core", "common", "misc"}


def plugins() -> Iterator[tuple[str, str, str]]:
    """(folder, promise, file stem) of every plug-in."""
    for package, promise in FOLDERS.items():
        for plugin in find(package, promise).values():
            yield package, promise, inspect.getmodule(plugin).__name__.rsplit(".", 1)[-1]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_floors_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", FOLDERS)
def test_every_file_of_a_plugin_folder_keeps_its_promise(package: str) -> None:
    assert find(package, FOLDERS[package])


def test_a_file_that_breaks_its_promise_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "__init__.py").write_text('"""A folder."""')
    (tmp_path / "faulty" / "silent.py").write_text('"""Offers nothing."""')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BadPlugin, match=r"silent\.py"):
        find("faulty", "check")


@pytest.mark.parametrize(("package", "promise", "stem"), list(plugins()), ids=str)
def test_every_plugin_has_cases(package: str, promise: str, stem: str) -> None:
    folder = ROOT / "tests" / package.split(".", 1)[1].replace(".", "/")
    if package in JUDGES:
        cases = yaml.safe_load((folder / f"{stem}.yaml").read_text("utf-8"))
        assert cases["pass"], f"{stem}.yaml has no passage that must pass"
        assert cases["fail"], f"{stem}.yaml has no passage that must fail"
    elif package in ("service.readers", "service.renderers"):
        assert (folder / f"test_{stem}.py").exists() or _has_golden(folder, package, stem), f"no test for {stem}"


def _has_golden(folder: Path, package: str, stem: str) -> bool:
    plugin = inspect.getmodule(find(package, FOLDERS[package])[stem.replace("_", "-")])
    suffix = getattr(plugin, "SUFFIX", None)
    return bool(suffix and list((folder / "golden").glob(f"*{suffix}")))


@pytest.mark.parametrize("code", find("service.checks", "check"))
def test_every_check_has_a_card(code: str) -> None:
    text = card(find("service.checks", "check")[code])
    missing = [head for head in ("Why:", "Source:", "Bad:", "Good:") if f"\n{head}" not in text]
    assert not missing, f"the docstring of {code} lacks {missing}"


@pytest.mark.parametrize(
    ("package", "name"), [(package, name) for package in PROOFS for name in find(package, "proof")]
)
def test_every_proof_has_a_card(package: str, name: str) -> None:
    text = card(find(package, "proof")[name])
    missing = [head for head in ("Why:", "Bad:", "Good:") if f"\n{head}" not in text]
    assert not missing, f"the docstring of {name} lacks {missing}"


def test_files_are_small() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in CODE if path.stat().st_size}
    assert statistics.median(lengths.values()) <= 80
    assert _ninth_tenth(list(lengths.values())) <= 160
    assert [name for name, length in lengths.items() if length > 250] == []


def test_functions_are_small() -> None:
    lengths = {
        f"{name_of(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert statistics.median(lengths.values()) <= 10
    assert _ninth_tenth(list(lengths.values())) <= 25
    assert [name for name, length in lengths.items() if length > 50] == []


def _ninth_tenth(values: list[int]) -> int:
    return sorted(values)[int(0.9 * len(values))]


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_file_opens_with_one_sentence(path: Path) -> None:
    first, *rest = (ast.get_docstring(tree_of(path)) or "").split("\n")
    assert len(first) >= 12, "no docstring, or too short a one"
    assert first.endswith((".", ":", "?", "…", "。", "：", "！", "？", ")", '"')) or (rest and rest[0].strip()), (
        "no whole sentence"
    )


def test_names_say_what_is_inside() -> None:
    assert [name_of(path) for path in ALL if path.stem.strip("_") in VAGUE] == []


def test_any_stands_only_where_untyped_values_come_in() -> None:
    using = {name_of(path) for path in CODE if _uses_any(path)}
    assert using <= UNTYPED.keys(), using - UNTYPED.keys()


def _uses_any(path: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "typing" and any(name.name == "Any" for name in node.names)
        for node in ast.walk(tree_of(path))
    )


def test_ci_runs_what_the_readme_says() -> None:
    readme, ci = (ROOT / "README.md").read_text("utf-8"), (ROOT / ".ci" / "run").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    assert "make test" in ci


def test_commit_hooks_run_what_ci_runs() -> None:
    check = re.search(r"^check: (.*?) ##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert check
    assert {f"make {target}" for target in check[1].split()} == {hook["entry"] for hook in hooks}


def test_the_lock_knows_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]}
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split(r"[<>=\[ ;]", line, maxsplit=1)[0].lower().replace("_", "-") for line in wanted}
    assert names <= locked, f"run `make lock`: {names - locked}"
