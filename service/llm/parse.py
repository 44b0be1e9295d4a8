"""Reads the value out of a model's answer, with a receipt of every repair; what can't be read surely is refused.

JSON that is as it should be takes the short way. All else is read sign by sign: where two readings are possible, the
receipt says "guessed"; where something is gone, it says "lossy"; and such a value never feeds a level.
"""

from __future__ import annotations

from service.llm.exchange import Finish, JsonValue
from service.llm.parse_disguise import undisguised, unwrapped
from service.llm.parse_nest import Unreadable
from service.llm.parse_strict import Unclean, same, strict
from service.llm.parse_wrapping import Found, Wrapping
from service.llm.receipt import Loss, Parsed, Receipt, Repair

__all__ = ["LIMIT", "MENDABLE", "Loss", "Parsed", "Repair", "parse"]

LIMIT = 2 * 1024 * 1024  # characters; an answer of ours has some ten thousand
MENDABLE = 256 * 1024  # characters; the worst of this length takes a second


def parse(text: str, finish: Finish = "unknown") -> Parsed:
    """The value of an answer, or the reason why there is none. `finish` tells why the model stopped; never raises."""
    if len(text) > LIMIT:
        return _refused(f"回答超过 {LIMIT} 个字符。")
    try:
        value = strict(text)
    except Unclean:
        return _mended(text, finish)
    inside = unwrapped(value) if isinstance(value, str) else None
    return Parsed(value, (), None) if inside is None else _accepted(inside, "string-unwrapped")


def _mended(text: str, finish: Finish) -> Parsed:
    if len(text) > MENDABLE:
        return _refused(f"回答不是完好的 JSON，而且超过 {MENDABLE} 个字符。")
    if not text.strip():
        return _refused("回答是空的。")
    if disguise := undisguised(text):
        return _accepted(*disguise)
    try:
        wrapping = Wrapping(text, finish)
        if wrapping.found:
            return _chosen(wrapping, finish)
    except Unreadable as fault:
        return _refused(fault.reason)
    if wrapping.drafting:
        return _refused("只有思考的草稿，没有答案。")
    return _refused(wrapping.fault.reason if wrapping.fault else "回答里没有 JSON 对象或数组。")


def _chosen(wrapping: Wrapping, finish: Finish) -> Parsed:
    """The one value of the text. Raises Unreadable where there are several, and they differ."""
    found = [one for one in wrapping.found if not _is_reference(one.value)] or wrapping.found
    if not all(same(found[0].value, other.value) for other in found):
        raise Unreadable("有几份不同的答案，分不清哪份算数。", found[1].start)
    best = min(found, key=lambda one: one.receipt.doubts)
    receipt = wrapping.receipt
    receipt.add(best.receipt)
    if len(found) > 1:
        receipt.note("value-repeated", found[1].start)
    _note_words(wrapping, found, receipt, finish)
    return Parsed(best.value, receipt.rows(), None)


def _note_words(wrapping: Wrapping, found: list[Found], receipt: Receipt, finish: Finish) -> None:
    """Note the words around the value. A model that was stopped in words after it may have been about to mend it."""
    last = found[-1].end
    for start, _ in wrapping.words:
        receipt.note("preamble-removed" if start < found[0].start else "postamble-removed", start)
    stopped = finish in ("length", "content-filter")
    if stopped and (wrapping.drafting or any(start >= last for start, _ in wrapping.words)):
        receipt.note("cut-off", len(wrapping.text))


def _is_reference(value: JsonValue) -> bool:
    """Whether this may be a footnote's mark, as [3]."""
    return isinstance(value, list) and bool(value) and all(type(item) is int for item in value)


def _accepted(value: JsonValue, repair: str, at: int = 0) -> Parsed:
    receipt = Receipt()
    receipt.note(repair, at)
    return Parsed(value, receipt.rows(), None)


def _refused(reason: str) -> Parsed:
    return Parsed(None, (), reason)
