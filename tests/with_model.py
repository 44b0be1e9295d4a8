"""Reviews with a model in tests: whom to ask, the same report by rule alone, and what was kept of the talk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from service import pipeline
from service.domain.report import Report
from service.llm.budget import Budget
from service.llm.consultant import Consultant
from service.llm.exchange import Provider
from service.llm.ledger import Ledger
from service.llm.limits import Limits
from service.llm.mask import MaskMode
from service.llm.providers.openai_api import OpenAIApi
from service.store import Store, open_store, place_of
from tests.faults import FaultServer

CASES = Path(__file__).parents[1] / "evals" / "cases"
SEED = CASES / "labelled" / "seed-street-office.txt"
# For a server on this machine, which may be busy.
PATIENT = Limits(attempts=3, deadline=60.0, patience=20.0)
# What a model may add to a report or leave behind in it.
OF_MODEL = ("mode", "rejected", "traces", "rewrites")


def consultant(
    *asked: FaultServer | Provider,
    store: Store | None = None,
    mask: MaskMode | None = None,
    limits: Limits = PATIENT,
) -> Consultant:
    """Whom to ask: servers, by the openai provider, or providers of our own, in that order."""
    providers = [OpenAIApi(f"m@{each.address}") if isinstance(each, FaultServer) else each for each in asked]
    return Consultant(providers, Ledger(store), Budget(), limits, mask)


def far_away(server: FaultServer) -> OpenAIApi:
    """That server's model, taken for one on another machine."""
    model = OpenAIApi(f"m@{server.address}")
    model.address = "https://models.example.com/v1"
    return model


def reviewed(path: Path, whom: Consultant | None = None) -> Report:
    """The review of a report of the cases."""
    return pipeline.review(path.read_bytes(), path.name, consultant=whom)


@cache
def by_rule(path: Path) -> Report:
    """The review by rule alone, made once."""
    return reviewed(path)


def plain(report: Report, *without: str) -> dict[str, Any]:
    """The report as JSON, without what only a model puts there."""
    return {name: each for name, each in report.model_dump(mode="json").items() if name not in (*OF_MODEL, *without)}


def kept_in(data: Path) -> Store:
    """The ledger's store in that folder."""
    return open_store(place_of(data))
