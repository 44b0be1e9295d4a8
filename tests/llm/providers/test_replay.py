"""`replay:FILE`: what was recorded is answered as it was, and nothing else is answered at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import UnknownName
from service.llm.dial import provider_of
from service.llm.exchange import CallFault, Request
from service.llm.ledger import Ledger
from service.llm.recording import write
from service.store import open_store
from tests.llm.asked import Parrot, question


def recorded(path: Path, *parrots: Parrot) -> Path:
    """A recording of each parrot asked 甲 and 乙, made by way of a store."""
    store = open_store(path.with_suffix(".db"))
    for parrot in parrots:
        for words in "甲乙":
            request = question(words, model=parrot.model)
            Ledger(store).pay(
                request, parrot, "score_points", "p@v1", "sha", lambda r=request, p=parrot: p.complete(r, 1)
            )
    write(path, store.exchanges())
    return path


def test_answers_as_recorded(tmp_path: Path) -> None:
    parrot = Parrot()
    replay = provider_of(f"replay:{recorded(tmp_path / 'r.jsonl.gz', parrot)}")
    assert (replay.name, replay.model, replay.address) == ("parrot", "small", None)
    assert getattr(replay, "recorded_at", None) == parrot.address
    assert replay.complete(question("乙"), 1) == parrot.complete(question("乙"), 1)


@pytest.mark.parametrize(
    "asked", [question("丙"), question("甲", take=1), question("甲", model="large")], ids=["words", "take", "model"]
)
def test_a_miss_is_an_error(tmp_path: Path, asked: Request) -> None:
    replay = provider_of(f"replay:{recorded(tmp_path / 'r.jsonl', Parrot())}")
    with pytest.raises(CallFault) as told:
        replay.complete(asked, 1)
    assert (told.value.kind, told.value.passing) == ("miss", False)
    key = asked.key("parrot")[:12]
    for words in ("r.jsonl", "score_points", asked.model, key, "重新录制"):
        assert words in told.value.message
    assert "丙" not in told.value.message


def test_of_several_models_one_is_named(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r#1.jsonl", Parrot(), Parrot("large", "http://other/v1"))
    with pytest.raises(UnknownName, match="large、small"):
        provider_of(f"replay:{path}")
    with pytest.raises(UnknownName, match="large、small"):
        provider_of(f"replay:{path}#medium")
    large = provider_of(f"replay:{path}#large")
    assert (large.model, getattr(large, "recorded_at", None)) == ("large", "http://other/v1")
    assert large.complete(question("甲", model="large"), 1).text == "甲"


def test_a_model_asked_at_two_places_has_none(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.jsonl", Parrot(), Parrot(address="http://other/v1"))
    assert getattr(provider_of(f"replay:{path}"), "recorded_at", "") is None


def test_a_model_asked_in_two_ways_is_refused(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.jsonl", Parrot(), Parrot(name="other"))
    with pytest.raises(UnknownName, match="other、parrot"):
        provider_of(f"replay:{path}")


def test_an_empty_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").touch()
    with pytest.raises(UnknownName, match="其中有：无"):
        provider_of(f"replay:{tmp_path / 'r.jsonl'}")
