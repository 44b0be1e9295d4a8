"""What a model quotes is matched to the text: letter for letter, but for width, or nearly; a changed fact never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.llm.quote import find_quote, pointer

TEXT = "前文。2022年3月，幸福社区６户居民申请加装电梯，我只听了汇报，没有到现场（“走过场”）。后文。"
WITHIN = Span(3, len(TEXT) - 3)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("S12 没有到现场", (12, "没有到现场")),
        ("S12：没有到现场", (12, "没有到现场")),
        ("s7、没有到现场", (7, "没有到现场")),
        ("Ｓ7 没有到现场", (7, "没有到现场")),
        ("没有到现场", (None, "没有到现场")),
        ("2022年3月", (None, "2022年3月")),
        ("S2022年3月", (2022, "年3月")),
        ("S12", (12, "")),
        ("", (None, "")),
    ],
)
def test_pointer(said: str, meant: tuple[int | None, str]) -> None:
    assert pointer(said) == meant


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("我只听了汇报", "我只听了汇报"),
        ("幸福社区6户居民", "幸福社区６户居民"),
        ("2022 年 3 月", "2022年3月"),
        ('没有到现场("走过场")', "没有到现场（“走过场"),
        ("我只听了汇报,没有到现场", "我只听了汇报，没有到现场"),
        ("幸福社区６户居民申请安装电梯，我只听了汇报", "幸福社区６户居民申请加装电梯，我只听了汇报"),
    ],
)
def test_found(quote: str, found: str) -> None:
    span = find_quote(TEXT, WITHIN, quote)
    assert span is not None
    assert span.of(TEXT) == found


@pytest.mark.parametrize(
    "quote",
    [
        "幸福社区16户居民申请加装电梯，我只听了汇报",  # one numeral more
        "幸福社区８户居民申请加装电梯，我只听了汇报",  # another numeral
        "2023年3月，幸福社区６户居民申请加装电梯",
        "前文",  # outside
        "我到了现场",
        "",
        "，",
        "没有到过这个现场的",
    ],
)
def test_not_found(quote: str) -> None:
    assert find_quote(TEXT, WITHIN, quote) is None


@given(st.text(alphabet="甲乙丙12１２，。 S“”", max_size=40), st.text(alphabet="甲乙丙12１２，。 S“”", max_size=12))
def test_what_is_found_lies_inside_and_any_passage_is_found(text: str, quote: str) -> None:
    span = find_quote(text, Span(0, len(text)), quote)
    assert span is None or (0 <= span.start < span.end <= len(text))
    for start in range(0, len(text), 5):
        passage = text[start : start + 7]
        if any(map(str.isalnum, passage)):
            place = find_quote(text, Span(0, len(text)), passage)
            assert place is not None
            assert place.of(text) == passage.strip()
