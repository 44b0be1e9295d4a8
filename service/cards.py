"""The cards of what can be chosen: checks, questions, rubrics, formats, prompts."""

from __future__ import annotations

from collections.abc import Callable

from service import checks, renderers, rubrics
from service.lexicons.names import names
from service.plugins import card
from service.questions import questions


def cards_of(what: str) -> str:
    """The cards of that kind as one text; `what` is a name of `sixlead list`."""
    kinds: dict[str, Callable[[], list[str]]] = {
        "checks": _checks,
        "questions": _questions,
        "rubrics": _rubrics,
        "formats": _formats,
        "prompts": _prompts,
    }
    rows = kinds[what]()
    return "\n\n".join(rows) if rows else "（本版没有）"


def _checks() -> list[str]:
    known = names()
    titles = {code: f"{code}（{known.of('codes', code)}）" for code in checks.all_checks()}
    return [f"{titles[code]}\n{_indented(card(check))}" for code, check in checks.all_checks().items()]


def _formats() -> list[str]:
    return [f"{each.name}（{each.suffix}）\n{_indented(each.card)}" for each in renderers.formats().values()]


def _rubrics() -> list[str]:
    rows = []
    for name in rubrics.names():
        rubric = rubrics.load(name)
        marks = {"E": "", "K": "（通行说法）"}
        leads = "\n".join(f"  {lead.id}. {lead.name}{marks[lead.provenance]}" for lead in rubric.leads)
        rows.append(f"{name}（{rubric.label}，{rubric.year}年度）\n  依据：{rubric.source}\n{leads}")
    return rows


def _questions() -> list[str]:
    known = names()
    rows = []
    for code, each in questions().items():
        lines = (("问", each.ask), ("成立", each.holds), ("反例", each.bad), ("正例", each.good))
        rows.append(
            "\n".join([f"{code}（{known.of('codes', code)}）", *(f"  {label}：{words}" for label, words in lines)])
        )
    return rows


def _prompts() -> list[str]:
    """Every version, what it is for, and which ones are in force."""
    from service.llm import prompt
    from service.llm.consultant import versions_of
    from service.settings import read_settings

    used = set(versions_of(read_settings()).values())
    rows = []
    for name in prompt.names():
        made = prompt.load(name)
        mark = "（在用）" if name in used else ""
        rows.append(
            f"{name}{mark}\n  用途：{made.front.purpose}\n  改动：{made.front.changed}\n  摘要：{made.sha[:12]}"
        )
    return rows


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())
