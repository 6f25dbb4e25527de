"""The whole loop as a buyer walks it: screen, ask, three recipients answer, and what is left."""

import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import jsonschema
import openpyxl
import pytest
import yaml
from command_line import Run
from openpyxl.worksheet.worksheet import Worksheet
from questionnaires import ANSWER, DETAILS, PARTS, fill, rows_of, sent_to
from spreadsheets import write_xlsx

from screener.record.entries import ReadingEntry
from screener.record.files import read_record
from screener.settling.record_files import add_to_record

HEADERS = (
    "line_id",
    "part_number",
    "description",
    "supplier",
    "quantity",
    "unit_price",
    "currency",
    "country_of_origin",
    "ship_from",
    "destination",
    "end_user",
    "end_use",
)
SHENZHEN, TOKYO, NORDIC = "深圳市磁力科技有限公司", "東京複合材料株式会社", "Nordic Metals GmbH"
WATER = "田中水道設備株式会社"
RADAR = ("JP", "防衛装備庁", "radar")
PUMP = ("JP", WATER, "water pump")
MAGNET = "SmCo magnet ring (as from Nordic Metals GmbH)"
ROWS = (
    ("1", "MG-101", MAGNET, SHENZHEN, "400", "3.2", "USD", "", "DE", *RADAR),
    ("2", "MG-102", "SmCo magnet block", SHENZHEN, "90", "4.1", "USD", "", "DE", *RADAR),
    ("3", "TU-200", "see drawing 4711-2", TOKYO, "60", "22.5", "USD", "CN", "CN", *RADAR),
    ("4", "TU-201", "see drawing 4711-3", TOKYO, "60", "22.5", "USD", "CN", "CN", *RADAR),
    ("5", "PW-300", "Yttrium oxide powder 4N", NORDIC, "15", "80", "USD", "", "DE", *RADAR),
    ("6", "BX-001", "Carton box 600x400x300", NORDIC, "15", "1", "USD", "CN", "CN", *PUMP),
)
ON = ("--date", "2026-06-30")


@pytest.fixture
def bom(tmp_path: Path) -> Path:
    """A parts list with three suppliers, two of them silent on the origin, one on the item."""
    return _write(tmp_path / "bom.xlsx", ROWS)


def _write(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    return write_xlsx(path, {"BOM": [list(HEADERS), *map(list, rows)]})


def _labels(run: Run, bom: Path) -> dict[str, str]:
    out = run("screen", bom, *ON, "--format", "jsonl", "--out", "-").out
    return {record["line_id"]: record["label"] for record in map(json.loads, out.splitlines())}


def test_a_buyer_walks_the_loop_until_every_line_is_settled_or_its_questions_are_named(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    before = _labels(run, bom)
    assert before["6"] == "clear"
    assert {before[name] for name in "12345"} == {"unclear"}
    asked = run("ask", bom, *ON)
    assert asked.status == 0, asked.err
    outbox = tmp_path / "bom.questions"

    # The Chinese supplier answers in Chinese, once for all parts, and sorts the rows.
    path = sent_to(outbox, SHENZHEN)
    chinese = openpyxl.load_workbook(path)
    sheet = chinese.worksheets[0]
    sheet.title = "答复"
    assert fill(sheet, lambda parts, _: ("其他国家", "") if "全部零件" in parts else ("", ""))
    sheet["C7"] = "王伟，磁力科技"
    sheet["E7"] = "2026-11-20"
    _sort_rows(sheet)
    chinese.save(back := tmp_path / "回复.xlsx")

    # The Japanese one leaves half of it empty.
    path = sent_to(outbox, TOKYO)
    japanese = openpyxl.load_workbook(path)
    fill(
        japanese.worksheets[0],
        lambda parts, _: ("", "文具 鉛筆") if "TU-200" in parts else ("", ""),
    )
    japanese.save(tmp_path / "tokyo.xlsx")

    # The third one contradicts what the buyer has found out meanwhile and put into the list.
    path = sent_to(outbox, "Nordic")
    nordic = openpyxl.load_workbook(path)
    assert fill(nordic.worksheets[0], lambda *_: ("", "Germany"))
    nordic.save(tmp_path / "nordic.xlsx")
    corrected = [list(row) for row in ROWS]
    corrected[4][7] = "CN"
    _write(bom, tuple(map(tuple, corrected)))

    result = run("answer", bom, back, tmp_path / "tokyo.xlsx", tmp_path / "nordic.xlsx", *ON)
    assert result.status == 0, result.err
    after = _labels(run, bom)
    assert after == {
        "1": "clear", "2": "clear", "3": "clear", "4": "unclear", "5": "unclear", "6": "clear"
    }  # fmt: skip
    assert "Contradicted: 1 lines" in result.out
    assert "Germany" in result.out
    assert "CONFLICT-country_of_origin" in result.out
    assert "FACT-description" in result.out
    kept = yaml.safe_load((tmp_path / "bom.screener.yaml").read_text("utf-8"))
    signed = [one for one in kept["entries"] if one["kind"] == "answer" and one.get("by")]
    assert {(one["by"], one["date"]) for one in signed} == {("王伟，磁力科技", "2026-11-20")}

    # The same answers again change nothing; the wrong one is withdrawn, and the line is settled.
    text = (tmp_path / "bom.screener.yaml").read_text("utf-8")
    run("answer", bom, back, tmp_path / "tokyo.xlsx", *ON)
    assert (tmp_path / "bom.screener.yaml").read_text("utf-8") == text
    wrong = next(one["id"] for one in kept["entries"] if one.get("value") == "Germany")
    gone = run("answer", bom, "--withdraw", wrong, "--by", "buyer", "--reason", "wrong lot", *ON)
    assert gone.status == 0, gone.err
    assert _labels(run, bom)["5"] == "likely_affected"
    assert (tmp_path / "bom.screener.yaml").read_text("utf-8").startswith(text)
    schema = json.loads(run("schema", "record").out)
    jsonschema.validate(yaml.safe_load((tmp_path / "bom.screener.yaml").read_text()), schema)


def _sort_rows(sheet: Worksheet) -> None:
    """Turn the rows of questions around, as sorting by another column does."""
    found = list(rows_of(sheet))
    for (number, _), (_, texts) in zip(found, reversed(found), strict=True):
        for column, text in enumerate(texts, start=1):
            sheet.cell(number, column).value = text or None


def test_nothing_of_one_recipient_is_in_what_another_one_gets(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    assert run("ask", bom, *ON).status == 0
    others = {
        SHENZHEN: (TOKYO, NORDIC, "TU-20", "PW-300"),
        TOKYO: (SHENZHEN, NORDIC, "MG-10", "PW-300"),
        "Nordic": (SHENZHEN, TOKYO, "MG-10", "TU-20"),
    }
    for name, strange in others.items():
        files = [path for path in (tmp_path / "bom.questions").iterdir() if name in path.name]
        assert {path.suffix for path in files} == {".xlsx", ".txt", ".eml"}
        for path in files:
            said = _everything_in(path)
            for word in (*strange, "防衛装備庁", WATER, "USD", "22.5", "bom"):
                assert word not in said, (path.name, word)


def _everything_in(path: Path) -> str:
    """Return all that a file holds; of a workbook every part of the package."""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def test_no_cell_of_ours_is_a_formula_and_answers_are_chosen_from_a_list(
    tmp_path: Path, run: Run
) -> None:
    row = list(ROWS[2])
    row[1], row[3] = "=1+1", "@SUM(A1) Ltd"
    bom = _write(tmp_path / "bom.xlsx", (tuple(row),))
    assert run("ask", bom, *ON).status == 0
    for path in (tmp_path / "bom.questions.xlsx", *(tmp_path / "bom.questions").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            assert not [
                cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"
            ]
        first = openpyxl.load_workbook(path).worksheets[0]
        assert [one for one in first.data_validations.dataValidation if one.type == "list"]


def test_a_wrong_answer_is_named_with_its_cell_and_the_others_are_taken(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    run("ask", bom, *ON)
    path = sent_to(tmp_path / "bom.questions", SHENZHEN)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = [number for number, texts in rows_of(sheet) if "MG-10" in texts[PARTS - 1]]
    sheet.cell(rows[0], ANSWER).value = "somewhere nice"
    sheet.cell(rows[1], ANSWER).value = "elsewhere"
    book.save(path)
    result = run("answer", bom, path, *ON)
    assert result.status == 2
    assert f"cell D{rows[0]}" in result.err
    assert "somewhere nice" in result.err
    assert sorted(_labels(run, bom).values()).count("clear") == 2


def test_edited_headings_and_a_row_of_another_record_are_understood_and_refused(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    run("ask", bom, *ON)
    path = sent_to(tmp_path / "bom.questions", "Nordic")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    ((number, texts),) = rows_of(sheet)
    for column in range(1, len(texts) + 1):
        sheet.cell(number - 1, column).value = f"Spalte {column}"
    sheet.cell(number, DETAILS).value = "Germany"
    sheet.cell(number + 1, len(texts)).value = "Q-0123456789"
    sheet.cell(number + 1, DETAILS).value = "France"
    book.save(path)
    result = run("answer", bom, path, *ON)
    assert result.status == 2
    assert "Q-0123456789" in result.err
    assert _labels(run, bom)["5"] == "clear"


def test_a_file_that_is_no_questionnaire_is_refused(bom: Path, run: Run) -> None:
    run("ask", bom, *ON)
    result = run("answer", bom, bom, *ON)
    assert result.status == 2
    assert "no-questionnaire" in result.err


def test_answers_hold_for_the_next_version_of_a_list_unless_what_they_rest_on_has_changed(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    run("ask", bom, *ON)
    path = sent_to(tmp_path / "bom.questions", SHENZHEN)
    book = openpyxl.load_workbook(path)
    fill(book.worksheets[0], lambda parts, _: ("其他国家", "") if "全部零件" in parts else ("", ""))
    book.save(path)
    run("answer", bom, path, *ON)
    new = [list(row) for row in (ROWS[5], ROWS[1], ROWS[0])]
    new[0][0], new[1][0], new[2][0] = "1", "2", "3"
    new[1][4] = "900"
    new[2][3] = "Another Trading Ltd"
    after = _write(tmp_path / "next.xlsx", tuple(map(tuple, new)))
    out = run("screen", after, *ON, "--record", tmp_path / "bom.screener.yaml", "--format", "jsonl",
              "--out", "-").out  # fmt: skip
    records = {record["line_id"]: record for record in map(json.loads, out.splitlines())}
    assert records["2"]["label"] == "clear"
    assert records["3"]["label"] == "unclear"
    assert any("another trading" in note for note in records["3"]["notes"])


def test_a_decision_stands_beside_the_label_until_what_it_rests_on_changes(
    bom: Path, run: Run
) -> None:
    clear = ("decide", bom, "--part", "TU-200", "--label", "clear", *ON)
    signed = ("--by", "K. Sato", "--reason", "parameter sheet 12")
    assert "no-justification" in run(*clear, *signed).err
    assert "decision-not-signed" in run(*clear, "--justification", "not_listed").err
    assert run(*clear, *signed, "--justification", "not_listed").status == 0
    out = run("screen", bom, *ON, "--format", "jsonl", "--out", "-").out
    (record,) = [found for found in map(json.loads, out.splitlines()) if found["line_id"] == "3"]
    assert record["label"] == "unclear"
    assert any("parameter sheet 12" in note for note in record["notes"])
    changed = [list(row) for row in ROWS]
    changed[2][2] = "SmCo magnet"
    _write(bom, tuple(map(tuple, changed)))
    out = run("screen", bom, *ON, "--format", "jsonl", "--out", "-").out
    (record,) = [found for found in map(json.loads, out.splitlines()) if found["line_id"] == "3"]
    assert record["label"] == "likely_affected"
    assert any("open again" in note for note in record["notes"])


def test_a_result_made_with_answers_says_so_and_is_verified_with_them(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    run("ask", bom, *ON)
    path = sent_to(tmp_path / "bom.questions", "Nordic")
    nordic = openpyxl.load_workbook(path)
    fill(nordic.worksheets[0], lambda *_: ("", "Germany"))
    nordic.save(path)
    run("answer", bom, path, *ON)
    assert run("screen", bom, *ON, "--format", "jsonl").status == 0
    result = tmp_path / "bom.screened.jsonl"
    records = [json.loads(line) for line in result.read_text("utf-8").splitlines()]
    (record,) = [found for found in records if found["line_id"] == "5"]
    assert [(one["value"], one["fate"]) for one in record["answers"]] == [("Germany", "used")]
    jsonschema.validate(record, json.loads(run("schema", "result").out))
    assert run("verify", result).status == 0
    wrong = record["answers"][0]["id"]
    run("answer", bom, "--withdraw", wrong, "--by", "buyer", "--reason", "wrong lot", *ON)
    verified = run("verify", result)
    assert verified.status != 0
    assert "answers and decisions are others" in verified.out


def test_a_reading_settled_in_two_ways_is_left_open_and_named(tmp_path: Path, run: Run) -> None:
    bom = _write(tmp_path / "bom.xlsx", (("1", "A", "SmCo magnet", *[""] * 6, "JP", "", ""),))
    run("ask", bom, *ON, "--ship-from", "CN")
    path = sent_to(tmp_path / "bom.questions", "legal")
    book = openpyxl.load_workbook(path)
    rows = [number for number, _ in rows_of(book.worksheets[0])]
    backs = []
    for reading in ("narrow", "broad"):
        book.worksheets[0].cell(rows[0], ANSWER).value = reading
        book.save(back := tmp_path / f"{reading}.xlsx")
        backs.append(back)
    first = run("answer", bom, backs[0], *ON, "--ship-from", "CN")
    assert "settled by your company" in first.out
    second = run("answer", bom, backs[1], *ON, "--ship-from", "CN")
    assert "settled in two ways" in second.out
    assert "settled by your company" not in run("screen", bom, *ON, "--ship-from", "CN").out


def test_every_screening_says_which_answers_it_rests_on_and_asks_none_of_them_again(
    bom: Path, tmp_path: Path, run: Run
) -> None:
    run("ask", bom, *ON)
    path = sent_to(tmp_path / "bom.questions", "Nordic")
    nordic = openpyxl.load_workbook(path)
    fill(nordic.worksheets[0], lambda *_: ("", "Germany"))
    nordic.save(path)
    run("answer", bom, path, *ON)
    assert "answers on 1 lines: 1 count" in run("screen", bom, *ON).out
    assert "Nordic" not in run("ask", bom, *ON, "--force").out


def test_a_record_that_is_none_is_refused_and_left_as_it_is(bom: Path, run: Run) -> None:
    record = bom.with_name("bom.screener.yaml")
    record.write_text("schema_version: '1'\nentries:\n- kind: answer\n", "utf-8")
    result = run("screen", bom, *ON)
    assert result.status == 2
    assert "bad-record" in result.err
    assert run("ask", bom, *ON).status == 2
    assert record.read_text("utf-8").count("\n") == 3


def test_no_answer_is_ever_overwritten(bom: Path, tmp_path: Path, run: Run) -> None:
    """A filled questionnaire is not replaced, even by force; the record only ever grows."""
    assert run("ask", bom, *ON).status == 0
    record, filled = tmp_path / "bom.screener.yaml", sent_to(tmp_path / "bom.questions", "Nordic")
    book = openpyxl.load_workbook(filled)
    assert fill(book.worksheets[0], lambda *_: ("", "Germany"))
    book.save(filled)
    content, kept = filled.read_bytes(), record.read_text("utf-8")
    for more in ((), ("--force",)):
        refused = run("ask", bom, *ON, *more)
        assert refused.status == 2
        assert (filled.read_bytes(), record.read_text("utf-8")) == (content, kept)
    assert "questionnaire-answered" in refused.err
    assert filled.name in refused.err

    assert run("answer", bom, filled, *ON).status == 0
    first = record.read_text("utf-8")
    assert fill(book.worksheets[0], lambda *_: ("", "Norway"))
    book.save(tmp_path / "later.xlsx")
    assert run("answer", bom, tmp_path / "later.xlsx", *ON).status == 0
    both = record.read_text("utf-8")
    assert first.startswith(kept)
    assert both.startswith(first)
    assert "Germany" in first
    assert "Norway" in both.removeprefix(first)


def test_two_who_take_answers_at_one_time_lose_none(tmp_path: Path) -> None:
    """Neither replaces what the other has added meanwhile."""
    record = tmp_path / "bom.screener.yaml"

    def add(number: int) -> None:
        entry = ReadingEntry(
            id=f"R-{number:08x}",
            ambiguity="AMB-DEMINIMIS",
            reading="strict",
            by="a",
            on=date(2026, 6, 30),
        )
        add_to_record(record, [entry])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(24)))
    assert len(read_record(record).entries) == 24
    assert [path.name for path in tmp_path.iterdir()] == [record.name]
