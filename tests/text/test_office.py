"""Offices read from a unit and posts, and when two of them can't be one person's."""

from __future__ import annotations

import pytest

from service.text.office import bodies_clash, is_two_headed, places_clash, posts_clash, read_office, split_office


@pytest.mark.parametrize(
    ("words", "unit", "posts"),
    [
        ("街道的办事处主任要带头", "街道", "办事处主任"),
        ("公司党委副书记、经理", "公司", "党委副书记、经理"),
        ("局长办公会", "", ""),
        ("普通党员", "", ""),
        ("局长没有过问", "", "局长"),
    ],
)
def test_words_are_cut_into_unit_and_posts(words: str, unit: str, posts: str) -> None:
    assert split_office(words) == (unit, posts)


@pytest.mark.parametrize(
    ("unit", "places", "body"),
    [
        ("青屏县供电公司", (("县", "青屏"),), "供电公司"),
        ("临江市东城区人民法院", (("市", "临江"), ("区", "东城")), "人民法院"),
        ("鹿鸣岗乡", (("乡", "鹿鸣岗"),), ""),
        ("县文旅局", (), "文旅局"),
        ("XXXX街道", (), "街道"),
        ("开发区管委会", (), "开发区管委会"),
    ],
)
def test_a_unit_is_read_as_places_and_a_body(unit: str, places: tuple[tuple[str, str], ...], body: str) -> None:
    office = read_office(unit, "")
    assert (office.places, office.body) == (places, body)


@pytest.mark.parametrize(
    ("unit", "one", "other", "clash"),
    [
        ("某县财政局", "局长", "局党组书记、局长", False),
        ("某县财政局", "局长", "党组书记", False),
        ("某县财政局", "副局长", "局长", True),
        ("某县财政局", "副局长", "局党组书记", True),
        ("某县财政局", "副局长", "党支部书记", False),
        ("街道办事处", "书记", "主任", True),
        ("柳林镇", "镇长", "镇党委副书记", False),
        ("某县供电公司", "经理", "董事长", True),
        ("某县财政局", "局长", "党员", False),
    ],
)
def test_posts_that_nobody_would_hold_together_clash(unit: str, one: str, other: str, clash: bool) -> None:
    assert posts_clash(read_office(unit, one), read_office("", other), is_two_headed(unit)) is clash


def test_places_and_bodies_clash_only_where_both_are_named() -> None:
    own = read_office("青屏县文化和旅游局", "局长")
    assert places_clash(own, read_office("临江县文化和旅游局", ""))
    assert not places_clash(own, read_office("文旅局", ""))
    assert bodies_clash(own, read_office("青屏县教育局", ""))
    assert not bodies_clash(own, read_office("县文旅局", ""))
