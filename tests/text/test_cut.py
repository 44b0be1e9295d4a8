"""Sentences, clauses and words are spans that lose nothing."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.text import cut

CHINESE = st.text(alphabet="我们扎实落实，。！？；：“”（）学习不深\n 3.5万元ab𠮷", max_size=120)


def said(text: str, spans: list[Span]) -> list[str]:
    return [span.of(text) for span in spans]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert said("他说“走。”我没动。", cut.sentences("他说“走。”我没动。")) == ["他说“走。”", "我没动。"]


def test_half_width_full_stops_end_a_sentence_and_decimals_do_not() -> None:
    text = "书没看完. 花了3.5万元. 结束"
    assert said(text, cut.sentences(text)) == ["书没看完.", "花了3.5万元.", "结束"]


@given(CHINESE)
def test_sentences_and_clauses_lose_only_white_space(text: str) -> None:
    for spans in (cut.sentences(text), cut.clauses(text)):
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    kept = "".join(said(text, cut.sentences(text)))
    assert "".join(kept.split()) == "".join(text.split())


@given(CHINESE, st.integers(0, 120), st.integers(0, 120))
def test_words_tile_their_span(text: str, one: int, other: int) -> None:
    long = text + "，我们扎实落实各项部署要求。" * 40  # long enough to be segmented once and looked up
    span = Span(min(one, other, len(long)), min(max(one, other), len(long)))
    found = cut.words(long, span)
    assert "".join(word.text for word in found) == span.of(long)
    assert all(word.span.of(long) == word.text for word in found)


def test_han_counts_chinese_characters_only() -> None:
    assert cut.han("学习3.5万元，ab") == 4
