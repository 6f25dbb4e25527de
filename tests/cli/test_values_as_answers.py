"""Values typed into a questionnaire, read as a cell that says them would be."""

import json
from pathlib import Path

import openpyxl
import pytest
from command_line import Run
from questionnaires import ANSWER, DETAILS, QUESTION, rows_of, sent_to
from spreadsheets import write_xlsx

HEADERS = ["line_id", "description", "supplier", "ship_from", "destination", "end_user", "end_use"]
ON = ("--date", "2026-06-30")
OXIDE, MAGNET = "antimony oxide powder", "NdFeB magnet"


def _bom(tmp_path: Path, description: str, notes: str = "") -> Path:
    row = ["1", description, "Nordic Metals", "CN", "JP", "防衛装備庁", "radar", notes]
    return write_xlsx(tmp_path / "bom.xlsx", {"BOM": [[*HEADERS, "notes"], row]})


def _answered(run: Run, bom: Path, answer: str, details: str) -> tuple[str, int]:
    """Answer the question of values; return what the command says of errors, and the cell's row."""
    run("ask", bom, *ON, "--language", "en")
    path = sent_to(bom.parent / "bom.questions", "Nordic")
    book = openpyxl.load_workbook(path)
    for number, texts in list(rows_of(book.worksheets[0])):
        if "listed values" in texts[QUESTION - 1]:
            book.worksheets[0].cell(number, ANSWER).value = answer or None
            book.worksheets[0].cell(number, DETAILS).value = details or None
    book.save(path)
    return run("answer", bom, path, *ON).err, number


def _label(run: Run, bom: Path) -> str:
    out = run("screen", bom, *ON, "--format", "jsonl", "--out", "-").out
    label: str = json.loads(out)["label"]
    return label


@pytest.mark.parametrize(
    ("description", "value", "label"),
    [
        (OXIDE, "4N5", "likely_affected"),
        (OXIDE, "99.999 %", "likely_affected"),
        (OXIDE, "99.5 %", "unclear"),
        (MAGNET, "Dy 0.1 wt%", "likely_affected"),
        (MAGNET, "no dysprosium, no terbium", "unclear"),
        ("maraging steel rod", "1350 MPa", "unclear"),
        ("maraging steel rod", "UTS 2100 MPa, 120 mm", "likely_affected"),
    ],
)
def test_a_value_counts_as_it_does_in_a_cell(
    tmp_path: Path, run: Run, description: str, value: str, label: str
) -> None:
    bom = _bom(tmp_path, description)
    assert _label(run, bom) == "unclear"
    _answered(run, bom, "", value)
    assert _label(run, bom) == label
    (tmp_path / "cell").mkdir()
    assert _label(run, _bom(tmp_path / "cell", description, value)) == label


def test_a_value_in_the_column_of_choices_is_read_too(tmp_path: Path, run: Run) -> None:
    bom = _bom(tmp_path, OXIDE)
    errors, _ = _answered(run, bom, "4N5", "")
    assert errors == ""
    assert _label(run, bom) == "likely_affected"


@pytest.mark.parametrize(
    ("description", "value"),
    [(OXIDE, "1350"), ("maraging steel rod", "2100 MPa"), (OXIDE, "very pure"), (OXIDE, "12 kg")],
)
def test_a_value_that_says_nothing_of_the_limit_is_named_with_its_cell(
    tmp_path: Path, run: Run, description: str, value: str
) -> None:
    bom = _bom(tmp_path, description)
    errors, row = _answered(run, bom, "", value)
    assert "unread-value" in errors
    assert f"cell E{row}" in errors
    assert value in errors
    assert _label(run, bom) == "unclear"


def test_a_value_against_the_answer_chosen_is_refused(tmp_path: Path, run: Run) -> None:
    bom = _bom(tmp_path, OXIDE)
    errors, row = _answered(run, bom, "it does not", "4N5")
    assert "value-against-choice" in errors
    assert f"cell E{row}" in errors
    assert _label(run, bom) == "unclear"


def test_a_question_of_values_names_their_limits(tmp_path: Path, run: Run) -> None:
    bom = _bom(tmp_path, "maraging steel rod")
    run("ask", bom, *ON, "--language", "en")
    book = openpyxl.load_workbook(sent_to(tmp_path / "bom.questions", "Nordic"))
    ((_, texts),) = [
        row for row in rows_of(book.worksheets[0]) if "listed values" in row[1][QUESTION - 1]
    ]
    assert "MPa)" in texts[QUESTION - 1]
