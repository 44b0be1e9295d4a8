"""What leaves the machine holds no name of a person, place or body and no personal number, and comes back unharmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from service.lexicons import lines, table
from service.llm.mask import Mask, MaskMode, default_mode

HERE = Path(__file__).parent
CASES: list[dict[str, str]] = yaml.safe_load((HERE / "mask_cases.yaml").read_text("utf-8"))
NAMES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "mask_names.yaml").read_text("utf-8"))
RECALL: list[dict[str, Any]] = yaml.safe_load((HERE / "mask_recall.yaml").read_text("utf-8"))
REPORTS = HERE.parents[1] / "evals" / "cases"
KNOWN = "青屏县供电公司的居民冯国栋（电话16800001234）到县民政局，2022年8月13日领2.4万元。"

# Text that is likely to hold names, numbers, placeholders and broken characters side by side.
SCRAPS = """
青屏县 供电公司 居民 冯国栋 小李 刘局长 张某某 胜利村 县民政局 第三中学 三中 13800001234 川A12345 86户 2.4万元
2022年8月 〔2022〕17号 〔地点1〕 [人员1] 地点 代号 1 〔 〕 （ ） S12 《 》 、 ， 。 的 在 和 同志 电话
999901198001011234 幸福小区3号楼2单元501室 延安精神 长治久安 𠮷 😀
"""
LIKELY = st.lists(st.sampled_from([*SCRAPS.split(" "), "王\u3000伟", "\n", "\ud83d"]), max_size=30).map("".join)
ANY = st.text(st.characters(), max_size=60)  # with lone surrogates


def report_of(key: str) -> str:
    return (REPORTS / key).read_text("utf-8")


def strings_of(key: str) -> list[str]:
    return [string for kind in NAMES[key].values() for string in kind]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_what_leaves_the_machine(case: dict[str, Any]) -> None:
    mask = Mask.of(case.get("report", case["text"]), case.get("mode", "names"))
    assert mask.hide(case["text"]) == case["shows"]
    assert mask.restore(case["shows"]) == case["text"]


@pytest.mark.parametrize("mode", ["names", "all"])
@pytest.mark.parametrize("key", NAMES)
def test_no_name_of_a_sample_report_is_left(key: str, mode: MaskMode) -> None:
    text = report_of(key)
    mask = Mask.of(text, mode)
    hidden = mask.hide(text)
    assert [string for string in strings_of(key) if string in hidden] == []
    assert mask.restore(hidden) == text


@pytest.mark.parametrize("key", [key for key in NAMES if NAMES[key]])
def test_the_list_tells_what_the_reports_say(key: str) -> None:
    assert [string for string in strings_of(key) if string not in report_of(key)] == []


@pytest.mark.parametrize("key", NAMES)
def test_common_words_of_a_sample_report_stay(key: str) -> None:
    listed = [*strings_of(key), "住建局", "交警中队"]  # offices that are as well hidden as not
    mask = Mask.of(report_of(key), "names")
    assert [stem for stem in mask.stems.values() if not any(stem in name for name in listed)] == []


@pytest.mark.parametrize("group", RECALL, ids=[group["of"] for group in RECALL])
def test_most_names_that_no_rule_was_made_for_are_hidden(group: dict[str, Any]) -> None:
    placed = [(name, words.replace("{n}", name)) for name in group["names"].split() for words in group["sentences"]]
    left = [name for name, text in placed if name in Mask.of(text, "names").hide(text)]
    assert 1 - len(left) / len(placed) >= group["floor"], sorted(set(left))


def test_set_phrases_and_stock_sentences_stay() -> None:
    text = "\n".join([*(row[0] for row in table("set_phrases")), *lines("stock_sentences")])
    assert Mask.of(text, "names").hidden == 0


@pytest.mark.parametrize("figure", lines("public_figures"))
def test_public_figures_stay(figure: str) -> None:
    text = f"认真学习{figure}同志的论述，以{figure}为榜样。"
    assert Mask.of(text, "names").hide(text) == text


def test_a_passage_cut_anywhere_comes_back() -> None:
    mask = Mask.of(KNOWN, "all")
    for start in range(len(KNOWN)):
        passage = KNOWN[start : start + 20]
        assert mask.restore(mask.hide(passage)) == passage


@settings(max_examples=150, deadline=None)
@given(text=LIKELY | ANY, mode=st.sampled_from(["off", "names", "all"]), cut=st.integers(0, 60))
def test_what_is_hidden_comes_back(text: str, mode: MaskMode, cut: int) -> None:
    mask = Mask.of(text, mode)
    assert mask.restore(mask.hide(text)) == text
    assert mask.restore(mask.hide(text[cut:])) == text[cut:]
    assert Mask.of(text, mode) == mask


@settings(max_examples=80, deadline=None)
@given(text=LIKELY)
def test_hiding_twice_hides_no_more(text: str) -> None:
    mask = Mask.of(text, "names")
    assert mask.hide(mask.hide(text)) == mask.hide(text)


SAID = [
    ("〔地点1〕县", "青屏县"),
    ("[地点1]县", "青屏县"),
    ("（地点1）县", "青屏县"),
    ("【地点1】县", "青屏县"),
    ("<地点1>县", "青屏县"),
    ("〔 地点 1 〕县", "青屏县"),
    ("〔地点１〕县", "青屏县"),
    ("〔地点1]县", "青屏县"),
    ("〔人员1〕和〔电话1〕", "冯国栋和16800001234"),
    ("〔地点7〕县", "〔地点7〕县"),  # was never given out
    ("地点1、单位1个", "地点1、单位1个"),  # may be the model's own words
    ("〔2022〕17号、[1]、（一）", "〔2022〕17号、[1]、（一）"),
    ("〔地点代号1〕", "〔地点代号1〕"),
]


@pytest.mark.parametrize(("answer", "back"), SAID)
def test_what_weak_models_make_of_placeholders(answer: str, back: str) -> None:
    assert Mask.of(KNOWN, "names").restore(answer) == back


def test_forms_that_the_report_has_itself_are_left_alone() -> None:
    mask = Mask.of(KNOWN + "[地点1]", "names")
    assert mask.restore("[地点1]〔地点代号1〕[地点代号1]") == "[地点1]青屏青屏"


def test_hidden_counts_different_things() -> None:
    assert Mask.of(KNOWN, "off").hidden == 0
    assert Mask.of(KNOWN + KNOWN, "names").hidden == Mask.of(KNOWN, "names").hidden == 4
    assert Mask.of(KNOWN, "all").hidden == 6


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        (None, "off"),
        ("http://localhost:8081/v1", "off"),
        ("http://LOCALHOST/v1", "off"),
        ("http://127.0.0.1:8081/v1", "off"),
        ("http://127.8.9.1/v1", "off"),
        ("http://[::1]:8081/v1", "off"),
        ("unix:///run/model.sock", "off"),
        ("http+unix://%2Frun%2Fmodel.sock/v1", "off"),
        ("https://api.example.com/v1", "names"),
        ("http://10.0.0.5:8000/v1", "names"),
        ("http://localhost.example.com/v1", "names"),
        ("http://127.0.0.1.example.com/v1", "names"),
        ("http://localhost@example.com/v1", "names"),
        ("http://0.0.0.0:8000", "names"),
        ("localhost:8081", "names"),  # no URL: rather hidden once too often
        ("", "names"),
    ],
)
def test_only_models_on_this_machine_see_names(address: str | None, mode: MaskMode) -> None:
    assert default_mode(address) == mode


@pytest.mark.parametrize(
    "bomb", ["1", "张", "王伟、", "某某县", "〔地点", "桐公密〔2022〕1号", "栋1号", "a@", "一", "王 "]
)
def test_long_runs_of_anything_are_borne(bomb: str) -> None:
    text = bomb * (8_000 // len(bomb))
    mask = Mask.of(text, "all")
    assert mask.restore(mask.hide(text)) == text
