"""Answers of models, good and bad: the exact value and the exact receipt, or a refusal; nothing silently wrong."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.llm.exchange import Finish
from service.llm.parse import LIMIT, MENDABLE, Parsed, parse

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("parse.yaml").read_text("utf-8"))


def _shown(parsed: Parsed) -> list[str]:
    return [f"{repair.name} {repair.loss} /{'/'.join(str(step) for step in repair.path)}" for repair in parsed.repairs]


@pytest.mark.parametrize("case", CASES, ids=[case["kind"] for case in CASES])
def test_every_case(case: dict[str, Any]) -> None:
    parsed = parse(case["text"], case.get("finish", "unknown"))
    if "refused" in case:
        assert parsed.fault is not None, parsed
        assert case["refused"] in parsed.fault
        assert parsed.doubtful()
    else:
        assert parsed.fault is None
        assert repr(parsed.value) == repr(case["value"])  # 1, 1.0 and True are not the same
        assert _shown(parsed) == case.get("repairs", [])


def test_every_kind_of_the_comparison_is_there() -> None:
    numbers = [int(kind.split()[0]) for kind in (case["kind"] for case in CASES) if kind.split()[0].isdigit()]
    assert sorted(numbers) == list(range(1, 29))
    assert sum("refused" in case or "repairs" in case for case in CASES) >= 60


ANSWER: dict[str, Any] = {
    "points": [
        {"id": "P1", "level": 4, "slots": [{"k": "time", "q": "去年3月，我说“没空”。"}, {"k": "place", "q": "石桥镇"}]},
        {"id": "P2", "level": 1, "slots": [], "why": None},
    ],
    "notes": ["甲", "乙（见S3）"],
    "total": {"n": 2, "r": 0.5},
}


def _signs(text: str) -> list[int]:
    """Offsets of the signs that hold the text together: brackets, commas, colons, and the marks around strings."""
    outside = re.sub(r'"[^"]*"', lambda found: '"' + "." * (len(found[0]) - 2) + '"', text)
    return [at for at, char in enumerate(outside) if char in '{}[],:"']


def _damaged(text: str) -> Iterator[str]:
    """The text with one sign gone, doubled, replaced by another, or with another set before it."""
    for at in _signs(text):
        for sign in ["", *"{}[],:\"“”'，：…(甲 \n"]:
            yield text[:at] + sign + text[at + 1 :]
            if text[at] != '"' and sign:
                yield text[:at] + sign + text[at:]
        yield text[:at] + text[at] + text[at:]


def _wrong(meant: Any, read: Any, parsed: Parsed, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Where what was read is not what was meant, and the receipt has no doubt about it."""
    if isinstance(meant, dict) and isinstance(read, dict):
        for key in meant.keys() | read.keys():
            place = path if key not in read else (*path, key)
            if key in meant and key in read:
                yield from _wrong(meant[key], read[key], parsed, *place)
            elif not parsed.doubtful(*place):
                yield place
    elif isinstance(meant, list) and isinstance(read, list):
        if len(meant) != len(read) and not parsed.doubtful(*path):
            yield path
        for at, (one, other) in enumerate(zip(meant, read, strict=False)):
            yield from _wrong(one, other, parsed, *path, at)
    elif repr(meant) != repr(read) and not parsed.doubtful(*path):
        yield path


def _still_valid(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("indent", [None, 1])
def test_no_damage_to_one_sign_gives_a_value_silently_wrong(indent: int | None) -> None:
    exact = refused = 0
    for text in _damaged(json.dumps(ANSWER, ensure_ascii=False, indent=indent)):
        if _still_valid(text):
            continue  # another answer as good as this one: no parser can tell
        parsed = parse(text, "stop")
        assert not parsed.ok or not list(_wrong(ANSWER, parsed.value, parsed)), (text, parsed.repairs)
        exact += parsed.ok and not parsed.doubtful()
        refused += not parsed.ok
    assert exact > 100
    assert refused > 400


_SIGN_STRINGS = st.text(alphabet="甲乙，。“”\"'{}[]:,\\\n 0`<>/", max_size=12)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _SIGN_STRINGS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_SIGN_STRINGS, inner, max_size=5),
    max_leaves=20,
)
_HOLDERS = st.lists(_VALUES, max_size=5) | st.dictionaries(_SIGN_STRINGS, _VALUES, max_size=5)
_ANSWERS = st.dictionaries(
    st.text(alphabet="级别abc_", min_size=1, max_size=4),
    st.recursive(
        st.none() | st.integers() | _SIGN_STRINGS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(alphabet="级别abc_", min_size=1, max_size=4), inner, max_size=4)
        ),
        max_leaves=15,
    ),
    max_size=5,
)


@given(_HOLDERS, st.sampled_from([None, 1]), st.booleans())
def test_valid_json_is_read_as_it_is(value: Any, indent: int | None, ascii_only: bool) -> None:
    parsed = parse(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert parsed.ok
    assert repr(parsed.value) == repr(value)
    assert parsed.repairs == ()


@given(_ANSWERS, st.integers(0, 400), st.sampled_from(["stop", "length", "unknown"]), st.booleans())
def test_a_cut_string_is_never_taken_for_a_whole_one(value: Any, length: int, finish: Finish, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)[:length]
    parsed = parse(text, finish)
    if parsed.ok and text != json.dumps(value, ensure_ascii=ascii_only):
        assert parsed.doubtful()
        assert set(_strings(parsed.value)) <= set(_strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


@given(
    st.text()
    | st.text(alphabet="{}[]\"'“”：，:,\\/*#`<think>\n 甲a1.-…\ufeff\ud800\u200b｛］４Nu", max_size=60)
    | _ANSWERS.map(lambda value: json.dumps(value).replace("\\", "")),
    st.sampled_from(["stop", "length", "content-filter", "tool-calls", "unknown"]),
)
def test_any_text_is_read_or_refused(text: str, finish: Finish) -> None:
    parsed = parse(text, finish)
    assert parsed.ok == (parsed.fault is None)
    assert parsed.ok or parsed.value is None
    json.dumps(parsed.value, ensure_ascii=False, allow_nan=False).encode()
    assert all(0 <= repair.at <= len(text) for repair in parsed.repairs)


_BOMBS = {
    "opening brackets": ("", "["),
    "opening braces": ("", "{"),
    "nested objects": ("", '{"a":'),
    "nested arrays, spaced": ("", "[ 甲"),
    "quotation marks": ('{"a": "', '"'),
    "marks and words": ('{"a": "', '"甲'),
    "marks and commas": ('{"a": "', '",'),
    "marks and half keys": ('{"a": "', '", "'),
    "marks and single marks": ('{"a": "', "\", '甲"),
    "marks and braces": ('{"a": "', '"}甲'),
    "marks and brackets in an array": ('["', '"]甲'),
    "marks and colons": ('{"a": "', '", "b" :甲'),
    "marks and spaces": ('{"a": "', '" ' + " " * 20),
    "single marks": ("{'a': '", "'甲"),
    "curly marks": ("{“a”: “", "“甲"),
    "curly marks both ways": ("{“a”: “", "”，“"),
    "backslashes": ('{"a": "', "\\"),
    "line breaks in a string": ('{"a": "甲"乙', "\n"),
    "lines of commas in a string": ('{"a": "甲"乙', ",  \n"),
    "spaces": ('{"a":', " "),
    "commas": ("[", ","),
    "numbers": ("[", "1 "),
    "digits": ("[", "1"),
    "digits after the point": ("[0.", "1"),
    "exponents": ("[", "1e9"),
    "words": ("[1, ", "甲 "),
    "ellipses": ("[1, ", "…"),
    "dots": ("[1, ", "."),
    "comments": ("[1, ", "/*"),
    "hashes": ("[1, ", "#\n"),
    "key twice": ("{", '"a": [1, 2, 3],'),
    "key twice, differing": ("{", '"a": 1, "a": 2,'),
    "closing brackets": ("[1]", "]"),
    "crossed brackets": ("[1", "[}]"),
    "values": ("", '{"a": 1}'),
    "values and words": ("", '{"a": 1} 甲'),
    "brackets in words": ("", "[注] "),
    "drafts": ("", "<think>"),
    "drafts closed": ("", "</think>"),
    "fences": ("", "```"),
    "fences in a value": ("[1, ", "\n```\n"),
    "tags": ("", "<a"),
    "zero-width characters": ('{"a"', "\u200b"),
    "entities": ("{&quot;a", "&quot;"),
    "escaped once more": ('{\\"a', '\\"'),
    "halves of characters": ('["', "\ud83d"),
}


@pytest.mark.parametrize("name", _BOMBS)
def test_time_is_linear(name: str) -> None:
    front, filling = _BOMBS[name]
    seconds = [_seconds(front + filling * (length // len(filling))) for length in (8_000, 64_000)]
    assert seconds[1] < 24 * seconds[0] + 0.01


def _seconds(text: str) -> float:
    """Time of this process alone, the less of two tries: other work on the machine does not count."""
    tries = []
    for _ in range(2):
        start = time.process_time()
        parse(text)
        tries.append(time.process_time() - start)
    return min(tries)


def test_depth_is_bounded() -> None:
    for text in ("[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 50_000, "[" * 65 + "]" * 65):
        assert "嵌套" in (parse(text).fault or "")
    assert parse("[" * 64 + "]" * 64).ok
    assert parse("[" * 63 + "{'a': 1}" + "]" * 63).ok


def test_outermost_brackets_are_bounded() -> None:
    assert parse("[注] " * 999 + '{"a": 1}').ok
    assert "括号超过" in (parse("[注] " * 1000 + '{"a": 1}').fault or "")
    assert "括号超过" in (parse('{"a": 1}\n' * 1001).fault or "")


def test_digits_are_bounded() -> None:
    huge = "9" * 5_000
    parsed = parse(f'{{"a": {huge}, "b": {"9" * 300}}}')
    assert parsed.value == {"a": None, "b": int("9" * 300)}
    assert _shown(parsed) == ["number-too-large lossy /a"]


def test_length_is_bounded() -> None:
    assert "超过" in (parse(" " * (LIMIT + 1)).fault or "")
    assert "超过" in (parse('["' + "甲" * MENDABLE).fault or "")
    assert "超过" in (parse('["' + "甲" * 50 * 1024 * 1024 + '"]').fault or "")
    assert parse('["' + "甲" * (LIMIT - 4) + '"]').ok


def test_half_a_character_is_replaced() -> None:
    parsed = parse('{"a": "甲\ud83d", "b": "\ud83d\ude00"}')
    assert parsed.value == {"a": "甲\ufffd", "b": "😀"}
    assert _shown(parsed) == ["surrogate-replaced lossy /a"]


def test_doubt_lies_at_above_and_below() -> None:
    parsed = parse('{"points": [{"level": 4分, "id": "P1"}, {"level": 3}], "n": 1}')
    assert parsed.value == {"points": [{"level": 4, "id": "P1"}, {"level": 3}], "n": 1}
    assert [repair.at for repair in parsed.repairs] == [22]
    for path in ((), ("points",), ("points", 0), ("points", 0, "level"), ("points", 0, "level", "deeper")):
        assert parsed.doubtful(*path)
    for other in (("points", 1), ("points", 0, "id"), ("n",), ("missing",)):
        assert not parsed.doubtful(*other)
