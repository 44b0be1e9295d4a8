"""Renderers turn a Report into bytes: one file, one format, offering `render`, `SUFFIX` and, for text, `MEDIA_TYPE`.

The public name of a format is its file's name; the ending `_report` may be left out (`json`, `html`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.report import Report
from service.errors import BadPlugin, UnknownName
from service.plugins import card, load, stems

if TYPE_CHECKING:
    from service.renderers.console.screen import Screen  # loads the terminal library

Render = Callable[..., bytes]
OPAQUE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Format:
    """One output format: its public name, file suffix (".actions.xlsx"), media type and card.

    `binary` formats must not be printed to a terminal. `for_screen` formats take the `screen` they are painted for.
    """

    name: str
    suffix: str
    media_type: str
    card: str
    render: Render

    @property
    def binary(self) -> bool:
        """Whether the bytes are anything but UTF-8 text."""
        return not (self.media_type.startswith("text/") or self.media_type.endswith("json"))

    @property
    def for_screen(self) -> bool:
        """Whether the output depends on a terminal's width and colours."""
        return "screen" in inspect.signature(self.render).parameters


def formats() -> dict[str, Format]:
    """Every format by its public name, in alphabetical order."""
    return {name: _format(stem) for name, stem in _stems().items()}


def pick(name: str) -> Format:
    """The format of that name (`html`, `html_report` and `html-report` are one); raises UnknownName.

    Loads that one format only: the others may be slow to import.
    """
    known = _stems()
    if (public := _public(name)) not in known:
        raise UnknownName(f"没有输出格式“{name}”。可用的有：{'、'.join(known)}。")
    return _format(known[public])


def render(
    name: str, report: Report, source: bytes | None = None, lang: str = "zh", screen: Screen | None = None
) -> bytes:
    """The report in that format. `source` is the writer's own file, `screen` the terminal that it is printed to.

    Raises UnknownName for a format or language that there is not.
    """
    chosen = pick(name)
    extra = {"screen": screen} if screen and chosen.for_screen else {}
    return chosen.render(report, source, lang, **extra)


def _public(name: str) -> str:
    return name.strip().lower().replace("-", "_").removesuffix("_report")


def _stems() -> dict[str, str]:
    return dict(sorted((_public(stem), stem) for stem in stems(__name__)))


def _format(stem: str) -> Format:
    plugin: Render = load(__name__, "render", stem)
    module = inspect.getmodule(plugin)
    suffix = getattr(module, "SUFFIX", None)
    if not isinstance(suffix, str) or not suffix.startswith("."):
        raise BadPlugin(f"service/renderers/{stem}.py: a renderer must name its file ending, SUFFIX = '.xyz'")
    return Format(_public(stem), suffix, getattr(module, "MEDIA_TYPE", OPAQUE), card(plugin), plugin)
