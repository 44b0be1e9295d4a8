"""SARIF: regions point at the very words, and the fixes give the text that the edits give."""

from __future__ import annotations

import json
from typing import Any

from service.renderers.sarif import LEVELS, render
from tests.renderers.specimen import TEXT, specimen

RUN: dict[str, Any] = json.loads(render(specimen()))["runs"][0]
FOUND = {row.id: row for row in specimen().findings}


def offset(line: int, column: int) -> int:
    return sum(len(each) + 1 for each in TEXT.split("\n")[: line - 1]) + column - 1


def test_every_finding_is_a_result_at_its_words() -> None:
    assert {each["properties"]["id"] for each in RUN["results"]} == set(FOUND)
    for each in RUN["results"]:
        row = FOUND[each["properties"]["id"]]
        assert each["level"] == LEVELS[row.severity]
        assert RUN["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] == row.code
        region = each["locations"][0]["physicalLocation"].get("region")
        if row.span is not None:
            start = offset(region["startLine"], region["startColumn"])
            assert (start, offset(region["endLine"], region["endColumn"])) == row.span
            assert (region["charOffset"], region["charLength"]) == (start, row.span.size)
            assert region["snippet"]["text"] == row.span.of(TEXT)


def test_only_ready_edits_are_fixes() -> None:
    inserted = {
        each["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]
        for each in RUN["results"]
        if "fixes" in each
    }
    assert inserted == {edit.replacement for edit in specimen().edits if edit.verdict == "ready"}


def test_other_ways_are_fixes_only_where_they_may_be_applied() -> None:
    by_id = {each["properties"]["id"]: each for each in RUN["results"]}
    fixes = [each["artifactChanges"][0]["replacements"][0] for each in by_id["F9"]["fixes"]]
    assert [each["insertedContent"]["text"] for each in fixes] == ["发展思想", "人民至上"]
    ways = {way["id"]: way for each in RUN["results"] for way in each["properties"].get("otherWays", ())}
    assert set(ways) == {"R1", "R2", "R3"}
    assert ways["R1"]["insteadOf"] == ["E1", "E2"] and ways["R1"]["verdict"] == "needs-facts"
    start = ways["R1"]["deletedRegion"]["charOffset"]
    assert TEXT[start : start + ways["R1"]["deletedRegion"]["charLength"]] == specimen().rewrites[0].original


def test_versus_is_related_and_prints_differ() -> None:
    related = [each for each in RUN["results"] if "relatedLocations" in each]
    assert [each["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"] for each in related] == [
        "镇长"
    ]
    assert len({each["partialFingerprints"]["finding/v1"] for each in RUN["results"]}) == len(RUN["results"])


def test_the_file_name_is_an_address() -> None:
    address = RUN["artifacts"][0]["location"]["uri"]
    assert address.isascii() and not set(' <>"') & set(address)
    assert RUN["artifacts"][0]["contents"]["text"] == TEXT
    assert RUN["columnKind"] == "unicodeCodePoints"
