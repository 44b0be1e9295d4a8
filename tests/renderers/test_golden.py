"""Every text format of the specimen and of a review with a model, byte for byte; `make golden` rewrites the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service import renderers
from service.renderers import sarif
from service.renderers.console.screen import Screen
from tests.consulted import kept
from tests.renderers.bare import bare
from tests.renderers.specimen import specimen

GOLDEN = Path(__file__).parent / "golden"
TEXT_FORMATS = sorted(name for name, each in renderers.formats().items() if not each.binary)
SCREENS = {"narrow": Screen(60), "colour": Screen(100, colour=True)}


def compare(name: str, made: bytes) -> None:
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(made)
    assert path.exists(), f"{path.name} is missing: run `make golden` and review it"
    assert made == path.read_bytes(), f"{path.name} differs: run `make golden` and review the difference"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_golden_format(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "0.0.0")
    made = renderers.render(name, specimen(), lang=lang)
    compare(f"specimen.{lang}{renderers.pick(name).suffix}", made)


@pytest.mark.parametrize(("name", "lang"), [("html", "zh"), ("sarif", "zh"), ("terminal", "zh"), ("terminal", "en")])
def test_golden_review_with_a_model(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "0.0.0")
    made = renderers.render(name, kept(), lang=lang)
    compare(f"consulted.{lang}{renderers.pick(name).suffix}", made)


@pytest.mark.parametrize("name", SCREENS)
def test_golden_screen(name: str) -> None:
    compare(f"specimen.{name}.txt", renderers.render("terminal", specimen(), screen=SCREENS[name]))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_bare_report_is_rendered(name: str, lang: str) -> None:
    assert renderers.render(name, bare(), lang=lang)
