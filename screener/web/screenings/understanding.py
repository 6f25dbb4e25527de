"""What was understood of an upload, for the page on which a person checks it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from screener.errors import InputError
from screener.intake import MappedTable, Workbook, map_workbook, read_lines
from screener.intake.packages import column_letters
from screener.model import Line
from screener.pipeline import overrides_of
from screener.profile import Profile
from screener.web.rules import vocabulary
from screener.web.screenings.models import Screening
from screener.web.screenings.source import workbook_of

_SAMPLES = 3
_FIRST_LINES = 5
_FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """One column: its header, what stands in it, what it is used as, and why."""

    column: int
    letters: str
    header: str
    samples: tuple[str, ...]
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class TableFound:
    """One parts list and its rows, each counted once."""

    sheet: str
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    last_row: int
    columns: tuple[ColumnFound, ...]
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class SheetFound:
    """One sheet; `used` says that a parts list of it is read."""

    name: str
    hidden: bool
    used: bool
    filled: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of an upload.

    `error` says why no parts list was found; `raw` are the first rows of the sheet, to see which
    of them is the header.
    """

    format: str
    encoding: str | None
    sheets: tuple[SheetFound, ...]
    tables: tuple[TableFound, ...]
    first_lines: tuple[Line, ...]
    line_count: int
    raw: tuple[tuple[int, tuple[str, ...]], ...]
    error: InputError | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column feeds."""
        return frozenset(
            column.field for table in self.tables for column in table.columns if column.field
        )

    @property
    def other_rows(self) -> int:
        """The rows of the tables that are no part lines."""
        return sum(sum(table.rows.values()) for table in self.tables) - self.line_count


def understand(screening: Screening, profile: Profile) -> Understanding:
    """Say what is understood of an upload, read as a profile says.

    Raises:
        InputError: The file cannot be read at all.
    """
    workbook = workbook_of(screening, profile)
    try:
        mapped = map_workbook(workbook, vocabulary(), overrides_of(profile))
    except InputError as error:
        return _not_understood(profile, workbook, error)
    read = [
        (table, *read_lines(table.table, table.mapping, vocabulary(), file=workbook.file))
        for table in mapped
    ]
    lines = [line for _, found, _ in read for line in found]
    return Understanding(
        format=workbook.format,
        encoding=workbook.encoding,
        sheets=_sheets(workbook, mapped),
        tables=tuple(_table(table, account.counts()) for table, _, account in read),
        first_lines=tuple(lines[:_FIRST_LINES]),
        line_count=len(lines),
        raw=(),
    )


def _not_understood(profile: Profile, workbook: Workbook, error: InputError) -> Understanding:
    named = profile.sheet
    sheets = [sheet for sheet in workbook.sheets if sheet.name == named] or list(workbook.sheets)
    rows = [
        (number, row)
        for number, row in enumerate(sheets[0].rows if sheets else (), start=1)
        if any(cell.strip() for cell in row)
    ]
    return Understanding(
        format=workbook.format,
        encoding=workbook.encoding,
        sheets=_sheets(workbook, ()),
        tables=(),
        first_lines=(),
        line_count=0,
        raw=tuple(rows[:_FIRST_ROWS]),
        error=error,
    )


def _sheets(workbook: Workbook, mapped: Sequence[MappedTable]) -> tuple[SheetFound, ...]:
    used = {table.table.sheet.name for table in mapped}
    return tuple(
        SheetFound(sheet.name, sheet.state == "hidden", sheet.name in used, sheet.filled)
        for sheet in workbook.sheets
    )


def _table(mapped: MappedTable, rows: dict[str, int]) -> TableFound:
    table = mapped.table
    found = {column.column: (column.field, column.reason) for column in mapped.mapping.columns}
    columns = []
    for index, header in enumerate(table.headers):
        number = table.left + index
        samples = tuple(islice(_samples(mapped, number), _SAMPLES))
        if header.strip() or samples or number in found:
            field, reason = found.get(number, ("", ""))
            columns.append(
                ColumnFound(number, column_letters(number), header, samples, field, reason)
            )
    return TableFound(
        sheet=table.sheet.name,
        header_rows=tuple(table.header_rows),
        headers=tuple(table.headers),
        last_row=table.bottom,
        columns=tuple(columns),
        rows=rows,
    )


def _samples(mapped: MappedTable, column: int) -> Iterator[str]:
    table = mapped.table
    seen: set[str] = set()
    for row in table.sheet.rows[table.first_body_row - 1 : table.bottom]:
        cell = row[column - 1].strip()
        if cell and cell not in seen:
            seen.add(cell)
            yield cell
