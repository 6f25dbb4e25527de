"""``screener screen``: what is written, where, and that nothing of the user's is touched."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from bad_files import write_bom
from command_line import Run
from labelled import parts_of
from spreadsheets import write_xlsx

from screener.model import FIELDS

SAMPLES = Path(__file__).parents[2] / "samples"
ALL_SAMPLES = sorted(path for path in SAMPLES.iterdir() if path.is_file())
ROUTE = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")
MAGNET = {"description": "SmCo magnet", "ship_from": "CN", "destination": "JP"}
BOLT = {"description": "Graphite pencil HB", "ship_from": "CN", "destination": "JP"}


def lines(text: str) -> list[dict[str, object]]:
    """Read result lines."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.name)
def test_every_part_row_is_in_the_output_once(sample: Path, run: Run) -> None:
    """None is lost or doubled: the count is that of ``inspect``, and no row stands twice."""
    seen = json.loads(run("inspect", sample, "--format", "json").out)
    parts = sum(table["rows"]["part"] for sheet in seen["sheets"] for table in sheet["tables"])
    found = lines(run("screen", sample, *ROUTE, "--format", "jsonl", "--out", "-").out)
    places = Counter((line["sheet"], line["row"]) for line in found)
    assert len(found) == parts
    assert set(places.values()) == {1}


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path, run: Run) -> None:
    """Titles, blank rows and totals count as rows, and have no label."""
    rows = [
        ["Pump P-7"],
        [],
        ["Item", "Description", "Qty"],
        [1, "Hex bolt M6", 4],
        [],
        [2, "Ball bearing 6205", 2],
        [3, "SmCo magnet", 1],
        ["", "Total", 7],
    ]
    bom = write_xlsx(tmp_path / "bom.xlsx", {"BOM": rows})
    found = lines(run("screen", bom, *ROUTE, "--format", "jsonl", "--out", "-").out)
    assert [line["row"] for line in found] == [4, 6, 7]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_canonical_headers_are_always_understood(kind: str, tmp_path: Path, run: Run) -> None:
    """A file with these very headers is read without detection, whatever its cells hold."""
    values = {name: f"v{number}" for number, name in enumerate(FIELDS)}
    values |= {"description": "Hex bolt M6", "date": "2026-06-30", "quantity": "4"}
    values |= {"country_of_origin": "CN", "ship_from": "CN", "destination": "JP"}
    if kind == "csv":
        bom = write_bom(tmp_path / "bom.csv", values)
    else:
        rows = [list(values), list(values.values())]
        bom = write_xlsx(tmp_path / "bom.xlsx", {"BOM": rows})
    (found,) = lines(run("screen", bom, "--format", "jsonl", "--out", "-").out)
    assert found["line"] == values
    assert found["line_id"] == values["line_id"]
    assert found["from_profile"] == []


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.name)
def test_the_input_is_never_changed(sample: Path, tmp_path: Path, run: Run) -> None:
    """Not one byte, whatever is written beside it."""
    mine = tmp_path / sample.name
    content = sample.read_bytes()
    mine.write_bytes(content)
    run("screen", mine, *ROUTE, "--format", "xlsx,jsonl,csv")
    assert mine.read_bytes() == content
    assert {path.name for path in tmp_path.iterdir()} == {
        sample.name,
        *(f"{sample.stem}.screened.{kind}" for kind in ("xlsx", "jsonl", "csv")),
    }


@pytest.mark.parametrize("kind", ["xlsx", "jsonl", "csv"])
def test_a_result_is_never_overwritten_without_force(kind: str, tmp_path: Path, run: Run) -> None:
    """The second call writes nothing; with --force it replaces the result."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET)
    result = tmp_path / f"bom.screened.{kind}"
    result.write_text("mine", encoding="utf-8")
    refused = run("screen", bom, "--format", kind)
    assert (refused.status, result.read_text(encoding="utf-8")) == (2, "mine")
    assert refused.err.rstrip().endswith("[output-exists]")
    assert run("screen", bom, "--format", kind, "--force").status == 0
    assert result.read_bytes() != b"mine"


def test_one_result_that_is_there_keeps_the_others_from_being_written(
    tmp_path: Path, run: Run
) -> None:
    """Half a set of results is never left behind."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET)
    (tmp_path / "bom.screened.csv").write_text("mine", encoding="utf-8")
    run("screen", bom, "--format", "jsonl,csv")
    assert not (tmp_path / "bom.screened.jsonl").exists()


def test_results_go_where_the_user_says(tmp_path: Path, run: Run) -> None:
    """The folder is made where it is missing; two files of one stem do not collide."""
    one = write_bom(tmp_path / "bom.csv", MAGNET)
    other = write_xlsx(tmp_path / "bom.xlsx", {"BOM": [["description"], ["Hex bolt M6"]]})
    out = tmp_path / "new" / "folder"
    result = run("screen", one, other, "--format", "jsonl", "--out", out)
    assert result.status == 0
    assert {path.name for path in out.iterdir()} == {
        "bom.csv.screened.jsonl",
        "bom.xlsx.screened.jsonl",
    }


def test_files_of_one_name_from_two_folders_do_not_replace_each_other(
    tmp_path: Path, run: Run
) -> None:
    """Both results are there, also with --force."""
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    one = write_bom(folders[0] / "bom.csv", MAGNET)
    other = write_bom(folders[1] / "bom.csv", BOLT)
    result = run("screen", one, other, "--format", "jsonl", "--out", tmp_path / "out", "--force")
    found = sorted((tmp_path / "out").iterdir())
    texts = [lines(path.read_text(encoding="utf-8"))[0]["line"]["description"] for path in found]
    assert sorted(texts) == sorted([MAGNET["description"], BOLT["description"]])
    assert result.status == 0


def test_the_formats_tell_the_same(tmp_path: Path, run: Run) -> None:
    """Rows, labels and summaries of JSONL, CSV and workbook agree."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET, BOLT)
    run("screen", bom, "--date", "2026-06-30", "--format", "xlsx,jsonl,csv")
    found = lines((tmp_path / "bom.screened.jsonl").read_text(encoding="utf-8"))
    text = (tmp_path / "bom.screened.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    book = openpyxl.load_workbook(tmp_path / "bom.screened.xlsx")
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert [(str(line["row"]), line["label"], line["summary"]) for line in found] == [
        (row["row"], row["label"], row["summary"]) for row in rows
    ]
    assert {"◆ unclear", "● clear"} <= cells


def test_a_formula_in_a_cell_stays_a_text_in_the_csv(tmp_path: Path, run: Run) -> None:
    """A spreadsheet program must not run what a supplier wrote."""
    bom = write_bom(tmp_path / "bom.csv", {**BOLT, "notes": "=HYPERLINK(A1)"})
    text = run("screen", bom, "--format", "csv", "--out", "-").out
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text


@pytest.mark.parametrize(
    ("line", "fail_on", "status"),
    [
        ({**MAGNET, "end_user": "防衛装備庁"}, "affected", 1),
        ({**MAGNET, "end_user": "防衛装備庁"}, "unclear", 1),
        ({**MAGNET, "end_user": "防衛装備庁"}, "never", 0),
        (MAGNET, "affected", 0),
        (MAGNET, "unclear", 1),
        (BOLT, "unclear", 0),
    ],
)
def test_the_exit_status_tells_a_script_what_was_found(
    line: dict[str, str], fail_on: str, status: int, tmp_path: Path, run: Run
) -> None:
    """``--fail-on`` counts the label that it names and the graver one."""
    bom = write_bom(tmp_path / "bom.csv", line)
    result = run("screen", bom, "--date", "2026-06-30", "--format", "jsonl", "--fail-on", fail_on)
    assert result.status == status


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path, run: Run) -> None:
    """Files, order and standard output do not depend on ``--jobs``."""
    printed = {}
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        kinds = ("--format", "xlsx,jsonl,csv")
        result = run("screen", *ALL_SAMPLES[:3], *ROUTE, *kinds, "--jobs", jobs, "--out", out)
        printed[jobs] = result.out.replace(str(out), "")
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()}
        for jobs in ("1", "2")
    )
    assert printed[1] == printed[2]
    assert one == two


def test_the_same_call_gives_the_same_bytes(tmp_path: Path, run: Run) -> None:
    """No clock and no chance is in a result."""
    for out in ("first", "second"):
        run("screen", ALL_SAMPLES[0], *ROUTE, "--format", "xlsx,jsonl", "--out", tmp_path / out)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()}
        for out in ("first", "second")
    )
    assert first == second


def test_a_pipe_gets_plain_lines(tmp_path: Path, run: Run) -> None:
    """Tab-separated, one line a row, no control character, also from a hostile cell."""
    evil = {**MAGNET, "description": "SmCo \x1b[31mmagnet\x07 part"}
    bom = write_bom(tmp_path / "bom.csv", evil)
    result = run("screen", bom, "--format", "jsonl")
    shown = [line.split("\t") for line in result.out.splitlines()]
    assert ["row", "label", "part", "why"] in shown
    assert [line[:2] for line in shown if line[0] == "2"] == [["2", "◆ unclear"]]
    assert all(sign.isprintable() or sign in "\t\n" for sign in result.out)
    assert result.err == ""


def test_a_terminal_gets_a_table(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Aligned columns and bars instead of tabs, within the width of the terminal."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET)
    monkeypatch.setattr("screener.cli.screened._on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    result = run("screen", bom, "--format", "jsonl")
    assert "█" in result.out
    assert "\t" not in result.out
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("options", "shown"),
    [([], {"3"}), (["--all"], {"2", "3"})],
)
def test_clear_lines_are_shown_when_asked_for(
    options: list[str], shown: set[str], tmp_path: Path, run: Run
) -> None:
    """What needs an eye is shown; ``--all`` shows every line."""
    bom = write_bom(tmp_path / "bom.csv", BOLT, MAGNET)
    result = run("screen", bom, "--format", "jsonl", *options)
    rows = {line.split("\t")[0] for line in result.out.splitlines() if line.count("\t") == 3}
    assert rows - {"row"} == shown


def test_what_to_do_next_names_the_question_and_what_to_type(tmp_path: Path, run: Run) -> None:
    """The question's words stand beside its id; a reading is asked with its words too."""
    bom = write_bom(tmp_path / "bom.csv", {**MAGNET, "end_use": "car seat motor"})
    result = run("screen", bom, "--format", "jsonl", "--date", "2026-06-30")
    assert "FACT-end_user: Who" in result.out
    assert "--end-user NAME" in result.out
    reading = next(
        line for line in result.out.splitlines() if "AMB-" in line and line.strip()[0].isdigit()
    )
    assert len(reading.split(": ", 1)[1]) > 30
    assert "--reading AMB-" in result.out
    places = [result.out.index(said) for said in ("clear\t", "What to do next", "row\tlabel")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_the_page_is_in_the_language_asked_for(language: str, tmp_path: Path, run: Run) -> None:
    """Every line that is not the user's own text has letters of that language."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET, {**MAGNET, "end_user": "防衛装備庁"})
    result = run("screen", bom, "--format", "jsonl", "--language", language)
    plain = [line for line in result.out.splitlines() if line.isascii()]
    assert plain == []


def test_macros_of_a_workbook_stay(tmp_path: Path, run: Run) -> None:
    (tmp_path / "code.bin").write_bytes(b"no real code")
    with xlsxwriter.Workbook(tmp_path / "bom.xlsm") as book:
        book.add_worksheet("BOM").write_row(0, 0, MAGNET)
        book.get_worksheet_by_name("BOM").write_row(1, 0, MAGNET.values())
        book.add_vba_project(str(tmp_path / "code.bin"))
    assert run("screen", tmp_path / "bom.xlsm", *ROUTE, "--out", tmp_path / "out").status == 0
    parts = parts_of(tmp_path / "out" / "bom.screened.xlsm")
    assert parts["xl/vbaProject.bin"] == b"no real code"


def test_the_summary_sheet_counts_the_rows_that_were_not_read(tmp_path: Path, run: Run) -> None:
    rows = {"BOM": [list(MAGNET), list(MAGNET.values())], "Log": [["changed"], [], ["checked"]]}
    bom = write_xlsx(tmp_path / "bom.xlsx", rows)
    run("screen", bom, *ROUTE)
    summary = openpyxl.load_workbook(tmp_path / "bom.screened.xlsx")["Screening summary"]
    said = {row[0]: row[1] for row in summary.iter_rows(values_only=True)}
    assert said["Log"].endswith("rows with content: 2")
