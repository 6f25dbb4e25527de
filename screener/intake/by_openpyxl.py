"""Reading the rare workbook that calamine refuses."""

import io
import warnings

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from screener.intake.cells import Sheet, State, rectangular, shown

#: What openpyxl raises for a file that it cannot read, beside what any reader of packages does.
RAISES = (InvalidFileException, TypeError, OSError, IndexError, AttributeError)


def read_sheets(content: bytes) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook."""
    with warnings.catch_warnings(action="ignore"):  # what it does not know does not matter
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return tuple(map(_sheet, book.worksheets))


def _sheet(sheet: Worksheet) -> Sheet:
    state: State = "visible" if sheet.sheet_state == "visible" else "hidden"
    rows = [[shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return Sheet(name=sheet.title, rows=rectangular(rows), state=state)
