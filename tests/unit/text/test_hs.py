"""Tariff numbers as they stand in spreadsheets."""

import pytest

from screener.text.hs import HsCode, read_hs

KNOWN = frozenset({"850511", "280530", "040210"})


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("8505.11", "850511"),
        ("8505 11 10", "85051110"),
        ("８５０５．１１．１０００", "8505111000"),
        ("850511000", "850511000"),
        ("2805.30-1910", "2805301910"),
    ],
)
def test_dots_spaces_and_widths_do_not_matter(cell: str, digits: str) -> None:
    assert read_hs(cell, known=KNOWN) == HsCode(digits)


def test_a_zero_that_a_spreadsheet_lost_is_restored() -> None:
    """0402.10 read as a number is 40210."""
    assert read_hs("40210", known=KNOWN) == HsCode("040210", restored=True)


def test_the_heading_is_the_part_that_all_countries_share() -> None:
    assert HsCode("8505111000").heading == "850511"


@pytest.mark.parametrize("cell", ["", "N/A", "see note", "8505.11.A", "12"])
def test_other_texts_are_no_tariff_numbers(cell: str) -> None:
    assert read_hs(cell, known=KNOWN) is None
