"""What a line is worth: only where price, quantity and currency are certain."""

from decimal import Decimal

import pytest

from screener.model import Line, Stated
from screener.results.value import Money, line_value, read_number, total


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("18.4", "18.4"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1 200,50", "1200.50"),
        ("1'200.50", "1200.50"),
        ("1,200", "1200"),
        ("1,5", "1.5"),
        ("1.200.300", "1200300"),
        ("¥１２０", "120"),
        ("$0.04", "0.04"),
        ("500 g", "500"),
        ("", None),
        ("on request", None),
        ("2～3", None),
        ("10 / 12", None),
    ],
)
def test_a_cell_states_one_number_or_none(cell: str, number: str | None) -> None:
    """Points and commas as they are written in Europe, America and East Asia."""
    assert read_number(cell) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("price", "header", "currency", "expected"),
    [
        ("2.5", "Unit price (USD)", "", "USD"),
        ("2.5", "単価（円）", "", "JPY"),
        ("2.5", "单价", "人民币", "CNY"),
        ("2.5", "price", "日元", "JPY"),
        ("€2.5", "price", "", "EUR"),
        ("2.5", "price eur", "", "EUR"),
        ("2.5 USD", "単価（円）", "", "USD"),  # the cell is nearer than its heading
        ("2.5", "price", "", None),
        ("¥2.5", "price", "", None),  # yen or yuan
        ("$2.5", "price", "", None),  # of which country
        ("2.5", "price, all", "", None),  # a word, no lek
        ("2.5", "price USD/EUR", "", None),
    ],
)
def test_a_currency_is_named_or_there_is_no_value(
    price: str, header: str, currency: str, expected: str | None
) -> None:
    """In the column of currencies, the price, or its heading; never guessed."""
    stated = {"unit_price": Stated(price, header=header), "quantity": Stated("4")}
    if currency:
        stated["currency"] = Stated(currency)
    value = line_value(Line("f", "s", 1, stated))
    assert value == (Money(expected, Decimal("10.0")) if expected else None)


def test_currencies_are_never_added_to_each_other() -> None:
    """Sums stand side by side, the largest first; what is unknown is left out."""
    values = [Money("USD", Decimal(1)), None, Money("JPY", Decimal(900)), Money("USD", Decimal(2))]
    assert total(values) == (Money("JPY", Decimal(900)), Money("USD", Decimal(3)))
