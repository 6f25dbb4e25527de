"""Parts lists with the habits of real ones, drawn in YAML: header, part rows, columns, account."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from binary_workbook import write_xlsb
from spreadsheets import delimited, grid, write_ods, write_xls, write_xlsx

from screener.intake import (
    FileReport,
    Vocabulary,
    inspect,
    load_vocabulary,
    map_workbook,
    open_workbook,
    read_lines,
)

HERE = Path(__file__).parent
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
KEYS = {
    "about",
    "quirks",
    "language",
    "sheet",
    "sheets",
    "merged",
    "header",
    "parts",
    "columns",
    "rows",
}
Case = dict[str, object]


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(HERE.glob("*.yaml")):
        if path.name != "quirks.yaml":
            found += yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes texts only
    return found


def name_of(case: Case) -> str:
    return f"{case.get('about') or '+'.join(case['quirks'])}-{case['language']}"


CASES = cases()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(HERE.parents[1] / "rules")


def cell(text: str) -> object:
    """Numbers are numbers in a workbook; an arrow stands for a line break."""
    return float(text) if NUMBER.fullmatch(text) else text.replace("⏎", "\n")


def drawn(drawing: str) -> list[list[object]]:
    return [[cell(text) for text in row] for row in grid(drawing)]


def sheets_of(case: Case) -> dict[str, list[list[object]]]:
    sheets = case.get("sheets") or {"BOM": case["sheet"]}
    return {name: drawn(drawing) for name, drawing in sheets.items()}


def check(report: FileReport, case: Case) -> None:
    tables = [table for sheet in report.sheets for table in sheet.tables]
    headers = [list(table.table.header_rows) for table in tables]
    parts = [[row.number for row in table.account.of("part")] for table in tables]
    columns: dict[str, list[str]] = {}
    for table in tables:
        for column in table.mapping.columns:
            columns.setdefault(column.field, [])
            if column.header not in columns[column.field]:
                columns[column.field].append(column.header)
    rows: dict[str, int] = {}
    for table in tables:
        for kind, count in table.account.counts().items():
            rows[kind] = rows.get(kind, 0) + count
    assert headers == [numbers(one) for one in case["header"]]
    assert parts == [numbers(one) for one in case["parts"]]
    for field, header in case.get("columns", {}).items():
        wanted = [header] if isinstance(header, str) else header
        found = [text.replace("\n", "⏎").strip() for text in columns.get(field, [])]
        assert found == [text for text in wanted if text != "none"], field
    for kind, count in case.get("rows", {}).items():
        assert rows[kind] == int(count), kind


def numbers(text: str | list[str]) -> list[int]:
    """Read ``2-4 6`` as 2, 3, 4 and 6."""
    found: list[int] = []
    for piece in " ".join(text).split() if isinstance(text, list) else text.split():
        first, _, last = piece.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_list_is_read_as_a_person_reads_it(
    case: Case, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """In a workbook of today."""
    path = write_xlsx(tmp_path / "a.xlsx", sheets_of(case), merged=case.get("merged", ()))
    check(inspect(path, vocabulary), case)


# The OpenDocument writer of these tests cannot write the control characters of lost umlauts.
FORMS = [
    (form, case)
    for case in CASES
    for form in ("csv", "tsv", "ods", "xls", "xlsb")
    if "sheet" in case and "merged" not in case and not (form == "ods" and "\x81" in case["sheet"])
]


@pytest.mark.parametrize(
    ("form", "case"), FORMS, ids=[f"{form}-{name_of(case)}" for form, case in FORMS]
)
def test_the_format_makes_no_difference(
    case: Case, form: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """The same rows in text, in OpenDocument, in Excel 97 and in a binary workbook."""
    path = tmp_path / f"a.{form}"
    rows = sheets_of(case)["BOM"]
    writers: dict[str, Callable[[], object]] = {
        "csv": lambda: path.write_text(delimited(shown(rows)), "utf-8"),
        "tsv": lambda: path.write_text(delimited(shown(rows), "\t"), "utf-8"),
        "ods": lambda: write_ods(path, {"BOM": rows}),
        "xls": lambda: write_xls(path, {"BOM": rows}),
        "xlsb": lambda: write_xlsb(path, {"BOM": rows}),
    }
    writers[form]()
    check(inspect(path, vocabulary), case)


def shown(rows: list[list[object]]) -> list[list[object]]:
    return [[f"{cell:.15g}" if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize("case", [case for case in CASES if "texts" in case], ids=name_of)
def test_the_line_states_what_the_row_says(
    case: Case, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Row → field → text."""
    path = write_xlsx(tmp_path / "a.xlsx", sheets_of(case), merged=case.get("merged", ()))
    workbook = open_workbook(path)
    lines = [
        line
        for found in map_workbook(workbook, vocabulary)
        for line in read_lines(found.table, found.mapping, vocabulary, file="a.xlsx")[0]
    ]
    for row, fields in case["texts"].items():
        line = next(line for line in lines if line.row == int(row))
        assert {field: line.text(field) for field in fields} == {
            field: text.replace("⏎", "\n") for field, text in fields.items()
        }


def test_every_quirk_has_a_list() -> None:
    """Drawn here, or named by the test that makes its workbook."""
    known = set(yaml.safe_load((HERE / "quirks.yaml").read_text("utf-8")))
    drawn_ones = {quirk for case in CASES for quirk in case["quirks"]}
    made = set(re.findall(r"quirk: (\w+)", (HERE / "test_made_files.py").read_text("utf-8")))
    assert known - drawn_ones - made == set()
    assert drawn_ones | made <= known


def test_cases_have_known_keys() -> None:
    """A misspelt expectation is none."""
    assert all(case.keys() <= KEYS | {"texts"} for case in CASES)


def test_delimited_files_are_csv() -> None:
    """The builder quotes what it must."""
    assert list(csv.reader([delimited([["a,b", 'c"d']]).strip()])) == [["a,b", 'c"d']]
