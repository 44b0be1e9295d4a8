"""The sheets of the action list, as rows of plain values, and how a workbook sets them."""
