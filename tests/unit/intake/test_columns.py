"""Which column means which field, and why."""

import pytest
from spreadsheets import sheet

from screener.intake import Mapping, Vocabulary, find_tables, propose_mapping
from screener.intake.errors import UnknownField, UnknownHeader
from screener.model import FIELDS


def mapping_of(
    drawing: str, vocabulary: Vocabulary, overrides: tuple[tuple[str, str], ...] = ()
) -> Mapping:
    (table,) = find_tables(sheet(drawing), vocabulary)
    return propose_mapping(table, vocabulary, overrides)


def as_pairs(mapping: Mapping) -> dict[int, tuple[str, str]]:
    return {column.column: (column.field, column.reason) for column in mapping.columns}


@pytest.mark.parametrize("field", FIELDS)
def test_the_name_of_a_field_always_means_that_field(field: str, vocabulary: Vocabulary) -> None:
    """Canonical headers need no detection, whatever the column holds."""
    mapping = mapping_of(f"description | qty | {field}X | {field}\nA-1 | 2 | ? | words", vocabulary)
    assert (4, (field, "exact")) in as_pairs(mapping).items()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Qty.", "quantity"),
        ("Q'ty", "quantity"),
        ("QTY (pcs)", "quantity"),
        ("P/N", "part_number"),
        ("Mfr. Part #", "manufacturer_part_number"),
        ("Supplier 1", "supplier"),
        ("ECCN", "control_code"),
        ("H.S. Code", "hs_code"),
        ("数　量", "quantity"),
        ("ﾒｰｶｰ", "manufacturer"),
        ("材質", "material"),
        ("原産国", "country_of_origin"),
        ("最終需要者", "end_user"),
        ("仕向地", "destination"),
        ("備考", "notes"),
        ("物料编码", "part_number"),
        ("製造商", "manufacturer"),
        ("海关编码", "hs_code"),
        ("最终用户", "end_user"),
        ("供应商", "supplier"),
        ("원산지", "country_of_origin"),
        ("제조사", "manufacturer"),
        ("Ursprungsland", "country_of_origin"),
        ("Zolltarifnummer", "hs_code"),
        ("Hersteller", "manufacturer"),
        ("Pays d’origine", "country_of_origin"),
        ("Quantité", "quantity"),
        ("País de origen", "country_of_origin"),
        ("Кол-во", "quantity"),
        ("Страна происхождения", "country_of_origin"),
    ],
)
def test_known_headers_are_exact(header: str, field: str, vocabulary: Vocabulary) -> None:
    """Case, width, accents, brackets, numbers and punctuation do not matter."""
    mapping = mapping_of(f"Description | {header} | Price\nBolt | x | 3", vocabulary)
    assert as_pairs(mapping)[2] == (field, "exact")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Manufactuer", "manufacturer"),
        ("Quanity", "quantity"),
        ("Suggested supplier", "supplier"),
        ("price at the shop", "unit_price"),
        ("単価／個", "unit_price"),
    ],
)
def test_misspelt_and_longer_headers_are_similar(
    header: str, field: str, vocabulary: Vocabulary
) -> None:
    """A guess says that it is one."""
    mapping = mapping_of(f"Description | Part No | {header}\nBolt | A-1 | x", vocabulary)
    assert as_pairs(mapping)[3] == (field, "similar")


@pytest.mark.parametrize("header", ["Total price", "金額", "Lead time", "Rev", "在庫", "Weight"])
def test_headers_of_no_field_stay_unused(header: str, vocabulary: Vocabulary) -> None:
    """A total is no unit price, a stock no quantity."""
    mapping = mapping_of(f"Description | Qty | {header}\nBolt | 2 | 3", vocabulary)
    assert mapping.unused == ((header, 3),)


def test_a_similar_header_gives_way_to_an_exact_one(vocabulary: Vocabulary) -> None:
    """One quantity is enough."""
    mapping = mapping_of("Part | Qty | Stock Quantity Qty\nBolt | 2 | 900", vocabulary)
    assert [column.column for column in mapping.of("quantity")] == [2]


def test_several_columns_describe_one_item(vocabulary: Vocabulary) -> None:
    """Name, specification and value are the description together."""
    mapping = mapping_of("Name | Spec | Value | Qty\nMotor | 42mm | 24V | 2", vocabulary)
    assert [column.header for column in mapping.of("description")] == ["Name", "Spec", "Value"]


@pytest.mark.parametrize(
    ("drawing", "column", "field"),
    [
        ("Item | Qty | Price\n1 | 2 | 3", 1, "line_id"),
        ("Item | Qty | Price\nMotor | 2 | 3", 1, "description"),
        ("Ref | Value | Qty\nR1, R2 | 10k | 2", 1, "reference"),
        ("Comment | Designator\n100n | C1", 1, "description"),
        ("Designator | Value | Comment\nC1 | 100n | X7R", 3, "notes"),
        ("型号 | 位号 | 数量\n100nF | C1 | 1", 1, "description"),
        ("名称 | 型号 | 数量\n电机 | 42BYG | 1", 2, "manufacturer_part_number"),
        ("Part Number | Material | Qty\nA-1 | Steel | 1", 2, "material"),
        ("Vendor | Part | Qty\nhttp://a.example | Bolt | 1", 1, "url"),
    ],
)
def test_a_word_of_several_meanings_is_read_by_its_column(
    drawing: str, column: int, field: str, vocabulary: Vocabulary
) -> None:
    """What the column holds, or what stands beside it, decides."""
    assert as_pairs(mapping_of(drawing, vocabulary))[column][0] == field


def test_a_column_without_a_header_is_read_by_what_it_holds(vocabulary: Vocabulary) -> None:
    """Item names, links and customs codes show themselves."""
    mapping = mapping_of(
        """
        | details | quantity | unit price | |
        Motor | 24V | 2 | 5 | https://a.example/1 | 8501.10
        Fan | 5V | 1 | 3 | https://a.example/2 | 8414.59
        """,
        vocabulary,
    )
    found = as_pairs(mapping)
    assert found[1] == ("description", "content")
    assert found[5] == ("url", "content")
    assert found[6] == ("hs_code", "content")


def test_the_user_overrules_the_proposal(vocabulary: Vocabulary) -> None:
    """The field that was given has no other column."""
    drawing = "Description | Remark | Qty\nA | NdFeB magnet | 2"
    mapping = mapping_of(drawing, vocabulary, (("description", "remark"),))
    assert as_pairs(mapping) == {2: ("description", "override"), 3: ("quantity", "exact")}


def test_a_letter_names_a_column_without_a_header(vocabulary: Vocabulary) -> None:
    """Columns can be named as the spreadsheet names them."""
    drawing = "Description | | Qty\nA | Kato Works | 2"
    mapping = mapping_of(drawing, vocabulary, (("end_user", "B"),))
    assert as_pairs(mapping)[2] == ("end_user", "override")


def test_an_unknown_header_is_refused_with_the_headers_there_are(vocabulary: Vocabulary) -> None:
    """The way out names what can be typed."""
    with pytest.raises(UnknownHeader) as refused:
        mapping_of("Description | Qty\nA | 2", vocabulary, (("end_user", "Customer"),))
    assert "'Description', 'Qty'" in refused.value.message("ja")


def test_an_unknown_field_is_refused(vocabulary: Vocabulary) -> None:
    """A misspelt field is no silent loss."""
    with pytest.raises(UnknownField, match="enduser"):
        mapping_of("Description | Qty\nA | 2", vocabulary, (("enduser", "Qty"),))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Manufacturer Part Nr.", "manufacturer_part_number"),
        ("Mfg P/N", "manufacturer_part_number"),
        ("Ref. Des.", "reference"),
        ("Vendor Part No.", "distributor_part_number"),
    ],
)
def test_short_forms_are_read_in_full(header: str, field: str, vocabulary: Vocabulary) -> None:
    """Every way to shorten a word need not be listed with every header."""
    mapping = mapping_of(f"Description | Qty | {header}\nBolt | 2 | x-1", vocabulary)
    assert as_pairs(mapping)[3] == (field, "exact")


@pytest.mark.parametrize(
    ("numbers", "field"), [(("1", "2", "3"), "line_id"), (("4", "4", "1"), "quantity")]
)
def test_a_number_counts_rows_or_pieces(
    numbers: tuple[str, ...], field: str, vocabulary: Vocabulary
) -> None:
    """Running numbers are no quantity."""
    rows = "\n".join(f"Bolt | {number} | 5" for number in numbers)
    mapping = mapping_of(f"Name | Number | Price\n{rows}", vocabulary)
    assert as_pairs(mapping)[2] == (field, "exact")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Item / 品名", "description"),
        ("数量 / Qty", "quantity"),
        ("CAS No.", "material"),
        ("CAS番号", "material"),
    ],
)
def test_a_header_said_in_two_languages_is_exact(
    header: str, field: str, vocabulary: Vocabulary
) -> None:
    """The plainer word decides what the other one leaves open."""
    mapping = mapping_of(f"# | {header} | Specification\n1 | x y | z", vocabulary)
    assert as_pairs(mapping)[2] == (field, "exact")


@pytest.mark.parametrize("header", ["", "Column1", "#Column Name Error:x", "Unnamed: 3"])
@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ("China / Japan / Germany", "country_of_origin"),
        ("CN / CN / CN", "country_of_origin"),
        ("CHN / JPN / TWN", "country_of_origin"),
        ("中国 / 日本 / 韓国", "country_of_origin"),
        ("8505.11 / 8542.31.90 / 7318.15", "hs_code"),
        ("Acme Co., Ltd. / Bolt Inc. / Coil GmbH", "manufacturer"),
        ("甲電子株式会社 / (株)乙 / 丙商店", "manufacturer"),
        ("深圳市甲电子有限公司 / 乙电机股份有限公司 / 丙", "manufacturer"),
        ("4 / 1 / 12", "quantity"),
        ("USD / EUR / USD", "currency"),
        ("円 / 円 / 円", "currency"),
        ("https://a.example / www.b.example / https://c.example", "url"),
        ("R1, R2 / C1-C5 / U7", "reference"),
    ],
)
def test_a_column_without_a_telling_header_is_read_by_content(
    header: str, cells: str, field: str, vocabulary: Vocabulary
) -> None:
    """Its header is empty, a placeholder, or an error of a program."""
    rows = "\n".join(
        f"{name} | A-{number} | {cell}"
        for number, (name, cell) in enumerate(
            zip(("Fan", "Cap", "Nut"), cells.split(" / "), strict=True)
        )
    )
    found = mapping_of(f"Description | Part No. | {header}\n{rows}", vocabulary)
    assert [(c.field, c.reason) for c in found.columns if c.column == 3] == [(field, "content")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Fitted", "NO / NO / NO"),  # a header that says something, and a word
        ("", "1 / 2 / 3"),  # row numbers
        ("", "1000001 / 1000002 / 1000007"),  # codes
        ("Colour", "4 / 1 / 12"),
        ("", "CN7 / JP3 / DE9X"),  # connectors
        ("Finish", "Ag / Pt / Sn"),
    ],
)
def test_what_only_resembles_a_field_is_not_read(
    header: str, cells: str, vocabulary: Vocabulary
) -> None:
    """Neither countries nor quantities nor companies."""
    rows = "\n".join(
        f"{name} | A-{number} | {cell}"
        for number, (name, cell) in enumerate(
            zip(("Fan", "Cap", "Nut"), cells.split(" / "), strict=True)
        )
    )
    found = mapping_of(f"Description | Part No. | {header}\n{rows}", vocabulary)
    fields = {c.field for c in found.columns if c.column == 3}
    assert not fields & {"country_of_origin", "quantity", "manufacturer", "hs_code", "currency"}
