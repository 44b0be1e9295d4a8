"""Long sentences that are nearly all common stock text, the same in one report as in another.

Why: look-alike reports are the one fault of this genre that has been punished; stock text makes reports look alike.
Source: 公开通报的雷同发言案例（official）; the stock: `service/lexicons/stock_sentences.txt`.
Bad: 工作中满足于按部就班，缺乏开拓创新精神，工作标准不高，满足于过得去，不求过得硬……
Good: 筑牢信仰之基、补足精神之钙、把稳思想之舵，每周一晚自学两小时（一句里只有提法相同）
Conventions: punctuation is left out and the text compared six letters at a time; a sentence of 40 letters or more
counts when nearly all of it is stock and from more than one stock sentence, so that a set phrase alone never does.
Sentences side by side are one fault. Likeness to a colleague's or last year's report is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from service import lexicons
from service.checks._phrase_index import bare
from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.text import cut

_GRAM = 6  # letters compared at a time
_LONG = 40  # letters of a sentence that can count by itself
_SHARE = 0.8  # of its letters that must be stock
_SENTENCES = 2  # stock sentences that it must be made of


@lru_cache(maxsize=1)
def _stock() -> dict[str, int]:
    """Six letters → the number of the stock sentence that they come from."""
    found: dict[str, int] = {}
    for number, sentence in enumerate(lexicons.lines("stock_sentences")):
        for at in range(len(sentence) - _GRAM + 1):
            found.setdefault(sentence[at : at + _GRAM], number)
    return found


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for each run of stock sentences."""
    run: list[Span] = []
    for sentence in cut.sentences(draft.text):
        if _is_stock(sentence.of(draft.text)):
            if run and "\n" in draft.text[run[-1].end : sentence.start]:
                yield _fault(run)
                run = []
            run.append(sentence)
        elif run:
            yield _fault(run)
            run = []
    if run:
        yield _fault(run)


def _is_stock(sentence: str) -> bool:
    letters = bare(sentence) if len(sentence) >= _LONG else ""
    return len(letters) >= _LONG and _covered(letters)


def _covered(letters: str) -> bool:
    """Whether stock covers enough of these letters; given up as soon as too many are left uncovered.

    A stretch of six letters holds all of its inner three letters: where three are not stock, none that holds them is.
    """
    stock, threes = _stock(), _threes()
    sources: set[int] = set()
    at = covered = end = 0
    while at <= len(letters) - _GRAM and len(letters) - (max(at, end) - covered) >= _SHARE * len(letters):
        if letters[at + _GRAM - 3 : at + _GRAM] not in threes:
            at += _GRAM - 2
            continue
        source = stock.get(letters[at : at + _GRAM])
        if source is not None:
            covered += at + _GRAM - max(end, at)
            end = at + _GRAM
            sources.add(source)
        at += 1
    return covered >= _SHARE * len(letters) and len(sources) >= _SENTENCES


@lru_cache(maxsize=1)
def _threes() -> frozenset[str]:
    """Every three letters that stand in the stock."""
    sentences = lexicons.lines("stock_sentences")
    return frozenset([sentence[at : at + 3] for sentence in sentences for at in range(len(sentence) - 2)])


def _fault(run: list[Span]) -> Fault:
    span = Span(run[0].start, run[-1].end)
    message = "这一段几乎全是各处通用的现成文字，换个单位也能用：请换成本人的事例和想法，写明何时、何地、做了什么。"
    return Fault(message, span, doubtful=True)
