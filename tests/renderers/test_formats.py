"""Names of formats and of all that readers see."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from service import renderers
from service.checks import all_checks
from service.domain.edit import EditVerdict
from service.domain.point import SLOTS, Origin
from service.domain.report import Mode
from service.domain.rubric import PARTS, SEVERITIES, Authority
from service.errors import BadLexicon, UnknownName
from service.lexicons import tree
from service.lexicons.names import names
from service.llm.consultant import STAGES
from service.llm.exchange import FaultKind
from service.plugins import find
from service.questions import questions
from tests.renderers.specimen import specimen


@pytest.mark.parametrize("name", ["html", "html_report", "html-report", " HTML "])
def test_spellings_of_one_format(name: str) -> None:
    assert renderers.pick(name).name == "html"


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="json"):
        renderers.render("pdf", specimen())


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(UnknownName, match="zh"):
        renderers.render("terminal", specimen(), lang="fr")


def test_suffixes_differ_and_binary_is_told_from_text() -> None:
    known = renderers.formats().values()
    assert len({each.suffix for each in known}) == len(known)
    assert {each.name: each.binary for each in known if each.name in {"json", "sarif", "action_list"}} == {
        "json": False,
        "sarif": False,
        "action_list": True,
    }


@pytest.mark.parametrize("each", renderers.formats().values(), ids=lambda each: each.name)
def test_text_formats_are_utf8_and_have_cards(each: renderers.Format) -> None:
    assert each.card
    if not each.binary:
        assert each.render(specimen()).decode("utf-8").endswith("\n")


def test_every_word_has_both_languages() -> None:
    kinds: dict[str, dict[str, list[Any]]] = tree("names")
    bad = [
        f"{kind}.{key}" for kind, rows in kinds.items() for key, row in rows.items() if len(row) != 2 or not all(row)
    ]
    assert not bad


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("codes", tuple(all_checks())),
        ("levels", tuple("01234")),
        ("slots", SLOTS),
        ("parts", PARTS),
        ("severities", SEVERITIES),
        ("authorities", get_args(Authority)),
        ("verdicts", get_args(EditVerdict)),
        ("modes", get_args(Mode)),
        ("origins", get_args(Origin)),
        ("stages", STAGES),
        ("guards", tuple(find("service.guards", "guard"))),
        ("guards", tuple(f"call-{kind}" for kind in get_args(FaultKind))),
        ("guards", ("misquoted", "unproven", "unreadable-answer", "unanswered", "budget-spent")),
        ("guards", ("answer", "overlap", "new-finding")),
        ("codes", tuple(questions())),
    ],
)
def test_nothing_goes_nameless(kind: str, keys: tuple[str, ...]) -> None:
    assert set(keys) <= set(map(str, tree("names")[kind]))


def test_an_unknown_key_is_its_own_name() -> None:
    assert names().of("codes", "no-such-code") == "no-such-code"
    with pytest.raises(BadLexicon):
        names().word("no-such-word")
