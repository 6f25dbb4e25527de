"""Habits of real files that a drawing cannot show: formulas, hidden rows, pictures, encodings."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from spreadsheets import delimited, grid, write_text, write_xlsx

from screener.intake import (
    Vocabulary,
    inspect,
    load_vocabulary,
    map_workbook,
    open_workbook,
    read_lines,
)
from screener.model import Line

LIST = [["No", "Part", "Qty", "Supplier"], [1, "Fan", 2, "Acme"], [2, "Cap", 4, "Acme"]]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Path(__file__).parents[2] / "rules")


def lines_of(path: Path, vocabulary: Vocabulary) -> list[Line]:
    workbook = open_workbook(path)
    return [
        line
        for found in map_workbook(workbook, vocabulary)
        for line in read_lines(found.table, found.mapping, vocabulary, file="f")[0]
    ]


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Change parts of a package."""
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename)))
    return path


def decorated(path: Path) -> Path:
    """quirk: autofilter  quirk: cell_comments  quirk: hyperlink_objects  quirk: embedded_images."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("BOM")
        for number, row in enumerate(LIST):
            page.write_row(number, 0, row)
        page.autofilter("A1:D3")
        page.write_comment("B2", "Note: the old one was louder")
        page.write_url("D2", "https://shop.example/fan", string="Acme")
        page.insert_image("F2", "dot.png", {"image_data": io.BytesIO(PNG)})
    return path


def with_formulas(path: Path) -> Path:
    """quirk: formulas  quirk: formula_item_numbers  quirk: formula_quantity."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("BOM")
        page.write_row(0, 0, LIST[0])
        for number, row in enumerate(LIST[1:], start=1):
            page.write_row(number, 0, row)
            page.write_formula(number, 0, "=ROW()-1", None, row[0])
            page.write_formula(number, 2, "=2*1", None, row[2])
    return path


def with_volatile_title(path: Path) -> Path:
    """quirk: volatile_formulas  quirk: google_sheets_formulas."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("BOM")
        page.write_row(0, 0, ["Parts list"])
        page.write_formula(0, 2, "=TODAY()", None, 46000)
        for number, row in enumerate(LIST, start=2):
            page.write_row(number, 0, row)
        google = '=IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),"Fan")'
        page.write_formula(3, 1, google, None, "Fan")
    return path


def with_formatted_rows(path: Path) -> Path:
    """quirk: trailing_formatted_rows."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("BOM")
        bold = book.add_format({"bold": True, "border": 1})
        for number, row in enumerate(LIST):
            page.write_row(number, 0, row)
        for number in range(3, 1000):
            page.set_row(number, None, bold)
            page.write_blank(number, 1, None, bold)
    return path


def with_hidden_rows(path: Path) -> Path:
    """quirk: hidden_rows  quirk: hidden_columns."""
    rows = [["Boards", None, 10, None], *LIST]
    return write_xlsx(path, {"BOM": rows}, hidden_rows=[1], hidden_columns=["D"])


def refused_by_openpyxl(path: Path) -> Path:
    """quirk: openpyxl_fails."""
    write_xlsx(path, {"BOM": LIST})

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/styles.xml":
            return content
        return re.sub(rb"<xf ", b'<xf xxid="1" ', content)

    rewritten(path, change)
    with pytest.raises(TypeError):
        openpyxl.load_workbook(path)
    return path


def refused_by_calamine(path: Path) -> Path:
    """A reader that gives up on one part must not lose the sheet."""
    write_xlsx(path, {"BOM": LIST})
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"].comment = Comment("x", "y")
    book.save(path)
    return path


MADE = [
    decorated,
    with_formulas,
    with_volatile_title,
    with_formatted_rows,
    with_hidden_rows,
    refused_by_openpyxl,
    refused_by_calamine,
]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_stands_around_the_cells_changes_nothing(
    make: Callable[[Path], Path], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Two lines, each with its number, name, quantity and supplier."""
    lines = lines_of(make(tmp_path / "a.xlsx"), vocabulary)
    fields = ("line_id", "description", "quantity", "supplier")
    assert [tuple(line.text(field) for field in fields) for line in lines] == [
        ("1", "Fan", "2", "Acme"),
        ("2", "Cap", "4", "Acme"),
    ]


TEXTS = {
    "en": "Part | Qty | Supplier\nFan, 40 mm | 2 | Acme\nCable 2 mm² | 4 | Acme",
    "ja": "品名 | 数量 | 購入先\n抵抗器 10kΩ | 2 | 甲電子\nコンデンサ | 4 | 乙商店",
    "zh": "名称 | 数量 | 供应商\n贴片电阻 | 2 | 甲电子\n滚珠轴承 | 4 | 乙商店",
    "zh-Hant": "品名 | 數量 | 供應商\n電阻器 | 2 | 甲電子\n滾珠軸承 | 4 | 乙商店",
    "ko": "품명 | 수량 | 공급업체\n저항기 | 2 | 가전자\n베어링 | 4 | 나상점",
    "de": "Bezeichnung | Menge | Lieferant\nSchlüssel | 2 | Müller\nHülse 1,8 m | 4 | Groß",
}
ENCODED = [
    *[(language, "utf-8-sig") for language in TEXTS],
    *[(language, "utf-16") for language in TEXTS],
    ("en", "utf-16-le"),
    ("de", "utf-16-be"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("zh", "gb18030"),
    ("zh-Hant", "big5"),
    ("ko", "euc_kr"),
    ("de", "cp1252"),
]


@pytest.mark.parametrize(
    "delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"]
)
@pytest.mark.parametrize(("language", "encoding"), ENCODED)
def test_encoding_and_delimiter_are_recognised(
    language: str, encoding: str, delimiter: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """quirk: encoding_utf16  quirk: encoding_utf8_bom  quirk: delimiter_tab.

    quirk: delimiter_semicolon  quirk: extension_mismatch: all are called .csv.
    """
    rows = grid(TEXTS[language])
    path = write_text(tmp_path / "a.csv", delimited(rows, delimiter), encoding)
    lines = lines_of(path, vocabulary)
    assert [line.text("description") for line in lines] == [row[0] for row in rows[1:]]
    assert [line.text("quantity") for line in lines] == ["2", "4"]


SPARSE = [
    ("cp932", "抵抗器、炭素皮膜", "ja"),
    ("gb18030", "贴片电阻器，厚膜", "zh"),
    ("big5", "電阻器，厚膜", "zh"),
    ("euc_kr", "저항기, 후막", "ko"),
    ("cp1252", "Widerstand für Lötöse", "de"),
]


@pytest.mark.parametrize(("encoding", "words", "language"), SPARSE, ids=lambda value: value[:9])
def test_few_words_beyond_ascii_are_enough(
    encoding: str, words: str, language: str, tmp_path: Path
) -> None:
    """One cell in fifty."""
    del language
    rows = [["Part", "Qty", "Supplier"], *[[f"Resistor {n}", n, "Acme"] for n in range(1, 17)]]
    rows.append([words, 1, "Acme"])
    path = write_text(tmp_path / "a.csv", delimited(rows), encoding)
    assert open_workbook(path).sheets[0].rows[-1][0] == words


def test_values_padded_with_blanks_in_quotes(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """quirk: quoted_whitespace_values."""
    text = '"Part "," Qty"," Supplier "\n" Fan ","2 "," Acme"\n'
    (line,) = lines_of(write_text(tmp_path / "a.csv", text), vocabulary)
    assert (line.text("description"), line.text("quantity")) == ("Fan", "2")


def test_a_tab_separated_list_in_utf_16_under_another_name(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """The content decides."""
    path = write_text(tmp_path / "a.xlsx", delimited(grid(TEXTS["zh"]), "\t"), "utf-16")
    report = inspect(path, vocabulary)
    assert (report.format, report.encoding) == ("tsv", "utf-16")
    assert len(lines_of(path, vocabulary)) == 2
