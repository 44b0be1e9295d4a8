"""The marked Word file of every sample, from its own .docx and laid out anew, says what the review says."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from service import pipeline
from service.domain.report import Report
from service.errors import BadInput
from service.lexicons.names import names
from service.ooxml.layout import lay_out
from service.ooxml.word import open_word
from service.readers import docx as reader
from service.readers import text as text_reader
from service.renderers.marked_docx import render
from service.renderers.views.remarks import Remarks
from tests.consulted import by_rule
from tests.ooxml import resolved
from tests.ooxml.making import docx, mixed, p, r
from tests.renderers.bare import bare
from tests.renderers.edited import applied, edited
from tests.renderers.specimen import specimen
from tests.tools import Office, faults_of, pandoc

SAMPLES = sorted(Path("evals/cases/labelled").glob("*.txt"))
NAMES = [path.stem for path in SAMPLES]


def sample(name: str) -> str:
    return text_reader.read(next(path for path in SAMPLES if path.stem == name).read_bytes(), f"{name}.txt").text


def packed(text: str) -> str:
    """`text` without white space, in which readers differ."""
    return "".join(text.split())


@pytest.mark.parametrize("kind", ["own", "new"])
@pytest.mark.parametrize("name", NAMES)
def test_samples_go_round(name: str, kind: str, tmp_path: Path) -> None:
    text = sample(name)
    report = edited(text, NAMES.index(name))
    source = mixed(text, 1) if kind == "own" else None
    marked = render(report, source)
    body = resolved.body(marked)
    assert resolved.text(resolved.settle(body, accept=False)) == text
    assert resolved.text(resolved.settle(body, accept=True)) == applied(report)
    assert reader.read(marked, "x.docx").text == applied(report)
    before = resolved.characters(resolved.body(source or lay_out(text)))
    assert resolved.characters(resolved.settle(body, accept=False)) == before
    assert faults_of(marked, tmp_path) == []


@pytest.mark.parametrize("name", NAMES)
def test_whole_reviews_of_word_files_go_round(name: str, tmp_path: Path) -> None:
    source = mixed(sample(name), 5)
    report = pipeline.review(source, f"{name}.docx")
    marked = render(report, source)
    body = resolved.body(marked)
    assert resolved.characters(resolved.settle(body, accept=False)) == resolved.characters(resolved.body(source))
    assert resolved.text(resolved.settle(body, accept=True)) == applied(report)
    assert len(resolved.comment_words(marked)) > len(report.edits)
    assert faults_of(marked, tmp_path) == []


@pytest.mark.parametrize("name", NAMES[:3])
def test_pandoc_reads_the_same(name: str) -> None:
    text = sample(name)
    report = edited(text, 7)
    marked = render(report, mixed(text, 2))
    assert packed(pandoc(marked, "reject")) == packed(text)
    assert packed(pandoc(marked, "accept")) == packed(applied(report))
    shown = pandoc(marked, "all", "native")
    comments = resolved.comment_words(marked)
    assert shown.count('"comment-start"') == shown.count('"comment-end"') == len(comments)
    tracked = [edit for edit in report.edits if edit.verdict != "needs-confirmation"]
    assert shown.count('"insertion"') + shown.count('"deletion"') >= len(tracked)


def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    office = Office(tmp_path)
    reports = {name: edited(sample(name), 3) for name in NAMES}
    files = {f"{name}-new": _without_comments(row, lay_out(row.document.text)) for name, row in reports.items()}
    files |= {f"{name}-own": _without_comments(row, mixed(row.document.text, 3)) for name, row in reports.items()}
    for name, settled in office.settled(files).items():
        report = reports[name.rsplit("-", 1)[0]]
        assert settled["reject"] == report.document.text, name
        assert settled["accept"] == applied(report), name


def _without_comments(report: Report, source: bytes) -> bytes:
    word = open_word(source)
    changes = Remarks(report, names(), word.refusal).changes
    return word.marked([step for steps in changes.values() for step in steps], [])


def test_libreoffice_keeps_every_comment(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (tmp_path / "marked.docx").write_bytes(marked := render(specimen()))
    office.run("--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "marked.docx"))
    with zipfile.ZipFile(tmp_path / "marked.odt") as zipped:
        content = zipped.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(resolved.comment_words(marked))


def test_an_edit_is_tracked_and_its_comment_tells_reason_and_blanks() -> None:
    words = "\n".join(resolved.comment_words(render(specimen())).values())
    assert "待补充事实 · 空泛\n补成一件事例\n待补充：\n1. 时间：哪一天？\n2. 地点：在哪里？" in words
    assert "可直接采用 · 固定表述差错\n改为规范表述" in words


def test_what_the_writer_must_confirm_is_only_said() -> None:
    marked = render(specimen())
    assert "没有问过一户的用药情况" not in open_word(marked).text
    words = "\n".join(resolved.comment_words(marked).values())
    assert "须本人确认 · 空泛\n把问题说实\n建议改为：了解不够，走访时没有问过一户的用药情况" in words
    assert "建议删去：<script>" in words


def test_every_finding_without_an_applied_edit_has_its_comment() -> None:
    report = specimen()
    words = "\n".join(resolved.comment_words(render(report)).values())
    told = {edit.id for edit in report.edits if edit.verdict != "needs-confirmation"}
    for finding in report.findings:
        assert (finding.message in words) == (not told & set(finding.edits)), finding


def test_absences_lie_on_what_they_are_about() -> None:
    report = specimen()
    marked = render(report)
    words = resolved.comment_words(marked)
    lies = resolved.commented(resolved.settle(resolved.body(marked), accept=False))
    on = {words[number]: place for number, place in lies.items()}
    title = report.document.text.split("\n", 1)[0]
    placed = {finding.code: on[next(row for row in on if finding.message in row)] for finding in _absent(report)}
    point = report.points[3].span.of(report.document.text)
    assert placed == {"missing-aspect": title, "missing-part": title, "measure-gap": point, "imbalance": title}


def _absent(report: Report) -> list:  # type: ignore[type-arg]
    return [finding for finding in report.findings if finding.span is None]


def test_an_edit_in_a_field_becomes_a_comment() -> None:
    text = "第7页问题"
    row = {"id": "E1", "point": None, "code": "typo", "span": (1, 2), "original": "7", "replacement": "八"}
    more = {"blanks": (), "verdict": "ready", "reason": "理由", "facts": {}, "origin": "rule"}
    report = Report.model_validate({**bare(text).model_dump(), "edits": [{**row, **more}]})
    field = f'<w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>'
    marked = render(report, docx(p("第", field, "页问题")))
    assert open_word(marked).text == text
    words = "\n".join(resolved.comment_words(marked).values())
    assert "建议改为：八" in words
    assert "请手工修改" in words


def test_a_source_that_was_changed_since_is_refused() -> None:
    with pytest.raises(BadInput, match="不一致") as caught:
        render(bare("只有一行。"), docx(p("只有两行。")))
    assert "只有" not in caught.value.message


@pytest.mark.parametrize("source", [None, b"", "只有一行。".encode(), b"%PDF-1.4"])
def test_other_sources_are_laid_out_anew(source: bytes | None) -> None:
    assert open_word(render(bare(), source)).text == "只有一行。"


def test_another_way_is_a_comment_on_its_words_and_no_change() -> None:
    report = specimen()
    marked = render(report)
    words = resolved.comment_words(marked)
    lies = resolved.commented(resolved.settle(resolved.body(marked), accept=False))
    on = {said: lies[number] for number, said in words.items() if said.startswith("另一种改法")}
    assert len(on) == len(report.rewrites)
    assert sorted(on.values()) == sorted(row.original or "够" for row in report.rewrites)
    said = next(row for row in on if "人民至上" in row)
    assert said.startswith("另一种改法：人民至上\n可直接采用 · 固定表述差错 · 模型提出")
    assert on[said] == "以人民为中心的发展思路" and "人民至上" not in open_word(marked).text
    assert "另一种改法：删去“走访群众多是”" in "\n".join(on)


def test_the_first_comment_tells_how_the_review_was_made_where_a_model_was_asked() -> None:
    asked, unasked = (resolved.comment_words(render(row)) for row in (specimen(), by_rule()))
    assert any("审核方式：规则＋模型 replay、vendor/model<7b>" in words for words in asked.values())
    assert not any("审核方式" in words or "模型" in words for words in unasked.values())


def test_english_words() -> None:
    words = "\n".join(resolved.comment_words(render(specimen(), lang="en")).values())
    assert "To be supplied:" in words
    assert "Needs facts" in words


def test_hostile_characters_are_shown_as_dots_in_comments() -> None:
    with zipfile.ZipFile(BytesIO(render(specimen()))) as zipped:
        assert "\u202e" not in zipped.read("word/comments.xml").decode()
