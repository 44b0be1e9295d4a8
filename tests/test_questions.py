"""Every question is whole, and its code is one that reviews know."""

from __future__ import annotations

import pytest

from service import rubrics
from service.questions import Question, questions


@pytest.mark.parametrize(("code", "question"), questions().items(), ids=list(questions()))
def test_question(code: str, question: Question) -> None:
    assert code in rubrics.load("six-lead-2022").policies
    assert question.ask.endswith(("？", "。"))
    assert len({question.bad, question.good, question.holds}) == 3
