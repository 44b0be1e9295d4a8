"""Whose machine an address means: what is not surely this one counts as away, as masking hangs on it."""

from __future__ import annotations

import pytest

from service.llm.address import host_of, is_local


@pytest.mark.parametrize(
    "address",
    [
        None,
        "http://127.0.0.1:8081/v1",
        "http://127.8.9.1",
        "http://localhost/v1",
        "http://LOCALHOST.:1",
        "http://[::1]:1/v1",
    ],
)
def test_this_machine(address: str | None) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com/v1",
        "http://192.168.1.5:8081/v1",
        "http://10.0.0.1/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://notlocalhost/v1",
        "http://127.0.0.1@example.com/v1",
        "http://example.com/127.0.0.1",
        "http://example.com#@127.0.0.1/",
        "http://0.0.0.0:8081/v1",
        "",
        "langchain",
    ],
)
def test_any_other(address: str) -> None:
    assert not is_local(address)


def test_a_password_in_an_address_is_not_shown() -> None:
    assert host_of("https://user:secret@host.example:8443/v1") == "host.example:8443"
