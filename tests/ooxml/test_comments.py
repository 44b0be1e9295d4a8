"""Comments lie on the words they are about, beside those that the file had, with the styles that they need."""

from __future__ import annotations

import re
from pathlib import Path

from service.domain.document import Span
from service.ooxml.archive import open_archive
from service.ooxml.word import Change, Note, open_word
from tests.ooxml import resolved
from tests.ooxml.making import OTHER, docx, p, r
from tests.tools import faults_of


def commented(body: str, *notes: Note, changes: tuple[Change, ...] = ()) -> dict[str, str]:
    """The words of each comment, and the words that it lies on."""
    marked = open_word(docx(body)).marked(changes, notes)
    words = resolved.comment_words(marked)
    return {words[number]: on for number, on in resolved.commented(resolved.body(marked)).items()}


def test_comments_may_overlap_nest_and_be_alike() -> None:
    notes = (Note(Span(0, 4), "全"), Note(Span(1, 3), "中"), Note(Span(2, 5), "后"), Note(Span(1, 3), "再"))
    on = commented(p(r("甲乙丙"), r("丁戊")), *notes)
    assert on == {
        "全": "甲乙丙丁",
        "中": "乙丙",
        "后": "丙丁戊",
        "再": "乙丙",
    }


def test_a_comment_may_span_paragraphs_and_cells() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>"
    assert commented(p("甲乙") + p("丁") + cell, Note(Span(1, 6), "跨")) == {"跨": "乙丁丙"}


def test_an_empty_span_is_widened_to_a_neighbour() -> None:
    notes = (Note(Span(0, 0), "首"), Note(Span(2, 2), "末"), Note(Span(3, 3), "空"))
    assert commented(p("甲乙") + p(), *notes) == {"首": "甲", "末": "乙", "空": ""}


def test_a_comment_on_an_empty_file() -> None:
    assert commented("", Note(Span(0, 0), "空")) == {}
    assert commented(p(), Note(Span(0, 0), "空")) == {"空": ""}


def test_a_comment_covers_the_new_words_too() -> None:
    on = commented(p("甲乙丙"), Note(Span(1, 2), "换"), changes=(Change(Span(1, 2), "新"),))
    assert on == {"换": "新"}
    assert commented(p(), Note(Span(0, 0), "填"), changes=(Change(Span(0, 0), "新"),)) == {"填": "新"}


def test_a_comment_stays_when_another_authors_insertion_is_rejected() -> None:
    body = p(r("甲"), f'<w:ins w:id="3" {OTHER}>{r("乙丙丁")}</w:ins>', r("戊"))
    marked = open_word(docx(body)).marked([], [Note(Span(2, 3), "里"), Note(Span(0, 2), "跨")])
    rejected = resolved.commented(resolved.settle(resolved.body(marked), accept=False))
    words = resolved.comment_words(marked)
    assert {words[number]: on for number, on in rejected.items()} == {"里": "", "跨": "甲"}


def test_a_comment_on_a_field_goes_around_it() -> None:
    field = f'<w:fldSimple w:instr=" PAGE ">{r("77")}</w:fldSimple>'
    assert commented(p("第", field, "页"), Note(Span(2, 3), "域")) == {"域": "77"}


def _with_own_comment(tmp: Path) -> bytes:
    first = open_word(docx(p("甲乙"))).marked([], [Note(Span(0, 1), "旧批注")])
    assert not faults_of(first, tmp)
    return first


def test_comments_run_on_from_those_that_are_there(tmp_path: Path) -> None:
    again = open_word(_with_own_comment(tmp_path)).marked([], [Note(Span(1, 2), "新批注")])
    assert resolved.comment_words(again) == {"0": "旧批注", "1": "新批注"}
    assert not faults_of(again, tmp_path)


def test_the_two_styles_are_defined_once_and_found_by_name() -> None:
    first = open_word(docx(p("甲"))).marked([], [Note(Span(0, 1), "一")])
    styles = open_archive(first).read("word/styles.xml").decode()
    assert len(re.findall("annotation (?:text|reference)", styles)) == 2
    own = styles.replace('w:styleId="CommentText"', 'w:styleId="a7"')
    again = open_word(docx(p("甲"), word__styles=own)).marked([], [Note(Span(0, 1), "二")])
    assert len(re.findall("annotation (?:text|reference)", open_archive(again).read("word/styles.xml").decode())) == 2
    assert 'w:pStyle w:val="a7"' in open_archive(again).read("word/comments.xml").decode()


def test_a_comment_may_have_several_lines() -> None:
    marked = open_word(docx(p("甲"))).marked([], [Note(Span(0, 1), "一\n二\t三")])
    assert list(resolved.comment_words(marked).values()) == ["一\n二三"]
