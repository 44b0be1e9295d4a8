"""A point is about the lead it stands under, unless its opening and its words clearly tell another's matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.checks import all_checks
from service.domain.draft import Draft, LeadSection
from service.stages.by_rule.map_points import map_points
from tests.drafts import RUBRIC, draft_of


def filed(words: str, lead: int | None, rubric: str = RUBRIC) -> Draft:
    """The words as the only point under this lead's heading, mapped."""
    draft = draft_of(words, rubric=rubric)
    section = LeadSection(lead, None, draft.leads[0].span, draft.leads[0].items)
    draft = replace(draft, leads=(section,))
    return replace(draft, points=map_points(draft).kept)


@pytest.mark.parametrize(
    ("words", "under", "about"),
    [
        ("对科长们管得松。两名科长收了礼品卡，我听到举报也没有谈话。", 5, 5),
        ("对下属管得太松。两名下属收了礼品卡，我听到举报也没有谈话。", 5, 6),
        ("排队的患者我没有放在心上。窗口只开一个，投诉转来我也不看。", 6, 4),
        ("排队的患者我没有放在心上。隐患排查、消防演练都没有做，风险越积越大。", 5, 5),
        ("理论学习抓得不紧，读书少，心得照抄。", 4, 2),
        ("理论学习抓得不紧，读书少，心得照抄。", 2, 2),
        ("工作上还有差距。", 3, 3),
    ],
)
def test_the_lead_a_point_is_about(words: str, under: int, about: int) -> None:
    assert filed(words, under).points[0].lead == about


def test_a_point_under_no_heading_is_known_by_its_words() -> None:
    assert filed("理论学习不系统，读原著少。", None).points[0].lead == 2
    assert filed("甲乙丙丁。", None).points[0].lead is None


@pytest.mark.parametrize("rubric", ["five-lead-2025", "four-lead-2024"])
def test_other_years_leads_share_matters(rubric: str) -> None:
    words = "对下属管得太松。两名下属收了礼品卡，我听到举报也没有谈话。"
    assert filed(words, 3, rubric).points[0].lead == 3


def test_a_lead_with_nothing_of_its_own_is_missing() -> None:
    draft = filed("排队的老人我没有放在心上。窗口只开一个，投诉转来我也不看。", 5)
    assert 5 in {fault.lead for fault in all_checks()["missing-aspect"](draft)}
    assert 5 not in {
        fault.lead for fault in all_checks()["missing-aspect"](filed("隐患排查走过场，消防演练半年没有做过一次。", 5))
    }
