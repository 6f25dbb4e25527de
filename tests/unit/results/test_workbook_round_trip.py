"""What the user had is still there: cell by cell, style by style, part by part."""

import shutil
import struct
import subprocess
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from labelled import HEADER, PARTS, labelled, parts_of
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

OURS = 6

# openpyxl says which extension it drops when it reads; here it only reads.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")


def _png() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0\x8c\x2d\x04")
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with all that a buyer's workbook has."""
    path = tmp_path_factory.mktemp("rich") / "rich.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        bom = book.add_worksheet("BOM 部品表")
        money = book.add_format({"num_format": "#,##0.00 [$¥-411]", "italic": True})
        head = book.add_format({"bold": True, "bg_color": "#00FF00", "border": 2, "rotation": 30})
        bom.merge_range("A1:F1", "Bill of materials", head)
        bom.write_row(2, 0, HEADER, head)
        bom.write(2, 7, "Price", head)
        bom.write(2, 8, "Sum", head)
        for row, part in enumerate(PARTS, start=3):
            bom.write_row(row, 0, part)
            bom.write_number(row, 7, 1234.5 + row, money)
            bom.write_formula(row, 8, f"=E{row + 1}*H{row + 1}", money, 99)
        bom.write_comment("C4", "checked by Sato")
        bom.set_row(5, 40, None, {"hidden": True})
        bom.set_column("D:D", 30, None, {"hidden": True})
        bom.set_column("K:XFD", 3)
        bom.conditional_format("H4:H7", {"type": "3_color_scale"})
        bom.data_validation("G4:G7", {"validate": "list", "source": ["office", "civil"]})
        bom.write_url("G2", "https://example.com/", string="shop")
        bom.set_header("&CConfidential")
        other = book.add_worksheet("Chart")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='BOM 部品表'!$H$4:$H$7"})
        other.insert_chart("B2", chart)
        other.insert_image("B20", "dot.png", {"image_data": _png()})
        other.insert_textbox("J2", "text box")
        other.add_sparkline("A1", {"range": "'BOM 部品表'!H4:H7"})
        book.define_name("rate", "='BOM 部品表'!$H$4")
        hidden = book.add_worksheet("secret")
        hidden.hide()
    return path


@pytest.fixture(scope="module")
def annotated(rich: Path) -> Path:
    out = rich.with_name("rich.screened.xlsx")
    labelled(rich, out)
    return out


def _cells(sheet: Worksheet, columns: int) -> dict[str, tuple[object, ...]]:
    return {
        cell.coordinate: _all_of(cell)
        for row in sheet.iter_rows(max_col=columns)
        for cell in row
        if isinstance(cell, Cell)
    }


def _all_of(cell: Cell) -> tuple[object, ...]:
    style = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    comment = cell.comment.text if cell.comment else None
    link = cell.hyperlink.target if cell.hyperlink else None
    return (
        cell.value,
        cell.data_type,
        cell.number_format,
        *(repr(part) for part in style),
        comment,
        link,
    )


def test_every_cell_of_the_user_keeps_value_style_comment_and_link(
    rich: Path, annotated: Path
) -> None:
    before, after = openpyxl.load_workbook(rich), openpyxl.load_workbook(annotated)
    for sheet in before.worksheets:
        width = sheet.max_column
        assert _cells(after[sheet.title], width) == _cells(sheet, width)


def test_merged_hidden_conditional_and_validated_cells_stay(rich: Path, annotated: Path) -> None:
    before = openpyxl.load_workbook(rich)["BOM 部品表"]
    after = openpyxl.load_workbook(annotated)["BOM 部品表"]
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert after.row_dimensions[6].hidden
    assert after.row_dimensions[6].height == before.row_dimensions[6].height
    assert after.column_dimensions["D"].hidden
    formats = [
        [str(found.sqref) for found in one.conditional_formatting] for one in (before, after)
    ]
    assert formats[0] == formats[1] == ["H4:H7"]
    assert [str(found.sqref) for found in before.data_validations.dataValidation] == ["G4:G7"]
    assert "G4:G7" in [str(found.sqref) for found in after.data_validations.dataValidation]
    assert after.oddHeader.center.text == before.oddHeader.center.text


def test_defined_names_and_hidden_sheets_stay(annotated: Path) -> None:
    book = openpyxl.load_workbook(annotated)
    assert book.defined_names["rate"].attr_text == "'BOM 部品表'!$H$4"
    assert book["secret"].sheet_state == "hidden"


def test_only_the_parts_that_must_say_something_new_change(rich: Path, annotated: Path) -> None:
    before, after = parts_of(rich), parts_of(annotated)
    changed = {name for name, content in before.items() if after[name] != content}
    assert changed == {
        "[Content_Types].xml",
        "docProps/app.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    }
    kinds = ("drawing", "chart", "media", "comments", "sharedStrings", "theme", "vmlDrawing")
    assert all(any(kind in name for name in set(before) - changed) for kind in kinds)


def test_our_columns_stand_at_the_right_of_the_used_range(annotated: Path) -> None:
    sheet = openpyxl.load_workbook(annotated)["BOM 部品表"]
    header = [sheet.cell(3, column).value for column in range(10, 10 + OURS)]
    assert header == [
        "Screening label",
        "Why",
        "Clause",
        "What would settle it",
        "Questions",
        "Reviewer decision",
    ]
    assert sheet.cell(3, 10 + OURS).value is None
    assert all(sheet.cell(row, 10).value for row in range(4, 8))


def test_the_columns_of_the_user_that_ours_do_not_reach_keep_their_width(annotated: Path) -> None:
    sheet = openpyxl.load_workbook(annotated)["BOM 部品表"]
    widths = {(found.min, found.max): found.width for found in sheet.column_dimensions.values()}
    assert widths[(16, 16384)] == pytest.approx(3, abs=1)


def test_the_source_is_not_touched(rich: Path, tmp_path: Path) -> None:
    before = rich.read_bytes()
    labelled(rich, tmp_path / "out.xlsx")
    assert rich.read_bytes() == before


def test_the_same_input_gives_the_same_bytes(rich: Path, annotated: Path, tmp_path: Path) -> None:
    labelled(rich, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == annotated.read_bytes()


@pytest.fixture(scope="module")
def opened(annotated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated workbook as LibreOffice saves it; `make office` installs what is missing."""
    office = shutil.which("soffice")
    assert office, "LibreOffice Calc is not installed: make office"
    folder = tmp_path_factory.mktemp("office")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    subprocess.run(  # noqa: S603 - the program that was found, on our own file
        [office, home, "--headless", "--convert-to", "ods", "--outdir", folder, annotated],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{annotated.stem}.ods"


def test_libreoffice_opens_it_with_the_cells_of_the_user_and_ours(
    rich: Path, annotated: Path, opened: Path
) -> None:
    books = [python_calamine.CalamineWorkbook.from_path(str(one)) for one in (rich, opened)]
    names = openpyxl.load_workbook(annotated).sheetnames
    assert books[1].sheet_names == names
    before, after = (
        book.get_sheet_by_name("BOM 部品表").to_python(skip_empty_area=False) for book in books
    )
    assert [row[:8] for row in after[:7]] == [row[:8] for row in before[:7]]
    assert after[2][9:15] == [
        "Screening label",
        "Why",
        "Clause",
        "What would settle it",
        "Questions",
        "Reviewer decision",
    ]


def test_libreoffice_shows_the_charts_and_images(opened: Path) -> None:
    with zipfile.ZipFile(opened) as package:
        names = package.namelist()
    assert any(name.startswith("Pictures/") for name in names)
    assert any(name.startswith("Object 1/") for name in names)
