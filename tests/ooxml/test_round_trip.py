"""300 random Word files with random changes: rejected they are the original, accepted they are the edited text."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from service.domain.document import Span
from service.ooxml.revisions import REVIEWER
from service.ooxml.word import Change, Note, open_word
from tests.ooxml import resolved
from tests.ooxml.making import Chance, docx

GROUP = 30
# What words in an empty paragraph look like: its mark, or nothing.
NS = b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LOOSE = {b"", b"<w:rPr" + NS + b"></w:rPr>"}


def applied(text: str, changes: list[Change]) -> str:
    for span, words in sorted(changes, key=lambda change: change.span)[::-1]:
        text = text[: span.start] + words + text[span.end :]
    return text


@pytest.mark.parametrize("group", range(10))
def test_every_change_can_be_rejected_and_accepted(group: int) -> None:
    tracked = 0
    for seed in range(group * GROUP, (group + 1) * GROUP):
        tracked += _round_trip(seed)
    assert tracked > GROUP


def test_insertions_at_one_place_keep_their_order() -> None:
    for seed in (366, 399, 842, 1530):
        _round_trip(seed)


def _round_trip(seed: int) -> int:
    chance = Chance(seed)
    source = docx(chance.body())
    word = open_word(source)
    text = word.text
    wanted = [Change(Span(start, end), new) for start, end, new in chance.changes(text)]
    changes = [change for change in wanted if word.refusal(change) is None]
    notes = [Note(change.span, f"批注{number}") for number, change in enumerate(wanted)]
    marked = word.marked(changes, notes)
    _check_text(seed, source, marked, text, applied(text, changes))
    _check_marks(seed, marked, text, notes)
    return len(changes)


def _check_text(seed: int, source: bytes, marked: bytes, text: str, edited: str) -> None:
    before, after = resolved.body(source), resolved.body(marked)
    assert resolved.text(resolved.settle(before, accept=True)) == text, seed
    assert resolved.text(resolved.settle(after, accept=True)) == edited, seed
    assert open_word(marked).text == edited, seed
    ours = resolved.settle(after, accept=False, author=REVIEWER)
    # Characters, formats, links and controls, all authors' pending changes included.
    assert resolved.characters(ours) == resolved.characters(before), seed
    rejected = resolved.settle(after, accept=False)
    assert resolved.characters(rejected) == resolved.characters(resolved.settle(before, accept=False)), seed


def _check_marks(seed: int, marked: bytes, text: str, notes: list[Note]) -> None:
    after = resolved.body(marked)
    numbers = resolved.revision_numbers(after)
    assert len(numbers) == len(set(numbers)), seed
    held = resolved.commented(resolved.settle(after, accept=False, author=REVIEWER))
    words = resolved.comment_words(marked)
    assert sorted(words.values()) == sorted(note.words for note in notes), seed
    by_words = {words[number]: inside for number, inside in held.items()}
    for note in notes:
        if note.span.size:
            assert by_words[note.words].replace("\n", "") == note.span.of(text).replace("\n", ""), (seed, note)


def test_kept_characters_keep_their_looks_when_accepted() -> None:
    for seed in range(100):
        chance = Chance(seed)
        source = docx(chance.body())
        word = open_word(source)
        wanted = [Change(Span(start, end), new) for start, end, new in chance.changes(word.text)]
        changes = [change for change in wanted if word.refusal(change) is None]
        before = _flat(resolved.settle(resolved.body(source), accept=True))
        after = _flat(resolved.settle(resolved.body(word.marked(changes, [])), accept=True))
        _check_looks(seed, before, after, changes)


def _flat(root: etree._Element) -> list[resolved.Character | None]:
    """The characters, with None for the line feed between two paragraphs."""
    return [character for row in resolved.characters(root) for character in [*row, None]]


def _check_looks(seed: int, before: list, after: list, changes: list[Change]) -> None:
    """Walk both side by side: a kept character is the same in every respect, a new one looks like one nearby."""
    old = new = 0
    for change in [*changes, Change(Span(len(before), len(before)), "")]:
        start, end = change.span
        head = _shared(_words(before[start:end]), change.words)
        kept = start + head - old
        assert after[new : new + kept] == before[old : old + kept], seed
        tail = _shared(_words(before[start + head : end])[::-1], change.words[head:][::-1])
        fresh = after[new + kept : new + kept + len(change.words) - head - tail]
        near = {character.looks for character in before[max(start - 1, 0) : end + 1] if character}
        marks = near | {b""} if before[start : start + 1] == [None] else near
        assert {_plain(character.looks) for character in fresh} <= {_plain(looks) for looks in marks} | LOOSE, seed
        old, new = end - tail, new + kept + len(fresh)
    assert after[new:] == before[old:], seed


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _words(row: list) -> str:
    return "".join(character.text if character else "\n" for character in row)


def _plain(looks: bytes) -> bytes:
    return re.sub(rb"<w:rPrChange.*?</w:rPrChange>", b"", looks)
