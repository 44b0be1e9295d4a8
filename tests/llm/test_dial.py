"""Addresses of models: which file of the providers' folder opens them, and what is said of those that none does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from service.errors import UnknownName
from service.llm.dial import provider_of
from service.plugins import stems


def test_an_address_opens_its_provider() -> None:
    opened = provider_of("openai:small@http://127.0.0.1:8081/v1/")
    assert (opened.name, opened.model, opened.address) == ("openai", "small", "http://127.0.0.1:8081/v1")


@pytest.mark.parametrize(
    "address",
    ["", "small", "openai", "openai:", "openai: ", "replay:", "nobody:small", "langchain:openai", "a:\x1b[31m"],
)
def test_any_other_is_refused_with_the_forms(address: str) -> None:
    with pytest.raises(UnknownName) as told:
        provider_of(address)
    assert "langchain:VENDOR:MODEL" in told.value.message
    assert "\x1b" not in told.value.message
    if not address.startswith("langchain"):
        assert "openai:MODEL" in told.value.message
        assert "replay:FILE" in told.value.message


def test_no_two_providers_answer_to_one_word() -> None:
    words = [stem.split("_")[0] for stem in stems("service.llm.providers")]
    assert len(words) == len(set(words))


def test_only_what_is_needed_is_loaded() -> None:
    """A replay loads no vendor's package: CI reviews by recordings, and quickly."""
    code = """
import sys
from service.errors import BadInput
from service.llm.dial import provider_of
try:
    provider_of("replay:missing")
except BadInput:
    print(sorted({"openai", "langchain", "langchain_core", "sqlalchemy"} & set(sys.modules)))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
