"""Counts tokens offline, with the vocabularies that are shipped, and divides what would not fit into one prompt.

For DeepSeek, Qwen, GLM and their like both vocabularies are estimates, good for fitting a prompt into a window; what a
call has cost is told by the provider's own `usage`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from service.llm.exchange import Message

if TYPE_CHECKING:
    from tiktoken import Encoding

Vocabulary = Literal["o200k_base", "cl100k_base"]

# Characters handed to tiktoken at once. A megabyte of blanks overflows its stack, which is no exception but a panic;
# older versions take quadratic time for a long run of one letter.
PIECE = 20_000
# After the last line break of a stretch of white space both vocabularies begin a new word, so counting the two sides
# apart gives the same sum. o200k lets a slash follow the break.
_BREAK = re.compile(r"[\r\n](?=[^\S\r\n]*[^\s/])")

# What the chat format of OpenAI's models adds: three tokens around each message, one for its role, three that open
# the answer. Other providers' formats differ by a few tokens a message.
AROUND_MESSAGE = 4
BEFORE_ANSWER = 3

# gpt-4 and gpt-4-…, but neither gpt-4o nor gpt-4.1; bare, after a provider's name ("openai/gpt-4") or after "ft:".
_CL100K = re.compile(r"(?:^|[:/])(?:gpt-4(?![\w.])|gpt-3\.?5|text-embedding-|davinci-002|babbage-002)")


def count(text: str, vocabulary: Vocabulary = "o200k_base") -> int:
    """Tokens in `text`, taken as plain text: "<|endoftext|>" is nothing special, a lone surrogate counts as U+FFFD.

    Exact, but for a text with more than 20,000 characters between two line breaks: there it can be a few tokens off.
    Linear time. Raises SetupError where the vocabularies can't be laid out.
    """
    encoding = _encoding(vocabulary)
    return sum(len(encoding.encode_ordinary(piece)) for piece in _pieces(text))


def count_messages(messages: Sequence[Message], vocabulary: Vocabulary = "o200k_base") -> int:
    """Tokens of a whole prompt: the contents, 4 around each message, 3 that open the answer."""
    return BEFORE_ANSWER + sum(AROUND_MESSAGE + count(message.content, vocabulary) for message in messages)


def vocabulary_for(model: str) -> Vocabulary:
    """cl100k_base for gpt-4, gpt-3.5 and the embeddings of their time; o200k_base for all others, unknown ones too."""
    return "cl100k_base" if _CL100K.search(model.lower()) else "o200k_base"


def split(sizes: Sequence[int], room: int) -> list[range]:
    """Consecutive items (their tokens) in as few batches of at most `room` tokens as can be, each index once, in order.

    Nothing is cut and nothing dropped: an item that is over the room alone gets a batch of its own, which `fits` tells.
    """
    batches: list[range] = []
    start, filled = 0, 0
    for at, size in enumerate(sizes):
        if at > start and filled + size > room:
            batches.append(range(start, at))
            start, filled = at, 0
        filled += size
    return [*batches, range(start, len(sizes))] if sizes else []


def fits(batch: range, sizes: Sequence[int], room: int) -> bool:
    """Whether a batch of `split` keeps to the room: only one item that is alone over it does not."""
    return sum(sizes[at] for at in batch) <= room


@cache
def _encoding(vocabulary: Vocabulary) -> Encoding:
    from service.llm import vocab

    vocab.lay_out()
    import tiktoken

    return tiktoken.get_encoding(vocabulary)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most PIECE characters, cut after line breaks where there are any."""
    start = 0
    while len(text) - start > PIECE:
        breaks = [found.end() for found in _BREAK.finditer(text, start, start + PIECE)]
        end = breaks[-1] if breaks else start + PIECE
        yield text[start:end]
        start = end
    yield text[start:]
