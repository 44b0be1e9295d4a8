"""Turns an edit into the changes that a Word file tracks: word by word, or whole where little stays."""

from __future__ import annotations

from service.domain.document import Span
from service.domain.report import EditRow
from service.ooxml.word import Change
from service.renderers.views.difference import difference


def changes_of(edit: EditRow) -> list[Change]:
    """The changes that make an edit: word by word where most words stay, else the whole span at once."""
    pieces = difference(edit.original, edit.replacement)
    kept = sum(len(piece.text) for piece in pieces if piece.change == "same")
    if 2 * kept < max(len(edit.original), len(edit.replacement)):
        return [Change(edit.span, edit.replacement)]
    made: list[Change] = []
    at = edit.span.start
    for piece in pieces:
        end = at + len(piece.text) if piece.change in ("same", "del") else at
        if piece.change != "same":
            made = _joined(made, Change(Span(at, end), "" if piece.change == "del" else piece.text))
        at = end
    return made


def _joined(done: list[Change], step: Change) -> list[Change]:
    """`step` added; words deleted and put in at one place make one change."""
    if done and done[-1].span.end == step.span.start:
        last = done[-1]
        return [*done[:-1], Change(Span(last.span.start, step.span.end), last.words + step.words)]
    return [*done, step]
