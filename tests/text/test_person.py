"""Where the writer speaks of himself, and where 我 is somebody else's or part of a word."""

from __future__ import annotations

import pytest

from service.domain.document import Span
from service.text.person import selves


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我没有去现场，本人负责。", ["我", "本人"]),
        ("我们学院一些同志，我局、我院、我县的工作。", []),
        ("自我净化，“我为群众办实事”实践活动。", []),
        ("他说“我没意见”，没有人反驳。", []),
        ("他说“你们定”，我签了字。", ["我"]),
    ],
)
def test_the_writer_is_told_from_others(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in selves(text, Span(0, len(text)))] == found
