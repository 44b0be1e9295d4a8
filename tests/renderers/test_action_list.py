"""The workbook read back: rows, blanks, print setting, and no formula whatever the report says."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from service.domain.report import Report
from service.renderers.action_list import render
from service.renderers.views.chain import chain
from tests.consulted import by_rule
from tests.renderers.bare import bare
from tests.renderers.specimen import specimen

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "\x01坏字符")


def book_of(report: Report, lang: str = "zh") -> Workbook:
    return load_workbook(BytesIO(render(report, lang=lang)))


def test_a_row_a_point_and_measure_with_blanks_to_fill() -> None:
    sheet = book_of(specimen()).worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    assert heads == ["序号", "带头方面", "要点", "具体程度", "原因", "整改措施", "责任人", "完成时限", "待补充"]
    rows = list(sheet.iter_rows(min_row=3))
    assert len(rows) == len(chain(specimen()))
    first, second = rows[0], rows[1]
    assert first[5].value == "【请补充】" and first[5].fill.fgColor.rgb == "FFFCEFCF"
    assert second[6].value == "我本人" and second[7].value == "2023年3月底前"
    assert second[6].fill.fill_type is None
    assert "哪一天或哪一段时间？" in str(first[8].value)


def test_a_point_with_two_measures_asks_once() -> None:
    report = specimen()
    points = tuple(row.model_copy(update={"measures": ("M1", "M2")}) for row in report.points)
    sheet = book_of(report.model_copy(update={"points": points})).worksheets[0]
    assert "哪一天" in str(sheet["I3"].value) and sheet["I4"].value == "见序号1"
    assert sheet["C3"].value == sheet["C4"].value and sheet["F3"].value != sheet["F4"].value


def test_the_other_sheets_hold_findings_and_leads() -> None:
    book = book_of(specimen())
    assert book.sheetnames == ["整改清单", "审核意见", "另一种改法", "总体情况"]
    assert book.worksheets[1].max_row == 2 + len(specimen().findings)
    assert book.worksheets[3].max_row == 2 + len(specimen().leads) + 1


def test_a_choice_shows_the_passage_as_written_as_suggested_and_the_other_way() -> None:
    rows = list(book_of(specimen()).worksheets[2].iter_rows(min_row=3, values_only=True))
    assert [row[3:5] for row in rows[3:4]] == [("以人民为中心的发展思想", "人民至上")]
    assert rows[3][2] == "以人民为中心的发展思路" and rows[3][5] == "可直接采用" and rows[3][8] == "大模型"
    assert rows[4][3:5] == (None, None)  # it takes the place of no edit, and deletes
    assert rows[5][2:5] == ("了解不够", "了解不够，走访时没有问过一户的用药情况", "了解不够，没有问用药")
    assert rows[0][7] == "时间：哪一天"


def test_who_found_it_has_a_column_only_where_a_model_found_something() -> None:
    sheet = book_of(specimen()).worksheets[1]
    by = {str(row[1]).split("\n")[1]: row[6] for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert by["external-blame"] == "大模型" and by["imbalance"] == "规则"
    book = book_of(by_rule())
    assert book.sheetnames == ["整改清单", "审核意见", "总体情况"]
    assert [cell.value for cell in book.worksheets[1][2]][-1] == "问题与改法"


def test_it_prints_on_a4_and_its_head_stays() -> None:
    for sheet in book_of(specimen()).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes == "A3" and sheet.auto_filter.ref


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_never_a_formula(words: str) -> None:
    report = specimen()
    findings = tuple(row.model_copy(update={"message": words}) for row in report.findings)
    document = report.document.model_copy(update={"name": words})
    measures = tuple(row.model_copy(update={"owner": words, "deadline": words}) for row in report.measures)
    hostile = report.model_copy(update={"findings": findings, "document": document, "measures": measures})
    cells = [cell for sheet in book_of(hostile).worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    advice = book_of(hostile).worksheets[1]["F3"]
    assert str(advice.value)[-3:] == words[-3:]
    assert advice.quotePrefix == words.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bare_report_gives_heads_only(lang: str) -> None:
    assert book_of(bare(), lang).worksheets[0].max_row == 2
