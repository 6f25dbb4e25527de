"""A new workbook with the cells of a source that is no package of sheets in XML."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from screener.results.workbook.book import distinct_names
from screener.results.workbook.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    SheetCells,
    display_width,
    writable,
)
from screener.results.workbook.new import new_workbook

_CREATED = datetime(2026, 1, 6)  # noqa: DTZ001 - a workbook's time has no zone
_NARROWEST, _WIDEST = 8.0, 42.0
#: The width of a column is judged by so many rows.
_ROWS_MEASURED = 400


def write_cells(
    path: Path, sheets: Sequence[SheetCells], font: str, headers: dict[str, set[int]]
) -> dict[str, str]:
    """Write the cells of all sheets as text into a new workbook.

    Args:
        path: Where to write.
        sheets: The cells.
        font: The font of all cells.
        headers: The rows of column headings, by sheet; they stand out.

    Returns:
        The name that each sheet has in the workbook: a sheet's name cannot hold everything.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": font, "font_size": 11},
    }
    names = distinct_names([sheet.name for sheet in sheets], ())
    with new_workbook(path, options) as workbook:
        # The same input gives the same bytes: no clock is read.
        workbook.set_properties({"created": _CREATED})
        cell_format = workbook.add_format({"num_format": "@", "valign": "top"})
        head_format = workbook.add_format({"num_format": "@", "valign": "top", "bold": True})
        for name, sheet in zip(names, sheets, strict=True):
            worksheet = workbook.add_worksheet(name)
            worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})
            for column, width in enumerate(_widths(sheet)):
                worksheet.set_column(column, column, width)
            bold = headers.get(sheet.name, set())
            for row, cells in enumerate(sheet.rows[:MAX_ROWS]):
                look = head_format if row + 1 in bold else cell_format
                for column, text in enumerate(cells[:MAX_COLUMNS]):
                    if text:
                        worksheet.write_string(row, column, writable(text), look)
    return dict(zip((sheet.name for sheet in sheets), names, strict=True))


def _widths(sheet: SheetCells) -> list[float]:
    widths: list[float] = []
    for row in sheet.rows[:_ROWS_MEASURED]:
        widths += [_NARROWEST] * (min(len(row), MAX_COLUMNS) - len(widths))
        for column, text in enumerate(row[:MAX_COLUMNS]):
            if text:
                widths[column] = max(widths[column], display_width(text) + 2.0)
    return [min(width, _WIDEST) for width in widths]
