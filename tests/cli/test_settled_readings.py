"""Readings that the record settles, and an option that settles them otherwise."""

from pathlib import Path

import openpyxl
import pytest
from command_line import Run
from questionnaires import ANSWER, rows_of, sent_to
from spreadsheets import write_xlsx

from screener.record.files import read_record, record_beside

HEADERS = ["line_id", "description", "ship_from", "destination", "date"]
LINE = ["1", "SmCo magnet", "CN", "JP", "2026-06-30"]


@pytest.mark.parametrize(
    ("language", "says"), [("en", "goes before"), ("ja", "優先"), ("zh", "优先")]
)
def test_an_option_that_goes_before_the_record_is_named_in_one_line(
    tmp_path: Path, run: Run, language: str, says: str
) -> None:
    bom = write_xlsx(tmp_path / "bom.xlsx", {"BOM": [HEADERS, LINE]})
    run("ask", bom, "--language", "en")
    book = openpyxl.load_workbook(path := sent_to(tmp_path / "bom.questions", "legal"))
    (number, _), *_ = rows_of(book.worksheets[0])
    book.worksheets[0].cell(number, ANSWER).value = "narrow"
    book.save(path)
    run("answer", bom, path)
    ((name, reading),) = read_record(record_beside(bom)).readings.items()
    assert reading == "narrow"
    for command in (("screen", "--force"), ("answer",)):
        given = (*command, bom, "--language", language, "--reading")
        assert says not in run(*given, f"{name}=narrow").out
        other = run(*given, f"{name}=broad").out
        (line,) = [line for line in other.splitlines() if says in line]
        assert f"{name}=broad" in line
        assert "narrow" in line
        assert f"{name}=narrow" not in other
