"""The terminal review: carets under the exact words, no line too wide, colours only where they are wanted."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from service.domain.document import Span
from service.renderers.console.flow import flow
from service.renderers.console.passage import passage
from service.renderers.console.screen import Screen
from service.renderers.terminal import render
from service.renderers.views.quotes import tame
from tests.renderers.specimen import specimen

CHARS = st.text(alphabet="我们的，。“”（ab 1\u3000𠮷\n\t\u200be\u0301", min_size=1, max_size=120)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def under(shown: str, carets: str) -> str:
    """The characters of the first line that the carets stand under."""
    start, end, at, words = carets.index("^"), carets.rindex("^") + 1, 0, ""
    for char in shown:
        if start <= at < end and cell_len(char):
            words += char
        at += cell_len(char)
    return words


@given(CHARS, st.data(), st.integers(20, 100))
def test_carets_stand_under_the_words(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    shown, carets = passage(text, span, width, "").plain.split("\n")
    assert cell_len(shown) <= width and cell_len(carets) <= width
    words = "".join(char for char in tame(text[span.start : span.end].split("\n")[0]) if cell_len(char))
    if words:
        assert words.startswith(under(shown, carets))
        assert under(shown, carets) == words or "…" in shown


@given(CHARS, st.integers(10, 60))
def test_flow_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = flow(text, width).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(tame(text).split())


@pytest.mark.parametrize("width", [40, 60, 100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_screen(width: int, lang: str) -> None:
    lines = render(specimen(), lang=lang, screen=Screen(width)).decode().splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_only_our_own_colours_are_sent() -> None:
    plain = render(specimen()).decode()
    assert not [char for char in plain if ord(char) < 32 and char != "\n"]
    assert "\u202e" not in plain
    assert "\x1b[" in render(specimen(), screen=Screen(100, colour=True)).decode()


def test_every_finding_and_question_is_there() -> None:
    plain = "".join(render(specimen()).decode().split())
    for row in specimen().findings:
        assert row.id in plain and row.code in plain and "".join(row.message.split()) in plain
    assert "哪一天或哪一段时间？" in plain and "【请补充】" in plain


@pytest.mark.parametrize(
    ("stream", "environ", "screen"),
    [
        (StringIO(), {"COLUMNS": "60"}, Screen(100, False)),
        (Terminal(), {"COLUMNS": "60"}, Screen(60, True)),
        (Terminal(), {"COLUMNS": "60", "NO_COLOR": "1"}, Screen(60, False)),
        (Terminal(), {"COLUMNS": "60", "NO_COLOR": ""}, Screen(60, True)),
        (Terminal(), {"COLUMNS": "60", "TERM": "dumb"}, Screen(60, False)),
        (Terminal(), {"COLUMNS": "9"}, Screen(40, True)),
        (Terminal(), {"COLUMNS": "400"}, Screen(120, True)),
        (Terminal(), {}, Screen(100, True)),
    ],
)
def test_what_the_screen_can_show(stream: StringIO, environ: dict[str, str], screen: Screen) -> None:
    assert Screen.of(stream, environ) == screen
