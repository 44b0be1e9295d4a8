"""Reads the number that begins at one place: its value, range, unit, and how far it goes."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from service.text.number_form import CHINESE, CLOCK, DATE, form, may_follow
from service.text.number_role import Approx
from service.text.numeral import Numeral, fold, read
from service.text.unit import units

_PER = {"百分之": 100, "千分之": 1000, "万分之": 10000}
_MORE: dict[str, Approx] = {"多": "over", "余": "over", "来": "about"}
_DATED, _TIMED = frozenset("年月日号.-/．"), frozenset("点时:：")
_ROUND, _ABOUT = ("百", "千", "万"), ("上", "近")
_COUNTED_HALF = Fraction(1, 2)
_TIME_BEFORE = re.compile(
    r"(?:上午|下午|中午|晚上|早上|凌晨|清晨|傍晚|深夜|夜里|午后|[日号天晚早]|[点时半分整钟][-至到—])$"
)


class Reading(NamedTuple):
    """What stands from the start of a number to `end`; `value` is None where it is no quantity after all."""

    end: int
    value: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    role: str = ""
    approx: Approx = ""


def read_at(text: str, at: int) -> Reading | None:
    """The number at `at`, or None where the character there is no numeral in use."""
    about = text[at] in _ROUND and text[at - 1 : at] in _ABOUT
    if text[at] in CHINESE and text[at + 1 : at + 2] not in may_follow() and not about:
        return None
    ahead = text[at + 1 : at + 6]
    date = None if _DATED.isdisjoint(ahead) else _date(text, at)
    clock = None if date or _TIMED.isdisjoint(ahead) else _clock(text, at)
    return date or clock or _number(text, at)


def _date(text: str, at: int) -> Reading | None:
    match = DATE.match(text, at)
    if not match or (match["d4"] and not _is_day(text, match)):
        return None
    year, month, day = (_small(match, *names) for names in (("year",), ("m1", "m2", "m3"), ("d1", "d2", "d3", "d4")))
    if month > 12 or day > 31 or (match["m3"] and not month):
        return None
    return Reading(match.end(), Fraction(year * 10000 + month * 100 + day), None, "date", "date")


def _is_day(text: str, match: re.Match[str]) -> bool:
    """日 is a day of a month, not a length of time: 5日前, not 三日之内; 号 is a day but not a number of a house."""
    before, rest = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return before[-1:] != "第" and not rest.startswith(("之内", "以内", "内"))


def _small(match: re.Match[str], *names: str) -> int:
    written = next((match[name] for name in names if match[name]), None)
    numeral = read(written.replace("O", "〇")) if written else None
    return int(numeral.low) if numeral else 0


def _clock(text: str, at: int) -> Reading | None:
    match = CLOCK.match(text, at)
    if not match:
        return None
    counted = text[match.end() - 1] in "点时" or text[match.start("hour") :].startswith("一点")
    if counted and not _TIME_BEFORE.search(text, max(0, at - 3), at):
        return None
    hour, minute = _small(match, "hour"), _small(match, "colon", "minute")
    if hour > 24 or minute > 59:
        return None
    hour += 12 if hour < 12 and re.search("(?:下午|晚上|傍晚|午后)$", text[max(0, at - 2) : at]) else 0
    return Reading(match.end(), Fraction(hour * 60 + (30 if match["half"] else minute)), None, "clock", "clock")


def _number(text: str, at: int) -> Reading | None:
    match = form().match(text, at)
    if not match:
        return None
    if match["low"]:
        return _plain(text, match)
    if match["half"]:
        unit = units()[match["half"]]
        return Reading(match.end(), _COUNTED_HALF * unit.factor, None, unit.canonical, unit.role)
    return _relative(match)


def _relative(match: re.Match[str]) -> Reading | None:
    """百分之…, …分之…, 2/3, 翻一番."""
    if match["moiety"]:
        return Reading(match.end(), _COUNTED_HALF, None, "1", "share")
    if match["per"]:
        part, part2 = read(match["part"]), read(match["part2"] or "")
        scale = _PER[match["per"]]
        high = part2.low / scale if part2 else part.high / scale if part and part.high else None
        return Reading(match.end(), part.low / scale, high, "1", "share") if part else None
    if match["below"] or match["over"]:
        above, below = read(match["above"] or match["over"]), read(match["below"] or match["under"])
        return (
            Reading(match.end(), above.low / below.low, None, "1", "share") if above and below and below.low else None
        )
    times = read(match["doubled"] or "一")
    return (
        Reading(match.end(), Fraction(2) ** int(times.low), None, "倍", "multiple")
        if times and times.low < 10
        else None
    )


def _plain(text: str, match: re.Match[str]) -> Reading | None:
    low, high = read(match["low"]), read(match["high"] or "")
    if low is None:
        return None
    written = (match["unit2"] and f"个{match['unit2']}") or match["unit"] or ""
    if match["high"] and (high is None or high.low <= low.low or not _one_unit(match["unit1"], written)):
        return _first_only(match, low)
    if not written and not _stands_alone(text, match, low):
        return Reading(match.end("low"))
    return _measured(match, low, high, written)


def _first_only(match: re.Match[str], low: Numeral) -> Reading:
    """3户到5人: no range; what stands before the sign is a number of its own."""
    unit = units().get(match["unit1"] or "")
    if unit is None:
        return Reading(match.end("low"), low.low, low.high) if match["low"][-1].isdigit() else Reading(match.end("low"))
    high = None if low.high is None else _times(low.high, unit.factor)
    return Reading(match.end("unit1"), _times(low.low, unit.factor), high, unit.canonical, unit.role)


def _one_unit(first: str | None, second: str) -> bool:
    known = units()
    return not first or (second in known and known[first].canonical == known[second].canonical)


def _stands_alone(text: str, match: re.Match[str], low: Numeral) -> bool:
    """A number without unit counts when written in digits, or in characters from a hundred up with a digit in front."""
    token, at = fold(match["low"]), match.start()
    if token[0].isdigit():
        latin = text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()
        return not latin and not text.startswith((".", "．"), match.end())
    if token in _ROUND:  # 上千群众, 近万职工
        return text[at - 1 : at] in _ABOUT and text[match.end() : match.end() + 1].isalpha()
    return low.low >= 100 and token[0] in "一二两三四五六七八九" and token[-1] in "十百千万亿"


def _measured(match: re.Match[str], low: Numeral, high: Numeral | None, written: str) -> Reading | None:
    unit = units().get(written)
    token = fold(match["low"])
    if unit and unit.arabic_only and not token[0].isdigit():
        return Reading(match.end())
    if written == "月" and high:  # 1-3月 are months of a year, not a length of time
        return Reading(match.end(), low.low, high.low, "月份", "ordinal")
    one = unit.factor if unit else Fraction(1)
    factor = one * _scale(match) if match["scale"] else one
    top = (high.high or high.low) if high else low.high
    more = _MORE.get(match["more"] or match["more2"] or match["mixed"] or match["tail"] or "", "")
    role = "some" if token in ("几", "数") else unit.role if unit else _bare_role(token)
    value = _times(low.low, factor)
    if "半" in (match["mixed"], match["tail"]):
        value += one * _COUNTED_HALF
    high_end = None if top is None else _times(top, factor)
    return Reading(match.end(), value, high_end, unit.canonical if unit else "", role, more)


def _scale(match: re.Match[str]) -> int:
    scale = read("一" + match["scale"])
    return int(scale.low) if scale else 1


@lru_cache(maxsize=4096)
def _times(value: Fraction, factor: Fraction) -> Fraction:
    return value * factor


def _bare_role(token: str) -> str:
    return "code" if token.isdigit() and len(token) >= 7 else "count"
