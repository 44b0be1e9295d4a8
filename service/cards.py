"""The cards of what can be chosen: checks, questions, rubrics, formats, prompts."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from service import checks, renderers, rubrics
from service.lexicons.names import names
from service.plugins import card


def cards_of(what: str) -> str:
    """The cards of that kind as one text; `what` is a name of `sixlead list`."""
    kinds: dict[str, Callable[[], list[str]]] = {
        "checks": _checks,
        "questions": lambda: _files("service", "questions", ".yaml"),
        "rubrics": _rubrics,
        "formats": _formats,
        "prompts": lambda: _files("prompts", "", ".jinja2"),
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


def _files(package: str, folder: str, ending: str) -> list[str]:
    root = files(package).joinpath(folder) if folder else files(package)
    return sorted(path.name.removesuffix(ending) for path in root.iterdir() if path.name.endswith(ending))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())
