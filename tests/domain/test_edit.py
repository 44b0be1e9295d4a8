"""Edits made together give the text that a reader expects, and of two that overlap the worthier stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.domain.edit import Edit, apply, without_overlaps

TEXT = "学习不深不透，工作有时拖拉，走访群众不多。"


def _edit(start: int, end: int, words: str = "改") -> Edit:
    return Edit(Span(start, end), words, "", "hedged")


edits = st.lists(
    st.builds(
        lambda start, size, words: _edit(start, min(len(TEXT), start + size), words),
        st.integers(0, len(TEXT)),
        st.integers(0, 6),
        st.text("改增删", max_size=3),
    ),
    max_size=12,
)


@given(edits)
def test_what_is_kept_can_be_applied_and_what_is_dropped_clashes(rows: list[Edit]) -> None:
    kept, dropped = without_overlaps(rows)
    apply(TEXT, kept)
    assert sorted(map(id, [*kept, *dropped])) == sorted(map(id, rows))
    for edit in dropped:
        assert without_overlaps([*kept, edit])[1] == [edit]
    if rows:
        assert rows[0] in kept


@given(edits)
def test_applying_equals_piecewise_replacing(rows: list[Edit]) -> None:
    kept, _ = without_overlaps(rows)
    edited = TEXT
    for edit in sorted(kept, key=lambda edit: edit.span, reverse=True):
        edited = edited[: edit.span.start] + edit.replacement + edited[edit.span.end :]
    assert apply(TEXT, reversed(list(kept))) == edited


@given(edits)
def test_the_rest_of_the_text_stays(rows: list[Edit]) -> None:
    kept, _ = without_overlaps(rows)
    grown = sum(len(edit.replacement) - edit.span.size for edit in kept)
    assert len(apply(TEXT, kept)) == len(TEXT) + grown


def test_no_edit_changes_nothing() -> None:
    assert apply(TEXT, []) == TEXT


def test_overlapping_edits_are_not_made() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(TEXT, [_edit(0, 4), _edit(3, 6)])


def test_neighbours_and_an_insertion_between_them_go_together() -> None:
    rows = [_edit(0, 2, "甲"), _edit(2, 2, "乙"), _edit(2, 4, "丙")]
    kept, dropped = without_overlaps(rows)
    assert (apply(TEXT, kept)[:5], dropped) == ("甲乙丙不透", [])


def test_two_insertions_at_one_place_clash() -> None:
    first, second = _edit(3, 3, "甲"), _edit(3, 3, "乙")
    assert without_overlaps([first, second]) == ([first], [second])
