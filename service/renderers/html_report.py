"""The review as one web page that asks for nothing else: the marked text with cards, bars, facts, chain and edits.

It reads without script, on a phone and on A4 paper. Every word of the report is escaped; a policy in the page forbids
any request and any script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from service.domain.edit import EditVerdict
from service.domain.report import Report
from service.lexicons.names import Names, names
from service.renderers.page.cards import cards, edit_cards, loose_edits
from service.renderers.page.opinions import CELLS, calls, verdicts
from service.renderers.page.passages import passages
from service.renderers.page.tables import bars, chain_groups, columns, points
from service.renderers.views.asking import Asking
from service.renderers.views.quotes import disarm, tricks
from service.renderers.views.refusals import refusals

SUFFIX = ".html"
MEDIA_TYPE = "text/html"
VERDICTS: tuple[EditVerdict, ...] = ("ready", "needs-facts", "needs-confirmation")
STYLES = ("tokens.css", "page.css", "text.css", "tables.css", "print.css")


def render(report: Report, source: bytes | None = None, lang: str = "zh") -> bytes:
    """A whole HTML document in UTF-8."""
    context = _context(report, names(lang))
    return _environment().get_template("report.html.jinja2").render(context).encode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader("service.renderers", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_finalize)
    made.trim_blocks = made.keep_trailing_newline = True
    made.filters["exact"] = _exact
    return made


def _finalize(value: object) -> object:
    """What no one marked as exact is shown disarmed: a name or a message can't turn the page's own words around."""
    return disarm(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _exact(text: str) -> Markup:
    """The report's own characters, all of them; a tricky one stands alone, so that it acts on nothing."""
    pieces = enumerate(tricks(text))
    alone = '<bdi class="trick">{}</bdi>'
    return Markup("").join(
        Markup(alone).format(_reference(piece)) if number % 2 else escape(piece) for number, piece in pieces
    )


def _reference(char: str) -> Markup:
    return Markup(f"&#{ord(char)};")


@cache
def _asset(name: str) -> str:
    return files("service.renderers").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _context(report: Report, said: Names) -> dict[str, object]:
    edits = edit_cards(report, said)
    numbered = cards(report, said, edits)
    loose, lines = passages(report, numbered)
    script = _asset("report.js")
    counted = Counter(edit.verdict for edit in report.edits)
    return {
        "report": report,
        "names": said,
        "w": said.word,
        "style": Markup("\n".join(_asset(name) for name in STYLES)),  # ours, not the report's
        "script": Markup(script),
        "script_digest": Markup(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()),
        "bars": bars(report, said),
        "columns": columns(report, said),
        "codes": sorted({(card.row.code, card.code) for card in numbered}),
        "loose": loose,
        "passages": lines,
        "points": points(report, said),
        "chain": chain_groups(report),
        "edits": loose_edits(report, said, edits),
        "verdicts": [(verdict, counted[verdict]) for verdict in VERDICTS],
        "asking": Asking(report, said),
        "judged": verdicts(report, numbered, said),
        "origins": {row.origin for row in report.findings},
        "refusals": refusals(report, said),
        "calls": calls(report, said),
        "call_heads": CELLS,
    }
