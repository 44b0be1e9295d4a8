"""The page: nothing of the report becomes markup, nothing is fetched, inks are readable."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from service import renderers
from service.renderers.html_report import render
from tests.consulted import by_rule
from tests.renderers.bare import bare
from tests.renderers.specimen import TEXT, specimen

PAGE = render(specimen()).decode()
TREE = html.document_fromstring(PAGE)
TOKENS = Path(renderers.__file__).parent / "templates" / "tokens.css"


def text_of(tree: html.HtmlElement) -> str:
    return "\n".join(str(line.text_content()) for line in tree.xpath("//*[@data-line]"))


def test_the_lines_are_the_text() -> None:
    assert text_of(TREE) == TEXT


def test_nothing_of_the_report_becomes_markup() -> None:
    assert len(TREE.xpath("//script")) == 1
    assert not TREE.xpath("//b[contains(., '居民')]")
    assert "<script>alert" not in PAGE
    hostile = bare("<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} </style> \"' &amp;")
    tree = html.document_fromstring(render(hostile).decode())
    assert not tree.xpath("//img") and text_of(tree) == hostile.document.text


def test_direction_tricks_act_on_nothing() -> None:
    assert [node.text_content() for node in TREE.xpath("//bdi")] == ["\u202e"]
    assert PAGE.count("\u202e") == 0  # only as a reference, alone in its own element
    named = specimen().model_copy(update={"document": specimen().document.model_copy(update={"name": "a\u202eb"})})
    assert "\u202e" not in render(named).decode()


def test_the_page_asks_for_nothing() -> None:
    sources = [
        value for node in TREE.iter() for key, value in node.items() if key in {"src", "href", "action", "srcset"}
    ]
    assert [value for value in sources if not value.startswith("#")] == []
    style = "".join(TREE.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style


def test_the_policy_names_the_one_script() -> None:
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = TREE.xpath("//script/text()")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_every_finding_has_one_card_and_every_span_one_mark() -> None:
    cards = TREE.xpath("//article[contains(@class, 'card')]/@data-id")
    assert sorted(cards) == sorted(row.id for row in specimen().findings)
    targets = TREE.xpath("//a[contains(concat(' ', @class, ' '), ' n ')]/@href")
    assert len(targets) == len(set(targets)) == sum(row.span is not None for row in specimen().findings)
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {value[1:] for value in TREE.xpath("//a/@href")} <= set(ids)


def test_the_words_of_a_mark_are_the_words_of_its_finding() -> None:
    for row in specimen().findings:
        if row.span is not None and row.span.size:
            pieces = [node for node in TREE.xpath("//mark[@data-ids]") if row.id in node.get("data-ids").split()]
            assert "".join(node.text_content() for node in pieces) == row.span.of(TEXT)


def test_every_other_way_is_told_once_and_says_what_it_replaces() -> None:
    told = {node.get("id"): node for node in TREE.xpath("//*[@class='ways']/li | //*[@class='edit']")}
    report = specimen()
    assert {row.id for row in report.rewrites} <= set(told)
    assert [node.get("href") for node in told["R1"].xpath(".//a")] == ["#E1", "#E2"]
    assert "哪一天" in told["R1"].text_content() and "模型提出" in told["R1"].text_content()
    assert "模型提出" not in told["R6"].text_content()
    assert not told["R5"].xpath(".//a")


def test_the_words_of_a_verdict_are_marked() -> None:
    verdicts = TREE.xpath("//*[@class='judged']/li")
    marked = [[mark.text_content() for mark in row.xpath(".//mark")] for row in verdicts]
    assert marked == [["比如有时候"], [], ["走访群众多是“点到为止”，对·独居老人·的困难了解不够。"]]
    cards = [TREE.xpath(f"string(//article[@id='{row.xpath('string(.//a/@href)')[1:]}']/@data-id)") for row in verdicts]
    assert cards == ["F4", "F15", ""]


def test_refused_answers_are_summed_and_folded() -> None:
    folded = TREE.xpath("//details[@class='refused']")
    heads = ["".join(node.xpath("./summary")[0].text_content().split()) for node in folded]
    assert heads[0] == "评具体程度5所引的话不在原文里2、引文说明不了2、等候超时1"
    assert heads[-1] == "new_stage1new-guard1"
    assert "×2" in "".join(folded[0].text_content().split())
    assert not TREE.xpath("//b[contains(., '居民')]")


def test_every_call_has_its_row_and_what_was_not_told_a_dash() -> None:
    rows = [
        [cell.text_content().strip() for cell in row.xpath("./td")]
        for row in TREE.xpath("//table[@class='calls']/tbody/tr")
    ]
    assert rows[0][2:] == ["900", "120", "0", "1.5", "—", "✓"]
    assert rows[2][1:] == ["tiny·-q4", *"—————", ""]
    assert rows[3][2:] == ["至少 2,200", "至少 200", "至少 1,024", "至少 3.8", "至少 0.0012", "1"]


def test_nothing_of_a_model_stands_in_a_review_by_rule() -> None:
    page = html.document_fromstring(render(by_rule()).decode())
    for name in ("by-model", "ways", "judged", "refused", "calls"):
        assert not page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    assert not page.xpath("//select[@name='origin']") and not page.xpath("//*[@id='calls']")
    assert "未使用大模型，按规则审核" in page.xpath("string(//header)")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(name, f"{name}-tint") for name in ("block", "discuss", "minor", "good", "model")],
        *[(name, "paper") for name in ("ink", "soft", "red", "block", "discuss", "minor", "good", "focus")],
        *[(name, "ground") for name in ("ink", "soft", "red", "discuss", "block", "good")],
        *[("ink", f"{name}-tint") for name in ("block", "discuss", "minor")],
    ],
)
def test_inks_are_readable(ink: str, ground: str) -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS.read_text("utf-8")))
    light, dark = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
