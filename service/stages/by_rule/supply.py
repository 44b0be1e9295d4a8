"""Puts the writer's answers into the blanks they are for, and says which answers found none and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from service.domain.draft import Answer, Draft
from service.domain.edit import Edit
from service.domain.fill import answers_blank, called, fill, says_nothing, slot_of
from service.domain.sifted import Rejection
from service.text.date import times

_NUMBER = re.compile(r"[\d０-９一二两三四五六七八九十百千万亿几半多数]")


class Homes:
    """Which point, cause or measure an edit belongs to."""

    def __init__(self, draft: Draft) -> None:
        items = [(point.span, point.id) for point in draft.points]
        items += [(cause.span, cause.id) for cause in draft.causes]
        items += [(measure.span, measure.id) for measure in draft.measures]
        self._items = sorted(items)
        self._starts = [span.start for span, _ in self._items]

    def of(self, edit: Edit) -> str | None:
        """The id of the item that the edit names or lies in (its end counts), or None."""
        at = bisect_right(self._starts, edit.span.start) - 1
        if edit.point is not None or at < 0:
            return edit.point
        span, name = self._items[at]
        return name if edit.span.end <= span.end else None


def supply(edits: Sequence[Edit], answers: Sequence[Answer], homes: Homes) -> tuple[list[Edit], list[Rejection]]:
    """The edits with their blanks filled, in the same order, and a rejection for each answer that could not be used.

    An answer goes into one edit only: the first of its point that asks for it.
    """
    filled = list(edits)
    rejected: list[Rejection] = []
    seen: set[tuple[str | None, str]] = set()
    for answer in answers:
        at, reason = _place(filled, answer, homes, seen)
        if at is None:
            rejected.append(Rejection("rewrite_points", "answer", reason, answer.words, answer.point))
            continue
        seen.add((answer.point, slot_of(answer.key)))
        filled[at] = fill(filled[at], (answer,))
    return filled, rejected


def _place(
    edits: list[Edit], answer: Answer, homes: Homes, seen: set[tuple[str | None, str]]
) -> tuple[int | None, str]:
    """Where an answer goes, or why it goes nowhere."""
    if reason := _unusable(answer):
        return None, reason
    if (answer.point, slot_of(answer.key)) in seen:
        return None, f"“{called(answer.key)}”答了两次，只用了第一次的回答；请删去多余的一条。"
    asking = [n for n, edit in enumerate(edits) if any(answers_blank(answer, blank) for blank in edit.blanks)]
    fits = [n for n in asking if answer.point is None or homes.of(edits[n]) == answer.point]
    if not fits:
        return None, f"没有问到“{called(answer.key)}”的空，或原文已经写明；请核对编号和问题。"
    if answer.point is None and len({homes.of(edits[n]) for n in fits}) > 1:
        return None, f"有几处都问到“{called(answer.key)}”，请写明是哪一条（如 P1、M2）。"
    return fits[0], ""


def _unusable(answer: Answer) -> str:
    if says_nothing(answer.words):
        return f"“{called(answer.key)}”的回答没有实际内容，这一处仍留空。"
    if slot_of(answer.key) == "time" and not times(answer.words) and not _NUMBER.search(answer.words):
        return "“时间”请写明年月日，例如“2022年3月15日”；这一处仍留空。"
    if slot_of(answer.key) == "quantity" and not _NUMBER.search(answer.words):
        return "“数量”请写明数字，例如“6户”“3次”；这一处仍留空。"
    return ""
