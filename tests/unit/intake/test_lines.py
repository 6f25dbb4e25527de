"""The facts of each line, and where each was read."""

import pytest
from spreadsheets import sheet

from screener.intake import Area, Vocabulary, find_tables, propose_mapping, read_lines
from screener.intake.cells import Sheet
from screener.model import Line, Stated


def lines_of(page: Sheet, vocabulary: Vocabulary) -> list[Line]:
    (table,) = find_tables(page, vocabulary)
    lines, _ = read_lines(table, propose_mapping(table, vocabulary), vocabulary, file="f.xlsx")
    return lines


def test_a_fact_knows_its_place(vocabulary: Vocabulary) -> None:
    """Sheet, row, column and header stand beside the text."""
    (line,) = lines_of(sheet("Parts\n.\nDescription | Qty\nBolt | 4"), vocabulary)
    assert (line.file, line.sheet, line.row) == ("f.xlsx", "BOM", 4)
    assert line.stated["quantity"] == Stated("4", sheet="BOM", row=4, column=2, header="Qty")


def test_a_description_of_several_columns_is_one_text(vocabulary: Vocabulary) -> None:
    """Texts are joined in the order of the columns, and nothing is said twice."""
    (line,) = lines_of(sheet("Name | Spec | Value | Qty\nMotor | 24V | Motor | 2"), vocabulary)
    assert line.text("description") == "Motor 24V"
    assert line.stated["description"].column == 1


def test_every_manufacturer_of_a_line_counts(vocabulary: Vocabulary) -> None:
    """Second sources in columns are named beside the first, the same name once."""
    page = sheet(
        """
        Part | Manufacturer 1 | MPN 1 | Manufacturer 2 | MPN 2
        Fan | Acme | A1 | Bolt Inc. | B2
        Cap | | A2 | Bolt Inc. | B3
        Nut | Acme | A3 | - | -
        Pin | Acme | A4 | Acme | A5
        """
    )
    assert [
        (line.text("manufacturer"), line.text("manufacturer_part_number"))
        for line in lines_of(page, vocabulary)
    ] == [
        ("Acme / Bolt Inc.", "A1 / B2"),
        ("Bolt Inc.", "A2 / B3"),
        ("Acme", "A3"),
        ("Acme", "A4 / A5"),
    ]


def test_alternatives_in_rows_belong_to_the_line_above(vocabulary: Vocabulary) -> None:
    """A row with a second source adds what it says; the quantity stays that of the line."""
    page = sheet(
        """
        Ref | Description | Qty | Manufacturer | MPN | Notes
        R1 | Resistor | 2 | Acme | A1 | first
        | | | Bolt Inc. | B2 | second
        | | | Coil Ltd | C3 |
        R2 | Resistor | 1 | Acme | A4 |
        """
    )
    first, second = lines_of(page, vocabulary)
    assert (first.text("manufacturer"), first.text("manufacturer_part_number")) == (
        "Acme / Bolt Inc. / Coil Ltd",
        "A1 / B2 / C3",
    )
    assert (first.text("quantity"), first.text("notes")) == ("2", "first second")
    assert (first.row, first.stated["manufacturer"].row) == (2, 2)
    assert (second.row, second.text("manufacturer")) == (5, "Acme")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#name?", "Err:502"])
def test_the_error_of_a_formula_states_nothing(error: str, vocabulary: Vocabulary) -> None:
    """A neighbour that says something is read instead."""
    drawing = f"Part | Maker | Brand | Qty | End user\nFan | {error} | Acme | 1 | {error}"
    (line,) = lines_of(sheet(drawing), vocabulary)
    assert (line.text("manufacturer"), "end_user" in line.stated) == ("Acme", False)


def test_ditto_marks_say_what_stands_above(vocabulary: Vocabulary) -> None:
    """The evidence keeps the row of the mark."""
    page = sheet(
        """
        品名 | 数量 | メーカー | 用途
        磁石 | 1 | TDK | 乗用車
        軸受 | 2 | 〃 | 同上
        ボルト | 3 | 〃 | do.
        """
    )
    lines = lines_of(page, vocabulary)
    assert [line.text("manufacturer") for line in lines] == ["TDK", "TDK", "TDK"]
    assert lines[2].text("end_use") == "乗用車"
    assert lines[2].stated["end_use"].row == 4


def test_a_ditto_mark_with_nothing_above_states_nothing(vocabulary: Vocabulary) -> None:
    """There is nothing to repeat."""
    (line,) = lines_of(sheet("Part | Qty | Manufacturer\nBolt | 1 | ditto"), vocabulary)
    assert "manufacturer" not in line.stated


def test_a_cell_merged_over_several_rows_holds_for_each(vocabulary: Vocabulary) -> None:
    """A group written once belongs to every line beside it."""
    page = sheet(
        """
        Parts | Name | Quantity
        Joint 1 | Arm | 1
        | Cap | 2
        """,
        Area(2, 1, 3, 1),
    )
    assert [line.text("description") for line in lines_of(page, vocabulary)] == [
        "Joint 1 Arm",
        "Joint 1 Cap",
    ]


def test_a_cell_that_says_nothing_keeps_its_text(vocabulary: Vocabulary) -> None:
    """What "N/A" means for an end user is for matching to say."""
    (line,) = lines_of(sheet("Part | Qty | End user\nBolt | 1 | N/A"), vocabulary)
    assert line.text("end_user") == "N/A"


def test_every_row_is_accounted_for_once(vocabulary: Vocabulary) -> None:
    """Titles, headers, blanks and notes too."""
    page = sheet("Parts list\n.\nPart | Qty\nElectronics\nBolt | 1\n.\nTotal | 1\nNote: none")
    (table,) = find_tables(page, vocabulary)
    _, account = read_lines(table, propose_mapping(table, vocabulary), vocabulary, file="f")
    assert [(row.number, row.kind) for row in account.rows] == [
        (1, "title"),
        (2, "blank"),
        (3, "header"),
        (4, "heading"),
        (5, "part"),
        (6, "blank"),
        (7, "total"),
        (8, "note"),
    ]


def test_a_numbered_and_counted_row_is_a_part_wherever_its_name_stands(
    vocabulary: Vocabulary,
) -> None:
    """A row that is screened in vain is no loss; one that is left out may be."""
    drawing = "No | Zzz | Spec | Qty\n1 | Bolt | M6x20 | 4\n2 | Pencil | . | 12"
    assert [line.row for line in lines_of(sheet(drawing), vocabulary)] == [2, 3]


def test_a_numbered_row_without_a_description_is_not_lost(vocabulary: Vocabulary) -> None:
    """It becomes a line that asks what the item is; a row of figures alone is a form's."""
    drawing = "No | Description | End user | Qty\n1 | Bolt | X | 4\n2 | TBD | ATLA | 1\n3 |  |  | "
    assert [line.row for line in lines_of(sheet(drawing), vocabulary)] == [2, 3]


@pytest.mark.parametrize(
    ("header", "price", "currency"),
    [
        ("Price", "US$ 1.20", "USD"),
        ("Unit price (USD)", "1.20", "USD"),
        ("単価（円）", "1,200", "JPY"),
        ("单价(元)", "2.5", "CNY"),
        ("Preis", "17,80 €", "EUR"),
        ("Price (USD)", "€5", "EUR"),  # the cell knows better
        ("Price", "¥1,200", "¥"),  # yen or yuan: what the list says, and no more
        ("Price", "1.20", ""),
        ("Price (USD/EUR)", "1.20", ""),
    ],
)
def test_the_currency_is_that_of_the_price(
    header: str, price: str, currency: str, vocabulary: Vocabulary
) -> None:
    (line,) = lines_of(sheet(f"Part | Qty | {header}\nFan | 2 | {price}"), vocabulary)
    assert line.text("currency") == currency


def test_a_column_of_currencies_counts_more_than_a_sign(vocabulary: Vocabulary) -> None:
    page = sheet("Part | Qty | Price | Currency\nFan | 2 | $3 | SGD\nCap | 1 | $2 | SGD")
    assert [line.text("currency") for line in lines_of(page, vocabulary)] == ["SGD", "SGD"]
