"""The optional model: nothing without its package; with it, only words that end or sound like names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.text import name_model


@pytest.fixture
def tagging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tagger that knows four words, in the form that the package answers."""
    known = {"石桥镇": "LOC", "新时代": "ORG", "李建国": "PER", "白大褂": "PER"}

    def run(pieces: list[str]) -> list[list[tuple[str, str]]]:
        return [[(word, tag) for word, tag in known.items() if word in piece] for piece in pieces]

    monkeypatch.setattr(name_model, "_tagger", lambda: run)
    return


def test_without_the_package_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_model, "_tagger", lambda: None)
    assert not any(name_model.heard("到石桥镇走访。").values())


@pytest.mark.usefixtures("tagging")
def test_names_that_hold_are_placed() -> None:
    text = "新时代里，到石桥镇。同李建国谈过，白大褂缺货。"
    found = name_model.heard(text)
    assert {kind: [span.of(text) for span in spans] for kind, spans in found.items()} == {
        "unit": [],
        "place": ["石桥镇"],
        "person": ["李建国"],
    }


@pytest.mark.usefixtures("tagging")
def test_long_texts_are_not_given_to_it() -> None:
    assert not any(name_model.heard("到石桥镇走访。" * name_model.LONGEST).values())
