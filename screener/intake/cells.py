"""What a workbook is once it is read: sheets of cells, each a text as the user sees it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

#: What a reader may find in a cell.
Value = str | float | int | bool | date | datetime | time | timedelta | None

#: Bounds of a sheet: the columns that a spreadsheet can have, and the cells that are read.
MAX_COLUMNS = 16_384
MAX_CELLS = 40_000_000

_TOO_LONG = 1e21  # beyond, a number in full helps nobody

State = Literal["visible", "hidden"]


class Area(NamedTuple):
    """A rectangle of cells, 1-based, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` holds the texts of all cells from row 1 and column 1.

    Every row has the same length. `hidden_rows` and `hidden_columns` are 1-based numbers.
    `uncalculated` is the number of formulas that no program has calculated: their cells are empty.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    state: State = "visible"
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncalculated: int = 0

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def filled(self) -> int:
        """The number of rows that hold something."""
        return sum(any(cell.strip() for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read; `encoding` is ``None`` for formats that know their own.

    `sha256` is that of the file's bytes.
    """

    file: str
    format: str
    encoding: str | None
    sheets: tuple[Sheet, ...]
    sha256: str = ""


def shown(value: object) -> str:
    """Return a value as a spreadsheet shows it without a number format.

    Dates are written as ISO 8601, so that no reader takes the month for the day.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _shown_number(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return "" if value is None else str(value)


def _shown_number(value: float) -> str:
    if value.is_integer() and abs(value) < _TOO_LONG:
        return str(int(value))
    # Fifteen digits are what spreadsheets keep: 4.997999999999999 is 4.998 to the user.
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:.15f}".rstrip("0").rstrip(".")


def _filled_width(row: list[str]) -> int:
    width = len(row)
    while width and (not row[width - 1] or row[width - 1].isspace()):
        width -= 1
    return width


class SheetTooLarge(ValueError):
    """A sheet has more columns than a spreadsheet can have, or more cells than are read."""


def rectangular(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Give all rows the same length, and drop empty rows and columns at the end.

    Raises:
        SheetTooLarge: A single wide row would make the sheet larger than is read.
    """
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max(map(_filled_width, rows), default=0)
    if width > MAX_COLUMNS:
        raise SheetTooLarge(f"{width} columns")
    if width * len(rows) > MAX_CELLS:
        raise SheetTooLarge(f"{width} × {len(rows)}")
    return tuple(
        [
            tuple(row) if len(row) == width else (*row[:width], *[""] * (width - len(row)))
            for row in rows
        ]
    )
