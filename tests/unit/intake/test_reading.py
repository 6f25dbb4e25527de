"""From bytes to cells: formats, encodings, and what is refused."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from binary_workbook import write_xlsb
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from spreadsheets import delimited, write_ods, write_text, write_xls, write_xlsx

from screener.errors import InputError
from screener.intake import Area, open_workbook
from screener.intake.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    NotASpreadsheet,
    PasswordProtected,
    WrongEncoding,
)

ROWS = [["品名", "数量", "備考"], ["磁石", 2, ""], ["軸受", 1.5, "予備"]]
SHOWN = (("品名", "数量", "備考"), ("磁石", "2", ""), ("軸受", "1.5", "予備"))


@pytest.mark.parametrize(
    ("write", "name", "kind"),
    [
        (write_xlsx, "a.xlsx", "xlsx"),
        (write_xls, "a.xls", "xls"),
        (write_ods, "a.ods", "ods"),
        (write_xlsb, "a.xlsb", "xlsb"),
        (write_xlsb, "wrongly-named.xls", "xlsb"),
        (write_xlsx, "wrongly-named.xls", "xlsx"),
        (write_xls, "wrongly-named.csv", "xls"),
    ],
)
def test_the_content_decides_what_a_file_is(write, name: str, kind: str, tmp_path: Path) -> None:  # noqa: ANN001 - a function of the builder
    """Every format gives the same cells, under any name."""
    book = open_workbook(write(tmp_path / name, {"部品": ROWS}))
    assert (book.format, book.encoding) == (kind, None)
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [("部品", SHOWN)]


JAPANESE = "品名,数量,メーカー\r\nネオジム磁石,2,信越化学\r\n"
HALF_WIDTH = "品名,数量\r\nﾈｵｼﾞﾑ磁石,2\r\nｾﾗﾐｯｸｺﾝﾃﾞﾝｻ,4\r\n"
SIMPLIFIED = "名称,数量,制造商\r\n钕铁硼永磁体,2,宁波韵升\r\n"
TRADITIONAL = "品名,數量,製造商\r\n釹鐵硼磁鐵,2,臺灣電機\r\n"
KOREAN = "품명,수량,제조사\r\n영구자석,2,성림첨단\r\n"
FRENCH = "Désignation;Quantité;Référence\r\nÉcrou;2;é-1\r\n"
RUSSIAN = "Наименование;Кол-во;Производитель\r\nМагнит;2;Магнетон\r\n"
SPARSE = "Part,Qty,Notes\r\n" + "Bolt M4,2,steel\r\n" * 40


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-8-sig"),
        (JAPANESE, "utf-16"),
        (JAPANESE, "cp932"),
        (HALF_WIDTH, "cp932"),
        (JAPANESE, "euc_jp"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        (KOREAN, "euc_kr"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16"),
        (RUSSIAN, "cp1251"),
        (SPARSE + "Motor,1,株式会社\r\n", "cp932"),
        (SPARSE + "Motor,1,稀土\r\n", "gb18030"),
        (SPARSE + "Motor 5 µm,1,±2 °C\r\n", "cp1252"),
        (SPARSE + "Lüfter,1,für Gehäuse\r\n", "cp1252"),
    ],
)
def test_the_encoding_is_recognised(text: str, encoding: str, tmp_path: Path) -> None:
    """Also where only a few characters tell."""
    book = open_workbook(write_text(tmp_path / "a.csv", text, encoding))
    delimiter = ";" if ";" in text else ","
    assert [delimiter.join(row) for row in book.sheets[0].rows] == text.splitlines()


def test_utf_16_without_a_mark_is_recognised(tmp_path: Path) -> None:
    """Every second byte is zero."""
    book = open_workbook(write_text(tmp_path / "a.csv", "Part\tQty\r\nBolt\t2\r\n", "utf-16-le"))
    assert book.sheets[0].rows == (("Part", "Qty"), ("Bolt", "2"))


def test_a_given_encoding_is_taken(tmp_path: Path) -> None:
    """The user knows better."""
    path = write_text(tmp_path / "a.csv", "Part,Qty\r\nAnneau é,2\r\n", "cp1252")
    assert open_workbook(path, encoding="cp1250").encoding == "cp1250"


def test_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    """Half a text is no text."""
    path = write_text(tmp_path / "a.csv", JAPANESE, "cp932")
    with pytest.raises(WrongEncoding, match="utf-8"):
        open_workbook(path, encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(delimiter: str, tmp_path: Path) -> None:
    """Decimal commas and commas in texts do not mislead."""
    rows = [["Part", "Qty", "Price"], ["Bolt, long", "2", "1,80"], ["Nut, M3", "4", "0,10"]]
    path = write_text(tmp_path / "a.txt", delimited(rows, delimiter))
    assert open_workbook(path).sheets[0].rows == tuple(map(tuple, rows))


def test_row_numbers_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    """Blank lines count, and a cell of several lines is one row."""
    path = write_text(tmp_path / "a.csv", 'Part,Qty\r\n\r\n"Bolt\nM4",2\r\nNut,1\r\n')
    rows = open_workbook(path).sheets[0].rows
    assert rows == (("Part", "Qty"), ("", ""), ("Bolt\nM4", "2"), ("Nut", "1"))


def test_rows_that_were_quoted_as_a_whole_are_split(tmp_path: Path) -> None:
    """A list that was saved twice has its rows with commas in one cell; others stay."""
    text = 'Part,Ref,Qty\r\n"0.1u,""C1,C2"",2"\r\n10k,R1,1\r\n"Note: a, b",,\r\n'
    assert open_workbook(write_text(tmp_path / "a.csv", text)).sheets[0].rows == (
        ("Part", "Ref", "Qty"),
        ("0.1u", "C1,C2", "2"),
        ("10k", "R1", "1"),
        ("Note: a, b", "", ""),
    )


ALIGNED = """Partlist

Exported from robot.sch at 5/1/26, 10:00

Part     Value          Device          Package
C1       100n           C-EUC0805       C0805
LED1                    LED5MM          LED5MM
R1       10k, 1%        R-EU_R0805      R0805
"""


def test_columns_aligned_with_spaces_are_read(tmp_path: Path) -> None:
    """A blank cell stays blank, and a comma in a value is no delimiter."""
    rows = open_workbook(write_text(tmp_path / "parts.txt", ALIGNED)).sheets[0].rows
    assert rows[4:] == (
        ("Part", "Value", "Device", "Package"),
        ("C1", "100n", "C-EUC0805", "C0805"),
        ("LED1", "", "LED5MM", "LED5MM"),
        ("R1", "10k, 1%", "R-EU_R0805", "R0805"),
    )


@pytest.mark.parametrize("text", ["Dear   Sir,   please\nsend me two magnets\n", "a\nb\nc\n"])
def test_prose_is_no_aligned_table(text: str, tmp_path: Path) -> None:
    """Lines stay whole where there are no columns."""
    rows = open_workbook(write_text(tmp_path / "letter.txt", text)).sheets[0].rows
    assert max(map(len, rows)) <= text.count(",") + 1


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (402.1, "0000.00", "0402.10"),
        (8505.11, "0000.00", "8505.11"),
        (805, "0000", "0805"),
        (17.8, '0.00 "€"', "17.80 €"),
        (17.8, "[$¥-411]#,##0", "¥17.8"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.995, "0.0%", "99.5%"),
        (0.00034, "0.00", "0.00034"),
        (3, "General", "3"),
    ],
)
def test_number_formats_show_codes_and_currencies(
    value: float, number_format: str, shown: str, tmp_path: Path
) -> None:
    """A code keeps its zeros, and no digit is rounded away."""
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [[value]]}, formats={"A1": number_format})
    assert open_workbook(path).sheets[0].rows == ((shown,),)


def test_opendocument_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """A code keeps its zeros, a price its currency; a number that is shown rounded stays whole."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    row = TableRow()
    for kind, value, text in (
        ("float", "402.1", "0402.10"),
        ("currency", "17.8", "17,80 €"),
        ("percentage", "0.995", "99.5%"),
        ("float", "0.00034", "0.00"),
        ("float", "1234.5", "1,234.50"),
    ):
        cell = TableCell(valuetype=kind, value=value)
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(TableColumn(visibility="collapse"))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    (sheet,) = open_workbook(tmp_path / "a.ods").sheets
    assert sheet.rows == (("0402.10", "17,80 €", "99.5%", "0.00034", "1,234.50"),)
    assert sheet.hidden_columns == {1}


def test_hidden_and_merged_cells_are_known(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns are read, and said to be hidden."""
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Parts": [["a", "b"], ["c", "d"], ["e", "f"]], "Prices": [["x"]]},
        merged=["A2:A3"],
        hidden_sheets=["Prices"],
        hidden_rows=[2],
        hidden_columns=["B"],
    )
    parts, prices = open_workbook(path).sheets
    assert parts.rows[1] == ("c", "d")
    assert (parts.hidden_rows, parts.hidden_columns) == ({2}, {2})
    assert parts.merged == (Area(2, 1, 3, 1),)
    assert (parts.state, prices.state) == ("visible", "hidden")


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "hello")


def _document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")


def _protected(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0")
    )


def _protected_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", b"\1\2\3")
        package.writestr("META-INF/manifest.xml", "<m:encryption-data/>")


def _cut(path: Path) -> None:
    whole = write_xlsx(path.with_name("whole.xlsx"), {"S": ROWS}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _far_corner(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Part", "x"
    book.save(path)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (Path.absolute, FileMissing),
        (lambda path: path.write_bytes(b""), FileEmpty),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf \r\n\r\n"), FileEmpty),
        (_pdf, NotASpreadsheet),
        (_zip, NotASpreadsheet),
        (_document, NotASpreadsheet),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n123"), NotASpreadsheet),
        (lambda path: path.write_bytes(bytes(range(256)) * 9), NotASpreadsheet),
        (lambda path: path.write_text("<html><table></table>"), NotASpreadsheet),
        (_protected, PasswordProtected),
        (_protected_ods, PasswordProtected),
        (_cut, FileDamaged),
        (_bomb, FileTooLarge),
        (_far_corner, FileTooLarge),
    ],
)
def test_what_cannot_be_read_is_refused(make, error: type[InputError], tmp_path: Path) -> None:  # noqa: ANN001 - a function of this table
    """One clear error each, whatever the file is called, in every language."""
    path = tmp_path / "bom.xlsx"
    make(path)
    with pytest.raises(error) as refused:
        open_workbook(path)
    assert all("bom.xlsx" in refused.value.message(language) for language in ("en", "ja", "zh"))
