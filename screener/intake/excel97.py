"""What an Excel 97 workbook knows beyond the values: number formats, hidden and merged cells."""

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as Excel97Sheet

from screener.intake.cells import Area
from screener.intake.numberformats import NumberFormat, parse_format
from screener.intake.packages import SheetPart

# What xlrd raises for a workbook that is damaged, or that some program wrote in its own way.
_REFUSALS = (
    XLRDError,
    CompDocError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)


def excel97_parts(content: bytes) -> dict[str, SheetPart]:
    """Return what each sheet says, by name; nothing if xlrd refuses the workbook."""
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO()
        ) as book:
            styles = _styles(book)
            return {sheet.name: _read_part(sheet, styles) for sheet in book.sheets()}
    except _REFUSALS:
        return {}


def _styles(book: Book) -> dict[int, NumberFormat]:
    """Return the styles whose number format changes what is shown, by style number."""
    found = {}
    for number, style in enumerate(book.xf_list):
        code = book.format_map.get(style.format_key)
        parsed = parse_format(code.format_str) if code else None
        if parsed:
            found[number] = parsed
    return found


def _read_part(sheet: Excel97Sheet, styles: dict[int, NumberFormat]) -> SheetPart:
    return SheetPart(
        merged=tuple(
            Area(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(
            column + 1 for column, info in sheet.colinfo_map.items() if info.hidden
        ),
        formats=tuple(_formats(sheet, styles)),
    )


def _formats(
    sheet: Excel97Sheet, styles: dict[int, NumberFormat]
) -> Iterator[tuple[int, int, NumberFormat]]:
    """Yield row, column and format of the cells that hold a number in one of the styles."""
    for row in range(sheet.nrows if styles else 0):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER:
                style = styles.get(sheet.cell_xf_index(row, column))
                if style:
                    yield row + 1, column + 1, style
