"""Letters and words that must stand before a pattern is tried: none may shut out what the pattern would find."""

from __future__ import annotations

from itertools import product
from re import _parser  # type: ignore[attr-defined]

import pytest

from service.checks import _stray_bodies, overclaimed_guilt
from service.lexicons import lines, tree

EMPTY = ("ASSERT", "ASSERT_NOT", "AT")
BEGINS = [
    *[(words, "|".join(tree("praise")[key])) for key, words in tree("praise")["begins"].items()],
    *[(words, "|".join(tree("slogans")[key])) for key, words in tree("slogans")["begins"].items()],
    (_stray_bodies._BEGINS, _stray_bodies._OURS.pattern),
    (overclaimed_guilt._BEGINS, overclaimed_guilt._EDGE.pattern),
]


def parsed(pattern: str) -> list[tuple[str, object]]:
    """A pattern's steps, each by its name; what only looks around is left out."""
    return [(str(step), value) for step, value in _parser.parse(pattern) if str(step) not in EMPTY]


def written(steps: object, *, least: bool) -> list[str]:
    """Texts that the steps stand for: every branch, what may be left out left out and (unless `least`) also put in."""
    found = [""]
    for step, value in steps:  # type: ignore[attr-defined]
        if str(step) in EMPTY:
            continue
        found = [before + after for before, after in product(found, _ways(str(step), value, least=least))]
        if not least:  # only the first letter counts
            found = list({one[:1] for one in found})
    return found


def _ways(step: str, value: object, *, least: bool) -> list[str]:
    match step, value:
        case "LITERAL", int(letter):
            return [chr(letter)]
        case "IN", list(choices):
            return [chr(one) for name, one in choices if str(name) == "LITERAL"] or ["0"]
        case "NOT_LITERAL" | "CATEGORY" | "ANY", _:
            return ["0"]
        case "BRANCH", (_, list(branches)):
            return [one for branch in branches for one in written(branch, least=least)]
        case "SUBPATTERN", (_, _, _, steps):
            return written(steps, least=least)
        case (("MAX_REPEAT" | "MIN_REPEAT"), (fewest, _, steps)):
            return [*([""] if fewest == 0 else []), *(written(steps, least=least) if fewest or not least else [])]
    raise AssertionError(step)


@pytest.mark.parametrize(("letters", "pattern"), BEGINS)
def test_a_pattern_begins_with_no_other_letters(letters: str, pattern: str) -> None:
    assert set(written(parsed(pattern), least=False)) <= set(letters)


@pytest.mark.parametrize("row", tree("hedges")["softeners"], ids=lambda row: row["find"][:24])
def test_whatever_a_softener_finds_holds_a_cue(row: dict[str, str]) -> None:
    for words in written(parsed(row["find"].replace("*fail", "差距")), least=True):
        assert any(cue in words for cue in row["cue"].split("|")), words


def test_every_claim_of_guilt_holds_a_mark() -> None:
    edges = written(parsed(overclaimed_guilt._EDGE.pattern), least=True)
    assert [
        words for words in (*edges, *lines("offence_terms"), "某某罪") if not overclaimed_guilt._mark().search(words)
    ] == []
