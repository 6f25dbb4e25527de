"""What ``screener inspect`` says of a file, and what the user may overrule."""

from pathlib import Path

import pytest
from spreadsheets import delimited, grid, write_text, write_xlsx

from screener.errors import InputError
from screener.intake import Overrides, Remembered, Vocabulary, inspect, report_as_json
from screener.intake.errors import (
    FileEmpty,
    HeaderNotFound,
    HeaderRowOutOfRange,
    UnknownHeader,
    UnknownSheet,
)

PARTS = grid(
    """
    Rover, parts list
    .
    Part | Description | Qty | Colour
    Electronics
    A-101 | Motor | 2 | red
    A-102 | Belt | 1 |
    .
    Total | | 3
    """
)


def _run(first: int, last: int, kind: str, reason: str) -> dict[str, object]:
    return {"first_row": first, "last_row": last, "kind": kind, "reason": reason}


def test_a_file_is_reported_in_the_documented_shape(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Row and column numbers are those that the user sees."""
    path = write_xlsx(
        tmp_path / "a.xlsx", {"BOM": PARTS, "Prices": [["x"]]}, hidden_sheets=["Prices"]
    )
    assert report_as_json(inspect(path, vocabulary)) == {
        "file": str(path),
        "format": "xlsx",
        "encoding": None,
        "sheets": [
            {
                "name": "BOM",
                "state": "visible",
                "tables": [
                    {
                        "header_rows": [3],
                        "first_row": 5,
                        "last_row": 6,
                        "part_rows": 2,
                        "columns": [
                            {
                                "field": "part_number",
                                "header": "Part",
                                "column": 1,
                                "reason": "exact",
                            },
                            {
                                "field": "description",
                                "header": "Description",
                                "column": 2,
                                "reason": "exact",
                            },
                            {"field": "quantity", "header": "Qty", "column": 3, "reason": "exact"},
                            {"field": None, "header": "Colour", "column": 4, "reason": None},
                        ],
                        "rows": {"part": 2, "heading": 1, "total": 1, "note": 0, "blank": 1},
                        "account": [
                            _run(1, 1, "title", "above-header"),
                            _run(2, 2, "blank", "above-header"),
                            _run(3, 3, "header", "header"),
                            _run(4, 4, "heading", "text-alone"),
                            _run(5, 6, "part", "names-an-item"),
                            _run(7, 7, "blank", "blank"),
                            _run(8, 8, "total", "total-word"),
                        ],
                    }
                ],
                "unread_rows": 0,
            },
            {"name": "Prices", "state": "hidden", "tables": [], "unread_rows": 1},
        ],
    }


def test_every_sheet_with_parts_is_read_and_others_are_counted(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """A cover sheet is no parts list; its rows are said to be unread."""
    cover = [["Rover"], ["Kato Works"], ["2026"]]
    more = [["品名", "数量"], ["磁石", 2]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Cover": cover, "BOM": PARTS, "部品": more})
    report = inspect(path, vocabulary)
    assert [(len(sheet.tables), sheet.unread) for sheet in report.sheets] == [
        (0, 3),
        (1, 0),
        (1, 0),
    ]


def test_a_hidden_sheet_is_read_when_it_is_named(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Only the named sheet is read."""
    path = write_xlsx(tmp_path / "a.xlsx", {"BOM": PARTS, "Old": PARTS[2:]}, hidden_sheets=["Old"])
    first, second = inspect(path, vocabulary, Overrides(sheet="Old")).sheets
    assert (len(first.tables), len(second.tables)) == (0, 1)


def test_the_given_header_row_is_taken(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Whatever the row holds."""
    rows = [["Zeugs", "Wieviel"], ["Magnete", "4"], ["Platten", "1"]]
    path = write_text(tmp_path / "a.csv", delimited(rows))
    (sheet,) = report_as_json(inspect(path, vocabulary, Overrides(header_row=1)))["sheets"]
    assert (sheet["tables"][0]["header_rows"], sheet["tables"][0]["part_rows"]) == ([1], 2)


def test_a_list_without_a_header_is_read_when_the_user_says_so(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Header row 0: columns are known by what they hold, or by their letters."""
    path = write_text(tmp_path / "a.csv", "R1,Resistor 10k,2\nC1,Capacitor,4\n")
    with pytest.raises(HeaderNotFound, match="first 2 rows"):
        inspect(path, vocabulary)
    given = Overrides(header_row=0, columns=(("quantity", "C"),))
    (sheet,) = report_as_json(inspect(path, vocabulary, given))["sheets"]
    (table,) = sheet["tables"]
    assert table["part_rows"] == 2
    assert {column["field"]: column["column"] for column in table["columns"]} == {
        "reference": 1,
        "description": 2,
        "quantity": 3,
    }


@pytest.mark.parametrize(
    ("rows", "given", "error", "says"),
    [
        ([["1", "2"], ["3", "4"]], Overrides(), HeaderNotFound, "--header-row N"),
        ([["lorem ipsum", "dolor"]] * 40, Overrides(), HeaderNotFound, "first 40 rows"),
        (PARTS, Overrides(sheet="Parts"), UnknownSheet, "'a'"),
        (PARTS, Overrides(header_row=99), HeaderRowOutOfRange, "has 8 rows"),
        (PARTS, Overrides(header_row=2), HeaderRowOutOfRange, "row 2"),
        (PARTS, Overrides(columns=(("end_user", "Kunde"),)), UnknownHeader, "'Colour'"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_way_out(  # noqa: PLR0913, PLR0917  # a table of cases
    rows: list[list[str]],
    given: Overrides,
    error: type[InputError],
    says: str,
    tmp_path: Path,
    vocabulary: Vocabulary,
) -> None:
    """The message names what there is, and what to type."""
    path = write_text(tmp_path / "a.csv", delimited(rows))
    with pytest.raises(error) as refused:
        inspect(path, vocabulary, given)
    assert says in str(refused.value)


def test_a_workbook_of_empty_sheets_is_empty(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """A sheet without cells is no list without parts."""
    with pytest.raises(FileEmpty):
        inspect(write_xlsx(tmp_path / "a.xlsx", {"A": [], "B": [[" "]]}), vocabulary)


COMPONENTS = [[f"R{n}", f"Resistor {n}k", "0603", "1"] for n in range(1, 9)]


def test_a_long_list_of_designators_needs_no_header(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Every row has its own designator: nothing else looks so."""
    path = write_text(tmp_path / "a.csv", delimited(COMPONENTS))
    (sheet,) = report_as_json(inspect(path, vocabulary))["sheets"]
    (table,) = sheet["tables"]
    assert (table["header_rows"], table["part_rows"]) == ([], 8)


MEASURED = [
    ["Frame", f"Beam {length} mm of aluminium", str(count), unit, "$15.00"]
    for length, count, unit in zip(
        range(300, 1100, 100), (4, 2, 8, 8, 1, 6, 3, 2), ("pcs", "m") * 4, strict=True
    )
]


@pytest.mark.parametrize("below", [[], [["", "", "Gross", "", "$120.00"]]], ids=["bare", "summed"])
def test_a_list_of_things_with_quantity_and_unit_needs_no_header(
    below: list[list[str]], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Nothing else has a name of its own, a number and a unit in each row."""
    path = write_text(tmp_path / "a.csv", delimited([*MEASURED, *below]))
    (sheet,) = report_as_json(inspect(path, vocabulary))["sheets"]
    (table,) = sheet["tables"]
    fields = {column["field"]: column["column"] for column in table["columns"]}
    assert (table["header_rows"], table["part_rows"]) == ([], 8)
    assert (fields["quantity"], fields["unit"]) == (3, 4)


@pytest.mark.parametrize(
    "rows",
    [
        COMPONENTS[:5],  # too few
        [[*row[:3], "", row[4]] for row in MEASURED],  # no unit
        [[row[0], "Beam", *row[2:]] for row in MEASURED],  # no names of their own
        [[*row[:2], str(n), *row[3:]] for n, row in enumerate(MEASURED, 1)],  # numbered rows
        [row[:2] for row in COMPONENTS],  # two columns
        [["R1", *row[1:]] for row in COMPONENTS],  # no designator of its own
        [row[1:] for row in COMPONENTS],  # no designators
    ],
)
def test_other_lists_without_a_header_are_refused(
    rows: list[list[str]], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """What cannot be known is asked."""
    path = write_text(tmp_path / "a.csv", delimited(rows))
    with pytest.raises(HeaderNotFound):
        inspect(path, vocabulary)


REMEMBERED = Remembered(("Zzz", "qty", " Yyy "), (("part_number", "Yyy"), ("description", "Zzz")))


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        (["Yyy", "Zzz", "Qty"], "part_number"),  # in another order
        (["Yyy", "Zzz", "Qty", "Price"], None),  # one more header is another set
        (["Yyy", "Zzz", "Qty", None], "part_number"),
    ],
)
def test_a_mapping_is_remembered_for_a_set_of_headers(
    headers: list[str], field: str | None, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Case, blanks and order make no difference; one more header does."""
    rows = [headers, ["4711", "Ball bearing", 4, None], ["4712", "Belt", 2, None]]
    path = write_xlsx(tmp_path / "a.xlsx", {"BOM": rows})
    report = inspect(path, vocabulary, Overrides(remembered=(REMEMBERED,)))
    columns = report.sheets[0].tables[0].mapping.columns
    found = {(column.column, column.field) for column in columns if column.reason == "override"}
    assert found == ({(1, field), (2, "description")} if field else set())


def test_what_the_user_says_now_counts_more_than_what_is_remembered(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """``--map`` takes the field."""
    rows = [["Yyy", "Zzz", "Qty"], ["4711", "Ball bearing", 4]]
    path = write_xlsx(tmp_path / "a.xlsx", {"BOM": rows})
    given = Overrides(header_row=1, columns=(("part_number", "Zzz"),), remembered=(REMEMBERED,))
    columns = inspect(path, vocabulary, given).sheets[0].tables[0].mapping.columns
    found = {(column.field, column.column) for column in columns if column.reason == "override"}
    assert found == {("part_number", 2)}
