"""Every guard against the edits of its YAML file: those under `pass` are kept by it, those under `fail` refused.

A case has `text` (one point), and either `edit` ("was → is"; an empty was inserts at the end) or `span` and `now`; and
perhaps `code`, `answers` (key → words), `heading` (words of the text that are a lead's heading).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from service import guards
from service.domain.document import Span
from service.domain.draft import Answer, Background, Draft, Heading, LeadSection
from service.domain.edit import BLANK, Blank, Edit, Facts
from tests.drafts import draft_of

FOLDER = Path(__file__).parent
GUARDS = guards.all_guards()


def _cases(kind: str) -> list[Any]:
    rows = []
    for name in GUARDS:
        content = yaml.safe_load((FOLDER / f"{name.replace('-', '_')}.yaml").read_text("utf-8"))
        rows += [pytest.param(name, case, id=f"{name}-{kind}-{n}") for n, case in enumerate(content[kind], 1)]
    return rows


def _draft(case: dict[str, Any]) -> Draft:
    answers = tuple(Answer(key, words, "P1") for key, words in case.get("answers", {}).items())
    draft = replace(draft_of(case["text"]), background=Background(answers))
    if "heading" not in case:
        return draft
    start = draft.text.index(case["heading"])
    heading = Heading(Span(start, start + len(case["heading"])), 1, "official")
    return replace(draft, leads=(LeadSection(1, heading, Span(0, len(draft.text)), ()),))


def _edit(case: dict[str, Any]) -> Edit:
    text = case["text"]
    was, _, now = case["edit"].partition("→") if "edit" in case else ("", "", case["now"])
    was, now = was.strip(), now.strip()
    start = text.index(was) if was else len(text)
    span = Span(*case["span"]) if "span" in case else Span(start, start + len(was))
    blanks = tuple(Blank("time", asked) for asked in BLANK.findall(now))[: case.get("blanks", 99)]
    added = tuple(words for words in case.get("answers", {}).values() if words in now)
    return Edit(span, now, "", case.get("code", "vague-point"), blanks=blanks, facts=Facts(added=added), origin="model")


@pytest.mark.parametrize(("name", "case"), _cases("pass"))
def test_kept(name: str, case: dict[str, Any]) -> None:
    assert GUARDS[name](_draft(case), _edit(case)) is None


@pytest.mark.parametrize(("name", "case"), _cases("fail"))
def test_refused(name: str, case: dict[str, Any]) -> None:
    reason = GUARDS[name](_draft(case), _edit(case))
    assert reason
    assert reason.endswith("。")


def test_each_refusal_is_told_once_with_its_guard() -> None:
    draft = draft_of("学习不够深入。")
    unchanged = Edit(Span(0, 6), "学习不够深入", "", "vague-point", point="P1")
    sifted = guards.sift(draft, [unchanged, Edit(Span(2, 4), "还不", "", "vague-point")], "rewrite_points")
    assert [edit.replacement for edit in sifted.kept] == ["还不"]
    assert [(row.stage, row.guard, row.point) for row in sifted.rejected] == [("rewrite_points", "no-change", "P1")]
