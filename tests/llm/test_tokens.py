"""Counting tokens: the true numbers, for any text in linear time, and batches that lose nothing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.llm import tokens
from service.llm.exchange import Message
from service.llm.tokens import PIECE, Vocabulary, count, count_messages, fits, split, vocabulary_for

SEED = Path(__file__).parents[2] / "evals" / "cases" / "labelled" / "seed-street-office.txt"
VOCABULARIES: tuple[Vocabulary, ...] = get_args(Vocabulary)


@pytest.mark.parametrize(("vocabulary", "expected"), [("o200k_base", 2696), ("cl100k_base", 4394)])
def test_the_seed_report(vocabulary: Vocabulary, expected: int) -> None:
    assert count(SEED.read_text("utf-8"), vocabulary) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_nothing_in_a_text_is_special(vocabulary: Vocabulary) -> None:
    assert count("", vocabulary) == 0
    assert count("<|endoftext|>", vocabulary) > 1
    assert count("班子\ud800成员", vocabulary) == count("班子\ufffd成员", vocabulary)


@pytest.mark.parametrize("unit", [" ", "　", "\n", "a", "的", "\ud800", "\n ", "0"])
def test_a_long_run_of_the_same_is_counted(unit: str) -> None:
    long = (unit * 1_100_000)[:1_100_000]
    assert max(map(len, tokens._pieces(long))) <= PIECE
    assert 0 < count(long) <= len(long)


# A line begins with neither white space nor a slash, so that every line break is a place to cut.
LINES = st.lists(
    st.tuples(
        st.sampled_from("a字S1。'."), st.text("aS字1 　\t/。'.，", max_size=6), st.sampled_from(["\n", "\r\n", " \n\n"])
    ).map("".join),
    max_size=12,
)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@settings(deadline=None, max_examples=150)
@given(lines=LINES)
def test_cutting_at_line_breaks_changes_no_count(vocabulary: Vocabulary, lines: list[str]) -> None:
    text, kept = "".join(lines), tokens.PIECE
    tokens.PIECE = 16
    try:
        pieces = list(tokens._pieces(text))
        assert "".join(pieces) == text
        assert all(len(piece) <= 16 for piece in pieces)
        assert sum(count(piece, vocabulary) for piece in pieces) == len(
            tokens._encoding(vocabulary).encode_ordinary(text)
        )
    finally:
        tokens.PIECE = kept


def test_a_prompt_is_its_messages_and_what_the_format_adds() -> None:
    messages = (Message("system", "你是评阅员。"), Message("user", "请看第一条。"))
    assert count_messages(messages) == 3 + 4 + count("你是评阅员。") + 4 + count("请看第一条。")
    assert count_messages(()) == 3


@pytest.mark.parametrize(
    ("model", "vocabulary"),
    [
        ("gpt-4", "cl100k_base"),
        ("gpt-4-turbo", "cl100k_base"),
        ("openai/gpt-4", "cl100k_base"),
        ("openai:GPT-3.5-turbo", "cl100k_base"),
        ("ft:gpt-4:unit", "cl100k_base"),
        ("gpt-35-turbo-16k", "cl100k_base"),
        ("ft:gpt-4o-mini", "o200k_base"),
        ("gpt-4.1-mini", "o200k_base"),
        ("gpt-41", "o200k_base"),
        ("gpt-5", "o200k_base"),
        ("deepseek-chat", "o200k_base"),
        ("my-gpt-4-like", "o200k_base"),
        ("", "o200k_base"),
    ],
)
def test_vocabulary_of_a_model(model: str, vocabulary: Vocabulary) -> None:
    assert vocabulary_for(model) == vocabulary


def test_the_vocabulary_is_the_one_that_tiktoken_knows() -> None:
    from tiktoken.model import MODEL_PREFIX_TO_ENCODING, MODEL_TO_ENCODING

    known = {**MODEL_TO_ENCODING, **MODEL_PREFIX_TO_ENCODING}
    ours = {model: name for model, name in known.items() if name in VOCABULARIES}
    assert ours
    assert {model: vocabulary_for(model) for model in ours} == ours


@pytest.mark.parametrize(
    ("sizes", "room", "batches"),
    [
        ([], 5, []),
        ([5], 5, [range(1)]),
        ([2, 3, 1], 5, [range(2), range(2, 3)]),
        ([1, 9, 1, 0], 5, [range(1), range(1, 2), range(2, 4)]),
        ([9, 9], 5, [range(1), range(1, 2)]),
        ([0, 0], 0, [range(2)]),
    ],
)
def test_split(sizes: list[int], room: int, batches: list[range]) -> None:
    assert split(sizes, room) == batches


@given(st.lists(st.integers(0, 12), max_size=9), st.integers(0, 14))
def test_split_loses_nothing_and_wastes_no_call(sizes: list[int], room: int) -> None:
    batches = split(sizes, room)
    assert [at for batch in batches for at in batch] == list(range(len(sizes)))
    assert all(fits(batch, sizes, room) or len(batch) == 1 for batch in batches)
    assert len(batches) == fewest(sizes, room)


def fewest(sizes: list[int], room: int) -> int:
    """The fewest batches, found by trying every place to cut."""
    if not sizes:
        return 0
    heads = [at for at in range(1, len(sizes) + 1) if at == 1 or sum(sizes[:at]) <= room]
    return 1 + min(fewest(sizes[at:], room) for at in heads)
