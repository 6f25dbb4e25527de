"""Small spreadsheets for the tests of intake, in every format that is read."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from screener.intake import Area, Sheet
from screener.intake.cells import rectangular

Grid = Sequence[Sequence[object]]


def grid(text: str) -> list[list[str]]:
    """Read a drawing of a table: one row a line, ``|`` between cells; ``.`` is a blank row."""
    lines = text.strip("\n").splitlines()
    return [
        [] if line.strip() == "." else [cell.strip() for cell in line.split("|")] for line in lines
    ]


def sheet(text: str, *merged: Area, name: str = "BOM") -> Sheet:
    """Return a sheet as intake sees it."""
    return Sheet(name=name, rows=rectangular(grid(text)), merged=merged)


def write_xlsx(  # noqa: PLR0913  # everything that a sheet may have
    path: Path,
    sheets: Mapping[str, Grid],
    *,
    formats: Mapping[str, str] | None = None,
    merged: Sequence[str] = (),
    hidden_sheets: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
) -> Path:
    """Write a workbook; formats, merges and hidden rows belong to its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if name in hidden_sheets:
            page.sheet_state = "hidden"
    first = book.worksheets[0]
    for cell, number_format in (formats or {}).items():
        first[cell].number_format = number_format
    for area in merged:
        first.merge_cells(area)
    for row in hidden_rows:
        first.row_dimensions[row].hidden = True
    for column in hidden_columns:
        first.column_dimensions[column].hidden = True
    book.save(path)
    return path


def write_xls(path: Path, sheets: Mapping[str, Grid]) -> Path:
    """Write a workbook of Excel 97."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                page.write(row, column, value)
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Grid]) -> Path:
    """Write an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for cells in rows:
            row = TableRow()
            for value in cells:
                number = isinstance(value, int | float)
                cell = (
                    TableCell(valuetype="float", value=value)
                    if number
                    else TableCell(valuetype="string")
                )
                cell.addElement(P(text=f"{value:.15g}" if number else str(value)))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def delimited(rows: Grid, delimiter: str = ",") -> str:
    """Return the rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file in an encoding."""
    path.write_bytes(text.encode(encoding))
    return path
