"""Number formats, hidden and merged cells in the two binary formats of Excel."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from binary_workbook import write_xlsb

from screener.intake import Area, open_workbook

ROWS = [["HS", "Price", "Qty"], [402.1, 5, 3], [8505.11, 1234.5, 2]]
FORMATS = {
    (2, 1): "0000.00",
    (3, 1): "0000.00",
    (2, 2): '"¥"#,##0',
    (3, 2): '#,##0.00\\ "€"',
}


def excel97(path: Path) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("Parts")
    for row, cells in enumerate(ROWS, start=1):
        for column, value in enumerate(cells, start=1):
            style = xlwt.easyxf(num_format_str=FORMATS.get((row, column), "General"))
            page.write(row - 1, column - 1, value, style)
    page.write_merge(3, 4, 0, 0, "same")
    page.row(1).hidden = True
    page.col(2).hidden = True
    old = book.add_sheet("Old")
    old.write(0, 0, "x")
    old.visibility = 1
    book.save(str(path))
    return path


def binary(path: Path) -> Path:
    return write_xlsb(
        path,
        {"Parts": [*ROWS, ["same"]], "Old": [["x"]]},
        formats=FORMATS,
        merged=[(4, 1, 5, 1)],
        hidden_sheets=["Old"],
        hidden_rows=[2],
        hidden_columns=[3],
    )


WRITERS = pytest.mark.parametrize("write", [excel97, binary], ids=["xls", "xlsb"])


@WRITERS
def test_codes_keep_their_zeros_and_prices_their_currency(
    write: Callable[[Path], Path], tmp_path: Path
) -> None:
    rows = open_workbook(write(tmp_path / "a")).sheets[0].rows
    assert rows[1:3] == (("0402.10", "¥5", "3"), ("8505.11", "1234.50 €", "2"))


@WRITERS
def test_hidden_and_merged_cells_are_known(write: Callable[[Path], Path], tmp_path: Path) -> None:
    parts, old = open_workbook(write(tmp_path / "a")).sheets
    assert (parts.hidden_rows, parts.hidden_columns) == ({2}, {3})
    assert parts.merged == (Area(4, 1, 5, 1),)
    assert (parts.state, old.state) == ("visible", "hidden")


def test_a_workbook_without_styles_still_gives_its_values(tmp_path: Path) -> None:
    """As programs write that know no styles."""
    whole = binary(tmp_path / "whole.xlsb")
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            if name != "xl/styles.bin":
                after.writestr(name, before.read(name))
    parts = open_workbook(path).sheets[0]
    assert (parts.rows[1], parts.hidden_rows) == (("402.1", "5", "3"), {2})
