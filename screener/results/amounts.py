"""Sums of money in words."""

from collections.abc import Iterable
from decimal import Decimal

from babel.numbers import format_decimal

from screener.results.explain import Explainer
from screener.results.value import Money, total

#: From this amount on, cents are left out.
_NO_CENTS = 100


def amounts(values: Iterable[Money | None], explainer: Explainer) -> str:
    """Say sums of money, each in its currency; an empty text where nothing has a value."""
    return explainer.list(
        f"{money.currency} {_number(money.amount, explainer)}" for money in total(values)
    )


def _number(amount: Decimal, explainer: Explainer) -> str:
    pattern = "#,##0" if amount >= _NO_CENTS else "#,##0.00"
    locale = {"zh": "zh_Hans"}.get(explainer.language, explainer.language)
    return str(format_decimal(amount, pattern, locale=locale))
