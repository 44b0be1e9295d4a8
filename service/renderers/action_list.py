"""The action list as a workbook: 问题—原因—措施—责任—时限 with blanks to fill in, then findings, choices and leads."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from service.domain.report import Report
from service.lexicons.names import names
from service.renderers.sheets.rows import tables
from service.renderers.sheets.setting import lay

SUFFIX = ".actions.xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAWN = datetime(2000, 1, 1)  # a fixed date: the same report gives the same cells, whenever it is rendered


def render(report: Report, source: bytes | None = None, lang: str = "zh") -> bytes:
    """An .xlsx file of three sheets, and a fourth where there are other ways to put a passage."""
    said, book = names(lang), Workbook()
    book.properties.creator, book.properties.created = "sixlead", DAWN
    for number, table in enumerate(tables(report, said)):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        heading = said.word("chain") if number == 0 else table.name
        lay(sheet, table, f"{report.document.name}　{heading}", said.word("blank"))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
