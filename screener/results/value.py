"""What a line is worth: unit price times quantity, where the line states both and a currency."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from screener.model import Line
from screener.rulepack.currencies import named_currencies
from screener.text.folding import fold_text

_NUMBER = re.compile(r"\d[\d., '\u00a0]*\d|\d")
_REMEMBERED = 1 << 14
_GROUPED = r"\d{1,3}(?:[%s]\d{3})+"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    currency: str
    amount: Decimal


def line_value(line: Line) -> Money | None:
    """Return what a line is worth, or ``None`` where price, quantity or currency is not certain."""
    stated = line.stated.get("unit_price")
    if stated is None:
        return None
    return _value(
        line.text("unit_price"), stated.header or "", line.text("quantity"), line.text("currency")
    )


@lru_cache(maxsize=_REMEMBERED)
def _value(price: str, header: str, quantity: str, stated: str) -> Money | None:
    amount, number = read_number(price), read_number(quantity)
    currency = _currency((stated, price, header))
    if amount is None or number is None or currency is None:
        return None
    return Money(currency, amount * number)


def total(values: Iterable[Money | None]) -> tuple[Money, ...]:
    """Add up amounts, currency by currency, the largest first; what has no value is left out."""
    sums: dict[str, Decimal] = {}
    for value in values:
        if value is not None:
            sums[value.currency] = sums.get(value.currency, Decimal(0)) + value.amount
    found = (Money(currency, amount) for currency, amount in sums.items())
    return tuple(sorted(found, key=lambda money: (-money.amount, money.currency)))


def read_number(text: str) -> Decimal | None:
    """Read the one number of a cell; ``None`` where there is none, or more than one.

    ``1,200.50``, ``1.200,50`` and ``1 200,50`` are 1200.5. A single comma before three digits
    groups them, before fewer it is the decimal one.
    """
    numbers = _NUMBER.findall(fold_text(text))
    if len(numbers) != 1:
        return None
    number = re.sub(r"[ '\u00a0]", "", numbers[0])
    if "," in number and "." in number:
        group, point = (",", ".") if number.rfind(",") < number.rfind(".") else (".", ",")
        number = number.replace(group, "").replace(point, ".")
    elif re.fullmatch(_GROUPED % ",", number) or number.count(".") > 1:
        number = number.replace(",", "").replace(".", "")
    else:
        number = number.replace(",", ".")
    return Decimal(number) if number.count(".") <= 1 else None


def _currency(places: Iterable[str]) -> str | None:
    """Return the one currency that a line names: in its own cell, the price, or the heading."""
    for place in places:
        found = named_currencies(place)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None
