"""Which field a column feeds by what it holds, where its header says nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from screener.intake.content import holds
from screener.intake.vocabulary import Vocabulary

_NO_HEADER = re.compile(
    r"(?:column|spalte|columna|colonne|unnamed:?|列|field)?\s*_?\d*|#.*", re.IGNORECASE
)
_MOST = 0.8  # share of cells that are countries or currencies
_MANY = 0.4  # share of cells that bear a company's legal form; trade names bear none
_HALF = 0.5
_FEW = 2
_LONGEST_COUNT = 5  # digits; a longer number is a code


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a column: its header, filled cells, the share of rows that fill it.

    `leads` says that it stands left of every column that describes the item.
    """

    header: str
    cells: Sequence[str]
    share: float
    leads: bool

    @property
    def unnamed(self) -> bool:
        """The header is empty, or a program's placeholder or error."""
        return bool(_NO_HEADER.fullmatch(self.header.strip()))


def field_held(held: Held, fields: set[str], vocabulary: Vocabulary) -> str | None:
    """Return the field that a column feeds, of those that no other column feeds yet."""
    for kind, field in (("designators", "reference"), ("links", "url"), ("hs_codes", "hs_code")):
        if field not in fields and holds(held.cells, kind):
            return field
    named = _by_names(held, fields, vocabulary)
    if named:
        return named
    if held.unnamed and "quantity" not in fields and _counts(held):
        return "quantity"
    if not holds(held.cells, "words") or held.share < _HALF:
        return None
    leads = held.unnamed and "part_number" not in fields and held.leads
    return "description" if leads or "description" not in fields else None


def _by_names(held: Held, fields: set[str], vocabulary: Vocabulary) -> str | None:
    """Tell columns of countries, currencies, units and companies."""
    if len(held.cells) < _FEW:
        return None
    enough = _MOST * len(held.cells)
    countries = sum(map(vocabulary.is_country, held.cells))
    # A column "Fitted: NO, NO" is no column of Norwegian goods.
    varied = held.unnamed or len(set(held.cells)) > 1 or max(map(len, held.cells)) > _FEW
    if "country_of_origin" not in fields and varied and countries >= enough:
        return "country_of_origin"
    if "currency" not in fields and sum(map(vocabulary.is_currency, held.cells)) >= enough:
        return "currency"
    if "unit" not in fields and sum(map(vocabulary.is_unit, held.cells)) >= enough:
        return "unit"
    companies = sum(map(vocabulary.is_company, held.cells))
    if companies >= _MANY * len(held.cells):
        makers = ("manufacturer", "supplier")
        return next((field for field in makers if field not in fields), None)
    return None


def _counts(held: Held) -> bool:
    """Tell whether the cells are small whole numbers that do not number the rows."""
    short = all(len(cell) <= _LONGEST_COUNT for cell in held.cells)
    enough = len(held.cells) >= _FEW and held.share >= _HALF
    return (
        enough and short and holds(held.cells, "whole_numbers") and not holds(held.cells, "running")
    )
