"""The report as a model sees it: its sentences numbered S1 … Sn under the ids of points, causes and measures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from service.domain.document import Span
from service.domain.draft import Draft
from service.llm.tokens import count
from service.text.cut import sentences


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered sentence, or a mark that says whose the next ones are (`number` is then None)."""

    number: int | None
    words: str
    span: Span | None = None


@dataclass(frozen=True)
class Material:
    """The lines of one report, or of the part of it that one question is about; numbers are those of the whole."""

    lines: tuple[Line, ...]

    @cached_property
    def _spans(self) -> dict[int, Span]:
        return {line.number: line.span for line in self.lines if line.number is not None and line.span is not None}

    def sentence(self, number: int) -> Span | None:
        """The span of sentence S`number`, None where this material has none of that number."""
        return self._spans.get(number)

    def number(self, at: int) -> int | None:
        """The number of the sentence that holds the character at `at`."""
        return next((number for number, span in self._spans.items() if span.start <= at < span.end), None)

    def called(self, name: str, span: Span) -> str:
        """An item by its id and its sentences, P1（S7-S12）: a weak model needs to be told where to look."""
        numbers = [number for number, each in self._spans.items() if span.holds(each)]
        return f"{name}（S{numbers[0]}-S{numbers[-1]}）" if numbers else name

    def only(self, spans: Iterable[Span]) -> Material:
        """The lines that lie in one of `spans`, each with the mark above it, numbers unchanged."""
        wanted = sorted(spans)
        starts = [span.start for span in wanted]
        kept: list[Line] = []
        mark: Line | None = None
        for line in self.lines:
            if line.span is None:
                mark = line
                continue
            at = bisect_right(starts, line.span.start) - 1
            if at >= 0 and wanted[at].holds(line.span):
                kept += [mark, line] if mark else [line]
                mark = None
        return Material(tuple(kept))

    def tokens(self, spans: Iterable[Span] | None = None) -> int:
        """Tokens of the lines that lie in these spans, of all lines without any."""
        return count(str(self if spans is None else self.only(spans)))

    def __str__(self) -> str:
        return "\n".join(f"S{line.number} {line.words}" if line.number else line.words for line in self.lines)


def material_of(draft: Draft) -> Material:
    """The whole report: every sentence but the leads' headings, under the mark of its item or 【其他】."""
    lines: list[Line] = []
    number = 0
    for mark, span in _passages(draft):
        pieces = [piece for piece in sentences(draft.text, span) if not _is_heading(draft, piece)]
        lines += [Line(None, mark)] if pieces else []
        for sentence in pieces:
            number += 1
            lines.append(Line(number, harmless(sentence.of(draft.text)), sentence))
    return Material(tuple(lines))


def harmless(words: str) -> str:
    """`words` on one line, with nothing in them that could end or forge a fence or a mark of ours; same length."""
    return words.translate(_FORGED)


_FORGED = str.maketrans({"<": "＜", ">": "＞", "`": "｀", "\n": " ", "\r": " ", "【": "〖", "】": "〗"})


def _passages(draft: Draft) -> Iterator[tuple[str, Span]]:
    """Marks with their passages: points, causes, measures, and what stands between them."""
    owned = [(point.span, f"【{point.id}】") for point in draft.points]
    owned += [(cause.span, f"【{cause.id} 原因】") for cause in draft.causes]
    owned += [(measure.span, f"【{measure.id} 措施】") for measure in draft.measures]
    at = 0
    for span, mark in sorted(owned):
        if span.start < at:
            continue  # a cause inside a point is read there
        yield from _between(draft, at, span.start)
        yield mark, span
        at = span.end
    yield from _between(draft, at, len(draft.text))


def _between(draft: Draft, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """What belongs to no item, where there is any: preamble, headings, last year's measures, the closing words."""
    if draft.text[start:end].strip(" \t\r\n\u3000"):
        yield "【其他】", Span(start, end)


def _is_heading(draft: Draft, sentence: Span) -> bool:
    """A lead's heading is left out: a prompt lists the leads, and every point is told with its sentences."""
    headings = (part.heading.span for part in draft.leads if part.heading)
    return any(sentence.holds(heading) and sentence.size <= heading.size + _NUMBERING for heading in headings)


_NUMBERING = 8  # characters around a heading's words: （一）and its stop
