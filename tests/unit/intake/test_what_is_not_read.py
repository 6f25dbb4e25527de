"""What was not read is said, never silent."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from spreadsheets import write_xlsx

from screener.intake import open_workbook
from screener.pipeline import screen_file

PARTS = [["Part", "Qty"], ["Pencil", 1]]


def test_rows_of_sheets_without_a_header_are_counted(tmp_path: Path) -> None:
    """Beside the sheets that are read."""
    letter = [["Dear Sirs,"], [None], ["we need these parts soon."]]
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"BOM": PARTS, "Letter": letter, "Old": PARTS},
        hidden_sheets=["Old"],
    )
    screening = screen_file(path, on=date(2026, 6, 1))
    assert screening.skipped_sheets == (("Letter", "no_parts_list"), ("Old", "hidden"))
    assert screening.unread_rows == {"Letter": 2, "Old": 2}


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("=1+1", 1),  # openpyxl writes no value, with lxml an empty one
        ("Fan", 0),
    ],
)
def test_a_formula_that_was_never_calculated_is_told(
    formula: str, number: int, tmp_path: Path
) -> None:
    """Its cell is empty, and the user is warned."""
    path = write_xlsx(tmp_path / "a.xlsx", {"BOM": [["Part", "Qty"], ["Pencil", formula]]})
    assert open_workbook(path).sheets[0].uncalculated == number
    told = "formulas_without_value" in screen_file(path, on=date(2026, 6, 1)).warnings
    assert told is bool(number)


def test_an_empty_text_is_a_value(tmp_path: Path) -> None:
    """A formula may show nothing on purpose; Excel says so in the type of its cell."""
    written, path = tmp_path / "written.xlsx", tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Part", "Qty"])
        page.write_formula(1, 0, '=IF(1,"Fan","")', None, "Fan")
        page.write_formula(1, 1, '=IF(1,"","x")', None, "")
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b'<c r="B2"><f>', b'<c r="B2" t="str"><f>')
            new.writestr(name, part)
    assert open_workbook(written).sheets[0].uncalculated == 1
    assert open_workbook(path).sheets[0].uncalculated == 0
