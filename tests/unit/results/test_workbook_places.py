"""Where our columns stand, in sheets written in every way that the format allows."""

from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from labelled import HEADER, PARTS, labelled, package_around, parts_of, repacked, row_of, sheet_of
from openpyxl.worksheet.worksheet import Worksheet as OpenSheet

from screener.results.workbook.cells import Cell, Style
from screener.results.workbook.columns import ColumnBlock, OwnRow
from screener.results.workbook.worksheet import Worksheet

HEADING = "Screening label"
TABLE = row_of(1, HEADER) + "".join(row_of(n, part) for n, part in enumerate(PARTS, start=2))


def _headings(sheet: OpenSheet) -> list[tuple[int, int]]:
    """Return row and column of every heading of our first column."""
    return [
        (cell.row, cell.column)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(HEADING)
    ]


def _annotated(tmp_path: Path, sheet: str) -> OpenSheet:
    source, out = tmp_path / "bare.xlsx", tmp_path / "out.xlsx"
    package_around(source, sheet)
    labelled(source, out)
    rows = python_calamine.CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if row[1].startswith("A-")] == [part[1] for part in PARTS]
    return openpyxl.load_workbook(out)["Parts"]


def _without_references(rows: str) -> str:
    for letter in "ABCDEFG":
        for number in range(1, 6):
            rows = rows.replace(f'<c r="{letter}{number}"', "<c")
    return rows


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(sheet_of(TABLE), id="as usual"),
        pytest.param(sheet_of(_without_references(TABLE)), id="cells without references"),
        pytest.param(
            sheet_of(_without_references(TABLE).replace("<row r=", "<row x=")),
            id="rows without numbers",
        ),
        pytest.param(sheet_of(TABLE.replace("<row ", '<row spans="1:7" ')), id="spans"),
        pytest.param(
            sheet_of(
                TABLE,
                before='<dimension ref="A1"/><sheetViews><sheetView '
                'workbookViewId="0"><selection activeCell="B2" sqref="B2"/></sheetView>'
                "</sheetViews>",
            ),
            id="view with a selection",
        ),
        pytest.param(
            sheet_of(TABLE, before='<sheetViews><sheetView workbookViewId="0"/></sheetViews>'),
            id="empty view",
        ),
        pytest.param(
            sheet_of(TABLE, before='<cols><col min="1" max="16384" width="9" hidden="1"/></cols>'),
            id="all columns hidden",
        ),
        pytest.param(
            sheet_of(TABLE.replace("</row>", '<c r="H9" s="0"/><c r="P9" s="0"/></row>')),
            id="empty cells with a format in the way",
        ),
        pytest.param(
            sheet_of(
                "<!-- <row> --><?pi <row>?>"
                + TABLE.replace("Copy paper A4", "<![CDATA[a <row> b]]>")
            ),
            id="comments, instructions and character data",
        ),
        pytest.param(
            sheet_of(
                TABLE,
                after='<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>',
            ),
            id="something after the cells",
        ),
        pytest.param(
            sheet_of(TABLE)
            .replace("<", "<x:")
            .replace("<x:/", "</x:")
            .replace("xmlns=", "xmlns:x="),
            id="a prefix for every element",
        ),
    ],
)
def test_our_columns_follow_the_last_filled_one(tmp_path: Path, sheet: str) -> None:
    found = _annotated(tmp_path, sheet)
    assert _headings(found) == [(1, 8)]
    assert all(found.cell(row, 8).value for row in range(2, 6))
    assert not found.column_dimensions["H"].hidden


def test_a_sheet_in_utf_16_is_read_and_written(tmp_path: Path) -> None:
    source, wide, out = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    package_around(source, sheet_of(TABLE))
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet_of(TABLE)
    repacked(source, wide, {"xl/sheet.xml": text.encode("utf-16")})
    labelled(wide, out)
    assert _headings(openpyxl.load_workbook(out)["Parts"]) == [(1, 8)]


def test_a_document_type_is_not_taken_over_but_its_cells_are(tmp_path: Path) -> None:
    source, odd, out = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    package_around(source, sheet_of(TABLE))
    repacked(source, odd, {"xl/sheet.xml": b"<!DOCTYPE worksheet>" + sheet_of(TABLE).encode()})
    labelled(odd, out)
    assert b"DOCTYPE" not in b"".join(parts_of(out).values())
    assert _headings(openpyxl.load_workbook(out).worksheets[0]) == [(1, 8)]


def _written(path: Path, tables: list[tuple[int, int]]) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("BOM")
    for top, left in tables:
        sheet.write_row(top, left, HEADER)
        for row, part in enumerate(PARTS, start=top + 1):
            sheet.write_row(row, left, part)
    return book


def test_stacked_tables_share_the_same_columns(tmp_path: Path) -> None:
    _written(tmp_path / "a.xlsx", [(0, 0), (8, 0)]).close()
    screening = labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"]
    assert {column for _, column in _headings(sheet)} == {8}
    assert all(sheet.cell(line.line.row, 8).value for line in screening.lines)


def test_the_users_filter_is_widened_so_that_labels_move_with_their_lines(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [(2, 0)])
    book.worksheets()[0].autofilter("A3:G7")
    book.close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book["BOM"].auto_filter.ref == "A3:M7"
    assert b"_xlnm._FilterDatabase" in parts_of(tmp_path / "b.xlsx")["xl/workbook.xml"]
    assert b"'BOM'!$A$3:$M$7" in parts_of(tmp_path / "b.xlsx")["xl/workbook.xml"] or (
        b"BOM!$A$3:$M$7" in parts_of(tmp_path / "b.xlsx")["xl/workbook.xml"]
    )


def test_a_sheet_without_a_filter_gets_one_over_the_whole_lines(tmp_path: Path) -> None:
    _written(tmp_path / "a.xlsx", [(2, 0)]).close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"].auto_filter.ref == "A3:M7"


def test_an_excel_table_is_left_as_it_is_with_a_column_between(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [(0, 0)])
    columns = [{"header": name} for name in HEADER]
    book.worksheets()[0].add_table("A1:G5", {"columns": columns, "name": "Bom"})
    book.close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"]
    assert sheet.tables["Bom"].ref == "A1:G5"
    assert sheet.auto_filter.ref is None
    assert _headings(sheet) == [(1, 9)]
    assert "Excel table" in _legend(tmp_path / "b.xlsx")


def test_a_frozen_view_of_the_user_stays(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [(2, 0)])
    book.worksheets()[0].freeze_panes(3, 2)
    book.close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"].freeze_panes == "C4"


def test_a_header_that_is_not_frozen_is(tmp_path: Path) -> None:
    _written(tmp_path / "a.xlsx", [(2, 0)]).close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"].freeze_panes == "A4"


def test_a_picture_beside_the_lines_is_not_covered(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [(0, 0)])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=BOM!$E$2:$E$5"})
    book.worksheets()[0].insert_chart("I2", chart)
    book.close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    ((_, column),) = _headings(openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"])
    assert column > 15


def test_a_sheet_without_free_columns_is_left_as_it_is() -> None:
    xml = sheet_of(TABLE.replace('r="G2"', 'r="XFC2"')).encode()
    row = tuple(Cell("x") for _ in range(6))
    block = ColumnBlock(1, [2], (1, 7), row, lambda _: OwnRow(row, 1))
    annotated = Worksheet(xml).annotated([block], dict.fromkeys(Style, 1), ["yes"])
    assert annotated.columns == ()
    assert b"".join(annotated.content) == xml


def test_a_height_that_the_user_set_stays_and_an_automatic_one_grows(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [(0, 0)])
    book.worksheets()[0].set_row(1, 12)
    book.close()
    labelled(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["BOM"]
    assert sheet.row_dimensions[2].height == 12
    assert sheet.row_dimensions[4].height > 15


@pytest.mark.parametrize(
    ("suffix", "macros", "said"),
    [(".xlsm", 1, "still in this file"), (".xlsx", 0, "left out")],
)
def test_macros_stay_only_in_a_file_for_macros(
    tmp_path: Path, suffix: str, macros: int, said: str
) -> None:
    (tmp_path / "code.bin").write_bytes(b"no real code")
    source, out = tmp_path / "a.xlsm", tmp_path / f"out{suffix}"
    book = _written(source, [(0, 0)])
    book.add_vba_project(str(tmp_path / "code.bin"))
    book.close()
    labelled(source, out)
    parts = parts_of(out)
    assert ("xl/vbaProject.bin" in parts) is bool(macros)
    assert (b"macroEnabled" in parts["[Content_Types].xml"]) is bool(macros)
    assert (b"vbaProject" in parts["xl/_rels/workbook.xml.rels"]) is bool(macros)
    assert said in _legend(out)
    assert _headings(openpyxl.load_workbook(out)["BOM"]) == [(1, 8)]


def _legend(path: Path) -> str:
    sheet = openpyxl.load_workbook(path)["Legend"]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
