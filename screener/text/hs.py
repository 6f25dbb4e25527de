"""Tariff numbers as people write them, in six, eight, nine or ten digits."""

import re
from dataclasses import dataclass
from unicodedata import normalize

_SEPARATORS = re.compile(r"[\s.\-・·_/]")
_LENGTHS = (4, 6, 8, 9, 10)
_HEADING = 6


@dataclass(frozen=True, slots=True)
class HsCode:
    """A tariff number: its digits, and whether a leading zero had been lost."""

    digits: str
    restored: bool = False

    @property
    def heading(self) -> str:
        """The six-digit heading, the same in every country."""
        return self.digits[:_HEADING]


def read_hs(text: str, *, known: frozenset[str] = frozenset()) -> HsCode | None:
    """Read a tariff number.

    Dots, spaces and full width are ignored. A number of 5, 7 or 9 digits that is no known heading
    as it stands, but is one with a zero before it, has lost that zero in a spreadsheet.

    Args:
        text: One cell.
        known: The six-digit headings there are; empty to accept any.

    Returns:
        The number, or ``None`` where the cell holds none.
    """
    digits = _SEPARATORS.sub("", normalize("NFKC", text))
    if not digits.isascii() or not digits.isdigit():
        return None
    if len(digits) in _LENGTHS and (
        not known or len(digits) < _HEADING or digits[:_HEADING] in known
    ):
        return HsCode(digits)
    padded = "0" + digits
    if (
        len(padded) in _LENGTHS
        and len(padded) >= _HEADING
        and (not known or padded[:_HEADING] in known)
    ):
        return HsCode(padded, restored=True)
    return HsCode(digits) if len(digits) in _LENGTHS else None
