"""What several formats show: pieces tile a line, a difference loses nothing, no point falls out of the chain."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Span
from service.domain.report import FindingRow
from service.lexicons.names import names
from service.renderers.views.chain import chain
from service.renderers.views.columns import Columns
from service.renderers.views.difference import difference
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import tame
from service.renderers.views.segments import lines, segments
from tests.renderers.specimen import TEXT, specimen

WORDS = st.text(alphabet="我有一定的差距，比如a1 【请补充：时间】\n", max_size=40)


def finding(number: int, span: Span) -> FindingRow:
    return FindingRow(
        id=f"F{number}",
        code="typo",
        span=span,
        lead=None,
        part=None,
        point=None,
        message="",
        severity="minor",
        authority="style",
        origin="rule",
    )


@given(st.text(alphabet="ab\n", max_size=30), st.data())
def test_segments_tile_every_line_and_each_mark_ends_once(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(edge, edge), max_size=6))
    rows = [finding(number, Span(min(pair), max(pair))) for number, pair in enumerate(pairs)]
    made = [(line, segments(line, rows)) for line in lines(text)]
    assert "\n".join("".join(piece.span.of(text) for piece in pieces) for _, pieces in made) == text
    pieces = [piece for _, row in made for piece in row]
    for row in rows:
        assert row.span is not None
        covered = "".join(piece.span.of(text) for piece in pieces if row in piece.covers)
        assert covered == row.span.of(text).replace("\n", "")
        assert sum(row in piece.ends for piece in pieces) <= 1
        if covered:
            assert sum(row in piece.ends for piece in pieces) == 1


@given(WORDS, WORDS)
def test_a_difference_gives_both_texts_back(before: str, after: str) -> None:
    made = difference(before, after)
    assert "".join(piece.text for piece in made if piece.change in ("same", "del")) == before
    assert "".join(piece.text for piece in made if piece.change != "del") == after


def test_a_blank_is_one_piece() -> None:
    made = difference("比如学习不深", "比如【请补充：时间】学习不深")
    assert [piece for piece in made if piece.change != "same"] == [("blank", "【请补充：时间】")]


def test_the_chain_leaves_nothing_out() -> None:
    report = specimen()
    rows = chain(report)
    assert {row.point.id for row in rows if row.point} == {point.id for point in report.points}
    assert {row.measure.id for row in rows if row.measure} == {measure.id for measure in report.measures}
    assert {cause.id for row in rows for cause in row.causes} == {cause.id for cause in report.causes}


def test_findings_stand_where_they_belong() -> None:
    report, atlas = specimen(), Atlas(specimen())
    places = {row.id: atlas.place(row) for row in report.findings}
    assert places["F7"] == ("problems", 3)
    assert places["F11"] == ("causes", None)
    assert places["F13"] == ("problems", 5)
    assert places["F14"] == ("last_year", None)
    assert places["F15"] == ("problems", 4)
    assert places["F16"] == (None, None)
    shown = [row for _, rows in atlas.groups() for row in rows]
    assert len(shown) == len(report.findings)
    assert len(atlas.groups()) == len({places[row.id] for row in report.findings})


def test_every_place_has_a_label_in_both_languages() -> None:
    for place, _ in Atlas(specimen()).groups():
        assert place_label(specimen(), place, names("zh")) and place_label(specimen(), place, names("en"))


def test_nothing_unseen_is_left_in_a_quote() -> None:
    unseen = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs"}]
    assert tame("".join(unseen)) == "·" * len(unseen)
    assert tame("“全角”　𠮷①…—") == "“全角”　𠮷①…—"


def test_columns_count_code_points() -> None:
    columns = Columns(TEXT)
    at = TEXT.index("𠮷")
    line, column = columns.at(at + 1)
    assert TEXT.split("\n")[line - 1][column - 2] == "𠮷"
