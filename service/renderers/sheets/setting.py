"""Sets a table as a sheet: title, frozen head, filters, widths, wrapping, and A4 landscape for the printer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.renderers.sheets.rows import Cell, Table

TITLE_ROW, HEAD_ROW = 1, 2
LINE_POINTS = 14.0
FACE = "宋体"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_THIN = Side(style="thin", color="FFD0CCC2")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFEDEAE2")
_ASKED = PatternFill("solid", fgColor="FFFCEFCF")
_CENTRE = Alignment(horizontal="center", vertical="top")
_WRAP = Alignment(wrap_text=True, vertical="top")


def lay(sheet: Worksheet, table: Table, title: str, blank: str) -> None:
    """Write the table; a blank in an asked column becomes `blank` on a light ground."""
    sheet.title = table.name[:31]
    last = get_column_letter(len(table.heads))
    sheet.merge_cells(f"A{TITLE_ROW}:{last}{TITLE_ROW}")
    _write(
        sheet.cell(TITLE_ROW, 1), title, Font(FACE, 15, bold=True), Alignment(horizontal="center", vertical="center")
    )
    sheet.row_dimensions[TITLE_ROW].height = 32
    for column, (head, width) in enumerate(zip(table.heads, table.widths, strict=True), 1):
        cell = sheet.cell(HEAD_ROW, column)
        _write(
            cell, head, Font(FACE, 10.5, bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
        )
        cell.fill, cell.border = _HEAD, _GRID
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEAD_ROW].height = 22
    for number, row in enumerate(table.rows, HEAD_ROW + 1):
        _lay_row(sheet, number, row, table, blank)
    _set_up(sheet, f"A{HEAD_ROW}:{last}{HEAD_ROW + len(table.rows)}")


def _lay_row(sheet: Worksheet, number: int, row: Iterable[Cell], table: Table, blank: str) -> None:
    height = 1
    for column, value in enumerate(row, 1):
        cell = sheet.cell(number, column)
        empty = value in (None, "") and column - 1 in table.asked
        shown = blank if empty else value
        _write(cell, shown, Font(FACE, 10.5), _WRAP if isinstance(shown, str) else _CENTRE)
        cell.border = _GRID
        if empty:
            cell.fill = _ASKED
        height = max(height, _lines(str(shown or ""), table.widths[column - 1]))
    sheet.row_dimensions[number].height = height * LINE_POINTS + 4


def _write(cell: SheetCell | MergedCell, value: Cell, font: Font, alignment: Alignment) -> None:
    """Text is always text: what begins like a formula (= + - @) is stored as a string and told so to the program."""
    assert isinstance(cell, SheetCell)
    cell.value = _ILLEGAL.sub("·", value) if isinstance(value, str) else value
    cell.font, cell.alignment = font, alignment
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t", "\r"))


def _lines(text: str, width: int) -> int:
    """Lines that `text` takes in a column that holds `width` Latin or half as many Chinese characters."""
    cells = (sum(1 if char < "\u2e80" else 2 for char in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(count / (width - 1))) for count in cells)


def _set_up(sheet: Worksheet, used: str) -> None:
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.auto_filter.ref = used
    sheet.print_title_rows = f"{TITLE_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    if (footer := sheet.oddFooter) and footer.center is not None:
        footer.center.text = "&P / &N"
