"""Sheets of unusual size are read in bounded time."""

import time
from pathlib import Path

import pytest
import xlsxwriter

from screener.intake import load_vocabulary, map_workbook, open_workbook, read_lines

RULES = Path(__file__).parents[2] / "rules"
SECONDS = 30  # each takes one or two; work that grows with the square takes minutes


def wide(folder: Path) -> Path:
    path = folder / "a.csv"
    header = ",".join(["Part", "Qty", *(f"h{number}" for number in range(3000))])
    path.write_text("\n".join([header, *["Fan,1" + ",x" * 3000] * 60]), "utf-8")
    return path


def formatted(folder: Path) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True})
        page.write_row(0, 0, ["Part", "Qty"])
        for number in range(60):
            page.write_row(number + 1, 0, ["Fan", 1])
        for number in range(61, 1_048_576, 50):
            page.write_blank(number, 0, None, bold)
    return path


def continued(folder: Path) -> Path:
    path = folder / "a.csv"
    parts = ["Ref,Description,Qty,Manufacturer", *["R1,Resistor,1,A"] * 60]
    path.write_text("\n".join([*parts, *[",,,M"] * 50_000]), "utf-8")
    return path


@pytest.mark.parametrize("make", [wide, formatted, continued], ids=lambda make: make.__name__)
def test_a_sheet_of_unusual_size_is_read_in_time(make, tmp_path: Path) -> None:  # noqa: ANN001 - a function of this table
    """Its sixty parts are found."""
    path = make(tmp_path)
    vocabulary = load_vocabulary(RULES)
    started = time.process_time()
    (found,) = map_workbook(open_workbook(path), vocabulary)
    lines, _ = read_lines(found.table, found.mapping, vocabulary, file="a")
    assert (len(lines), time.process_time() - started < SECONDS) == (60, True)
