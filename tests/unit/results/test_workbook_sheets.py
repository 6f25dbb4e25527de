"""What our sheets say, in three languages; that no cell of ours is a formula; new workbooks."""

import csv
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from labelled import HEADER, PARTS, labelled, parts_of
from openpyxl.workbook import Workbook

from screener.model import LANGUAGES, Label
from screener.results.files import OutputFailed
from screener.results.workbook.book import distinct_names
from screener.results.workbook.cells import display_width, lines_needed, writable
from screener.results.workbook.report import shortened
from screener.results.workbook.texts import workbook_texts

OWN = ("summary", "questions", "details", "readings", "sources", "legend")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "parts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *PARTS])
    return path


def _texts(book: Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_six_sheets_follow_those_of_the_user(
    table: Path, tmp_path: Path, language: str
) -> None:
    labelled(table, tmp_path / "out.xlsx", language)
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names == ["parts", *(workbook_texts().sheets[name].get(language) for name in OWN)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_symbol_word_and_colour(table: Path, tmp_path: Path, language: str) -> None:
    screening = labelled(table, tmp_path / "out.xlsx", language)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["parts"]
    looks = {
        Label.LIKELY_AFFECTED: ("▲", "FF8C2D04", "FFFFFFFF", True),
        Label.UNCLEAR: ("◆", "FFF5C84B", "FF332900", False),
        Label.CLEAR: ("●", "00000000", "FF0B3D6B", False),
    }
    assert {line.verdict.label for line in screening.lines} == set(Label)
    for line in screening.lines:
        cell = sheet.cell(line.line.row, 8)
        icon, fill, font, bold = looks[line.verdict.label]
        assert cell.value.startswith(f"{icon} ")
        assert (cell.fill.fgColor.rgb, cell.font.color.rgb, cell.font.b) == (fill, font, bold)


def test_why_is_short_and_every_line_has_its_row_in_the_details(
    table: Path, tmp_path: Path
) -> None:
    screening = labelled(table, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    whys = [book["parts"].cell(line.line.row, 9).value for line in screening.lines]
    assert all(0 < len(why) <= 200 for why in whys)
    rows = {row[1] for row in _texts(book, "Details")[1:]}
    assert rows == {line.line.row for line in screening.lines}


def test_a_clear_line_has_one_row_in_the_details_that_names_what_fails(
    table: Path, tmp_path: Path
) -> None:
    screening = labelled(table, tmp_path / "out.xlsx")
    rows = _texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Details")[1:]
    for line in screening.lines:
        found = [row for row in rows if row[1] == line.line.row]
        if line.verdict.label is Label.CLEAR:
            assert len(found) == 1
            assert found[0][4]
            assert found[0][5] == "✘ no"
        else:
            assert len(found) > 1
    assert {line.verdict.label for line in screening.lines} >= {Label.CLEAR, Label.UNCLEAR}


def test_many_lines_judged_alike_are_told_25_times_and_all_named(tmp_path: Path) -> None:
    """The others stand together at the end: no row is left out, and none stands twice."""
    parts = [(str(n), f"A-{n}", f"NdFeB magnet {n} mm", "NdFeB", "1", "", "") for n in range(90)]
    parts[40:45] = [("", "", "", "", "", "", "")] * 5
    with (tmp_path / "parts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *parts])
    screening = labelled(tmp_path / "parts.csv", tmp_path / "out.xlsx")
    rows = _texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Details")[1:]
    told = [row[1] for row in rows if row[4]]
    (together,) = (row for row in rows if not row[4])
    assert sorted(set(told)) == list(range(2, 27))
    assert together[1] == 2
    assert together[7] == "parts: 27–41, 47–91"
    assert len(screening.lines) == 85


def test_details_link_back_to_the_cell(table: Path, tmp_path: Path) -> None:
    labelled(table, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Details"]
    places = {cell.hyperlink.location for cell in sheet["B"][1:]}
    assert "'parts'!C2" in places
    assert all(re.fullmatch(r"'parts'![A-G][2-5]", place) for place in places)


def test_the_counts_of_the_summary_add_up(table: Path, tmp_path: Path) -> None:
    screening = labelled(table, tmp_path / "out.xlsx")
    rows = _texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Screening summary")
    said = {row[0]: row[1] for row in rows if isinstance(row[1], int)}
    by_label = [said["▲ likely affected"], said["◆ unclear"], said["● clear"]]
    assert by_label == [screening.count(label) for label in Label]
    assert sum(by_label) == said["Lines screened"] == len(PARTS)
    assert said["Rows read in all"] == sum(sum(t.rows.values()) for t in screening.tables)


def test_the_summary_says_which_rules_and_that_it_is_no_advice(table: Path, tmp_path: Path) -> None:
    screening = labelled(table, tmp_path / "out.xlsx")
    rows = _texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Screening summary")
    said = "\n".join(str(cell) for row in rows for cell in row)
    assert screening.pack.sha256 in said
    assert screening.pack.version in said
    assert screening.pack.review_by.isoformat() in said
    assert "not legal advice" in said
    assert "can still need a licence" in said


def test_each_question_offers_its_answers(table: Path, tmp_path: Path) -> None:
    screening = labelled(table, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Unclear – questions"]
    asked = {found.question.id for line in screening.lines for found in line.verdict.questions}
    assert {cell.value for cell in sheet["A"][3:]} == asked
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert len(offered) == sheet.max_row - 3
    for place, area in offered.items():
        assert sheet[place].value is None
        assert all(cell.value for cell in sheet[area.replace("$", "")][0])


def test_the_reviewer_chooses_from_fixed_words(table: Path, tmp_path: Path) -> None:
    labelled(table, tmp_path / "out.xlsx", "ja")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["parts"]
    (found,) = sheet.data_validations.dataValidation
    assert str(found.sqref) == "M2:M5"
    assert found.formula1.strip('"').split(",") == [text.ja for text in workbook_texts().decisions]
    assert not sheet["M2"].protection.locked


def test_readings_and_sources_name_what_the_lines_rest_on(table: Path, tmp_path: Path) -> None:
    labelled(table, tmp_path / "out.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    readings = {row[0] for row in _texts(book, workbook_texts().sheets["readings"].zh)[1:]}
    assert readings
    assert all(str(name).startswith("AMB-") for name in readings)
    sources = _texts(book, workbook_texts().sheets["sources"].zh)
    assert any("日本军事用户" in str(cell) for row in sources for cell in row)


HOSTILE = (
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "<row>&amp;]]>",
    "_x000D_",
    "NdFeB magnet =1+1",
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_text_becomes_a_formula(tmp_path: Path, suffix: str) -> None:
    source, out = tmp_path / f"hostile{suffix}", tmp_path / "out.xlsx"
    rows = [HEADER, *(("1", text, f"magnet {text}", text, "1", text, text) for text in HOSTILE)]
    if suffix == ".csv":
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        with xlsxwriter.Workbook(str(source), {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("=cmd'&<x>"[:31])
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    screening = labelled(source, out, end_user="=HYPERLINK(1)")
    assert len(screening.lines) == len(HOSTILE)
    for name, content in parts_of(out).items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            assert b"<f>" not in content
            assert b"<f " not in content
    book = openpyxl.load_workbook(out)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert "magnet =cmd|'/c calc'!A0" in [row[3] for row in _texts(book, "Details")]


def test_a_text_file_becomes_a_new_workbook_with_the_same_cells(
    table: Path, tmp_path: Path
) -> None:
    labelled(table, tmp_path / "out.xlsx")
    rows = _texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "parts")
    wanted = [[cell or None for cell in row] for row in (HEADER, *PARTS)]
    assert [row[:7] for row in rows] == wanted
    legend = str(_texts(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Legend"))
    assert "a new workbook with the same cells" in legend


def test_nothing_is_left_behind_when_writing_fails(table: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").mkdir()
    with pytest.raises(OutputFailed, match="broken"):
        labelled(table, tmp_path / "broken.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.xlsx"]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["BOM"], ["BOM"]),
        (["legend", "Legend"], ["legend", "Legend (2)"]),
        (["a/b:c*[d]"], ["a b c  d"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["'"], ["1"]),
    ],
)
def test_names_of_sheets_are_different_and_allowed(wanted: list[str], given: list[str]) -> None:
    assert distinct_names(wanted, ()) == given


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Short.", 20, "Short."),
        ("One sentence. Another one.", 20, "One sentence."),
        ("See Announcement No. 1 of 2026 here.", 25, "See Announcement No. 1 o…"),
        ("第一句。第二句很长。", 6, "第一句。"),
        ("no end in sight at all", 10, "no end in…"),
    ],
)
def test_a_text_is_cut_at_a_sentence_or_shows_that_it_is_cut(
    text: str, limit: int, cut: str
) -> None:
    assert shortened(text, limit) == cut
    assert len(cut) <= limit


def test_wide_characters_count_twice_and_lines_are_counted() -> None:
    assert display_width("abc") == 3
    assert display_width("部品表A") == 7
    assert lines_needed("部品" * 10 + "\nx", 21) == 3


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    assert writable("a\x00b\x0bc\ud800d\ufffe") == "abcd"
    assert len(writable("x" * 40_000)) == 32_767


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_names_and_dropdown_words_fit_the_format(language: str) -> None:
    texts = workbook_texts()
    names = [text.get(language) for text in texts.sheets.values()]
    assert distinct_names(names, ()) == names
    words = [text.get(language) for text in texts.decisions]
    assert len(",".join(words)) <= 255
    assert not any("," in word for word in words)


def test_the_texts_name_the_same_places_in_every_language() -> None:
    for group in workbook_texts().model_dump().values():
        for name, text in group.items() if isinstance(group, dict) else ():
            if isinstance(text, dict):
                places = {
                    language: set(re.findall(r"\{(\w+)\}", text[language])) for language in text
                }
                assert len({frozenset(found) for found in places.values()}) == 1, name
