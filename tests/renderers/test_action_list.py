"""The workbook read back: rows, blanks, print setting, and no formula whatever the report says."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from service.domain.report import Report
from service.renderers.action_list import render
from service.renderers.views.chain import chain
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
    assert book.sheetnames == ["整改清单", "审核意见", "总体情况"]
    assert book.worksheets[1].max_row == 2 + len(specimen().findings)
    assert book.worksheets[2].max_row == 2 + len(specimen().leads) + 1


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
