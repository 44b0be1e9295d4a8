"""Fixtures that tests of every room share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.llm.consultant import pace_of
from service.llm.providers._manners import forget
from tests.faults import FaultServer


@pytest.fixture
def fault_server() -> Iterator[FaultServer]:
    """A fault server that listens; give it a script with `fault_server.play(ok("{}"), error(500), …)`."""
    forget()  # what was learned about the server that had this port before
    pace_of.cache_clear()  # and what it asked for
    with FaultServer() as server:
        yield server
