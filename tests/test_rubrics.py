"""Every rubric file holds what a review needs; a fault in one is told with its file."""

from __future__ import annotations

import pytest

from service import checks, rubrics
from service.domain.rubric import SEVERITIES
from service.errors import UnknownName
from service.outline.leads import guess, plain


@pytest.mark.parametrize("name", rubrics.names())
def test_rubric_is_whole(name: str) -> None:
    rubric = rubrics.load(name)
    assert rubric.id == name
    assert [lead.id for lead in rubric.leads] == list(range(1, len(rubric.leads) + 1))
    assert all(lead.terms and lead.name.startswith("带头") for lead in rubric.leads)
    assert set(checks.all_checks()) <= set(rubric.policies)
    assert rubric.source and str(rubric.year) in rubric.id


@pytest.mark.parametrize("name", rubrics.names())
def test_each_name_finds_its_own_lead(name: str) -> None:
    rubric = rubrics.load(name)
    for lead in rubric.leads:
        for words in (lead.name, f"在{lead.name}方面", *lead.accepted, *lead.stale):
            found = guess(words, rubric)
            assert found and found.lead == lead.id, words
            assert (found.wording == "stale") == (words in lead.stale)


@pytest.mark.parametrize("name", rubrics.names())
def test_no_two_leads_share_a_name(name: str) -> None:
    owners: dict[str, int] = {}
    for lead in rubrics.load(name).leads:
        for words in (lead.name, *lead.accepted, *lead.stale):
            assert owners.setdefault(plain(words), lead.id) == lead.id, words


def test_policies_are_ranked() -> None:
    policies = rubrics.load("six-lead-2022").policies
    assert {policy.severity for policy in policies.values()} == set(SEVERITIES)


def test_unknown_rubric_lists_the_known() -> None:
    with pytest.raises(UnknownName, match="six-lead-2022"):
        rubrics.load("1999")
