"""What was understood of a file, before anything is screened."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from screener.intake.cells import Sheet, Workbook
from screener.intake.columns import Mapping, propose_mapping
from screener.intake.errors import (
    FileEmpty,
    HeaderNotFound,
    HeaderRowOutOfRange,
    UnknownSheet,
)
from screener.intake.header_rows import HEADER_SEARCH_ROWS
from screener.intake.packages import column_letters
from screener.intake.reading import open_workbook
from screener.intake.row_words import RowWords
from screener.intake.rows import RowAccount, account_rows
from screener.intake.tables import Table, find_tables
from screener.intake.vocabulary import Vocabulary
from screener.text.folding import fold_text


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the columns of tables with these headers mean, as (field, header).

    `unused` are headers, or column letters, that feed no field.
    """

    headers: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says instead of the detection: ``--sheet``, ``--header-row``, ``--map``.

    What is `remembered` of a set of headers gives way to `columns`.
    """

    sheet: str | None = None
    header_row: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    remembered: tuple[Remembered, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A parts list and what its columns mean."""

    table: Table
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class TableReport:
    """A parts list, what its columns mean, and what each of its rows is."""

    table: Table
    mapping: Mapping
    account: RowAccount


@dataclass(frozen=True, slots=True)
class SheetReport:
    """A sheet and its parts lists; `unread` is the number of filled rows in no parts list."""

    sheet: Sheet
    tables: tuple[TableReport, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was understood of one file."""

    file: str
    format: str
    encoding: str | None
    sheets: tuple[SheetReport, ...]


class ColumnJson(TypedDict):
    """One column as ``screener inspect --format json`` prints it."""

    field: str | None
    header: str
    column: int
    reason: str | None


class RowsJson(TypedDict):
    """Rows below each other that are the same for the same reason."""

    first_row: int
    last_row: int
    kind: str
    reason: str


class TableJson(TypedDict):
    """One table as ``screener inspect --format json`` prints it.

    `account` says of every row that the table accounts for what it is, and why.
    """

    header_rows: list[int]
    first_row: int | None
    last_row: int | None
    part_rows: int
    columns: list[ColumnJson]
    rows: dict[str, int]
    account: list[RowsJson]


class SheetJson(TypedDict):
    """One sheet as ``screener inspect --format json`` prints it."""

    name: str
    state: str
    tables: list[TableJson]
    unread_rows: int


class FileJson(TypedDict):
    """One file as ``screener inspect --format json`` prints it."""

    file: str
    format: str
    encoding: str | None
    sheets: list[SheetJson]


def map_workbook(
    workbook: Workbook, vocabulary: Vocabulary, overrides: Overrides | None = None
) -> tuple[MappedTable, ...]:
    """Find the parts lists of a workbook and what their columns mean.

    Hidden sheets are left out unless the user names one.

    Raises:
        UnknownSheet: There is no sheet of the given name.
        HeaderRowOutOfRange: The given header row is outside the sheet, or blank.
        HeaderNotFound: No sheet has a header.
        FileEmpty: No sheet holds anything.
        UnknownField: ``--map`` names a field that there is not.
        UnknownHeader: ``--map`` names a header that no table has.
    """
    given = overrides or Overrides()
    sheets = _chosen_sheets(workbook, given)
    mapped = []
    for sheet, table in _tables(workbook.file, sheets, vocabulary, given):
        del sheet
        columns = _overrides_for(table, given.columns)
        columns += _remembered_for(table, given.remembered, columns)
        unused = _unused_in(table, given.remembered)
        mapping = propose_mapping(table, vocabulary, columns, unused=unused, file=workbook.file)
        mapped.append(MappedTable(table, mapping))
    _check_overrides(workbook.file, mapped, vocabulary, given)
    return tuple(mapped)


def inspect(path: Path, vocabulary: Vocabulary, overrides: Overrides | None = None) -> FileReport:
    """Say what is understood of a file.

    Raises:
        InputError: The file cannot be read, or an override does not fit it.
    """
    given = overrides or Overrides()
    workbook = open_workbook(path, encoding=given.encoding)
    words = RowWords(vocabulary.tables)
    reports = [
        TableReport(found.table, found.mapping, account_rows(found.table, found.mapping, words))
        for found in map_workbook(workbook, vocabulary, given)
    ]
    return FileReport(
        file=str(path),
        format=workbook.format,
        encoding=workbook.encoding,
        sheets=tuple(_sheet_report(sheet, reports) for sheet in workbook.sheets),
    )


def report_as_json(report: FileReport) -> FileJson:
    """Return the report as ``screener inspect --format json`` prints it."""
    return {
        "file": report.file,
        "format": report.format,
        "encoding": report.encoding,
        "sheets": [
            {
                "name": sheet.sheet.name,
                "state": sheet.sheet.state,
                "tables": [_table_as_json(table) for table in sheet.tables],
                "unread_rows": sheet.unread,
            }
            for sheet in report.sheets
        ],
    }


def _table_as_json(report: TableReport) -> TableJson:
    parts = report.account.of("part")
    columns: list[ColumnJson] = [
        {"field": c.field, "header": c.header, "column": c.column, "reason": c.reason}
        for c in report.mapping.columns
    ]
    columns += [
        {"field": None, "header": header, "column": column, "reason": None}
        for header, column in report.mapping.unused
    ]
    return {
        "header_rows": list(report.table.header_rows),
        "first_row": parts[0].number if parts else None,
        "last_row": parts[-1].number if parts else None,
        "part_rows": len(parts),
        "columns": sorted(columns, key=lambda column: column["column"]),
        "rows": report.account.counts(),
        "account": [
            {
                "first_row": run[0].number,
                "last_row": run[-1].number,
                "kind": run[0].kind,
                "reason": run[0].reason,
            }
            for run in report.account.runs()
        ],
    }


def _sheet_report(sheet: Sheet, reports: Sequence[TableReport]) -> SheetReport:
    own = tuple(report for report in reports if report.table.sheet is sheet)
    return SheetReport(sheet, own, 0 if own else sheet.filled)


def _chosen_sheets(workbook: Workbook, given: Overrides) -> list[Sheet]:
    if given.sheet is None:
        return [sheet for sheet in workbook.sheets if sheet.state == "visible"]
    named = [sheet for sheet in workbook.sheets if sheet.name == given.sheet] or [
        sheet for sheet in workbook.sheets if fold_text(sheet.name) == fold_text(given.sheet)
    ]
    if not named:
        names = ", ".join(repr(sheet.name) for sheet in workbook.sheets)
        raise UnknownSheet(file=workbook.file, sheet=given.sheet, sheets=names)
    return named[:1]


def _tables(
    file: str, sheets: Sequence[Sheet], vocabulary: Vocabulary, given: Overrides
) -> Iterator[tuple[Sheet, Table]]:
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise FileEmpty(file=file)
    found = False
    for sheet in filled if given.header_row is None else filled[:1]:
        if given.header_row is not None:
            _check_header_row(file, sheet, given.header_row)
        for table in _tables_of(sheet, vocabulary, given):
            found = True
            yield sheet, table
    if not found:
        rows = min(filled[0].height, HEADER_SEARCH_ROWS)
        raise HeaderNotFound(file=file, sheet=filled[0].name, rows=rows)


def _tables_of(sheet: Sheet, vocabulary: Vocabulary, given: Overrides) -> list[Table]:
    """Find the tables of a sheet; a row of headers that are remembered is one, if none else is."""
    tables = find_tables(sheet, vocabulary, header_row=given.header_row)
    known = [_header_set(mapping.headers) for mapping in given.remembered]
    if given.header_row is not None or any(_header_set(one.headers) in known for one in tables):
        return tables
    rows = enumerate(sheet.rows[:HEADER_SEARCH_ROWS] if known else (), start=1)
    row = next((number for number, cells in rows if _header_set(cells) in known), None)
    return tables if row is None else find_tables(sheet, vocabulary, header_row=row)


def _check_header_row(file: str, sheet: Sheet, row: int) -> None:
    inside = 0 <= row <= sheet.height
    if not inside or (row and not any(cell.strip() for cell in sheet.rows[row - 1])):
        raise HeaderRowOutOfRange(file=file, sheet=sheet.name, rows=sheet.height, row=row)


def _overrides_for(table: Table, columns: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the overrides whose header this table has: others may be meant for another table."""
    headers = {fold_text(header) for header in table.headers}
    letters = {column_letters(column) for column in range(table.left, table.right + 1)}
    return [
        (field, header)
        for field, header in columns
        if fold_text(header) in headers or header in letters
    ]


def _remembered_for(
    table: Table, remembered: Sequence[Remembered], said: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return what is remembered of a table's headers, where the user says nothing else."""
    headers = _header_set(table.headers)
    fields = {field for field, _ in said}
    taken = {fold_text(header) for _, header in said}
    return [
        (field, header)
        for mapping in remembered
        if _header_set(mapping.headers) == headers
        for field, header in mapping.columns
        if field not in fields and fold_text(header) not in taken
    ]


def _unused_in(table: Table, remembered: Sequence[Remembered]) -> list[str]:
    headers = _header_set(table.headers)
    return [
        header
        for mapping in remembered
        if _header_set(mapping.headers) == headers
        for header in mapping.unused
    ]


def _header_set(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_text(header) for header in headers if header.strip())


def _check_overrides(
    file: str, mapped: Sequence[MappedTable], vocabulary: Vocabulary, given: Overrides
) -> None:
    """Refuse an override that no table could follow."""
    followed = {
        override for found in mapped for override in _overrides_for(found.table, given.columns)
    }
    for field, header in given.columns:
        if (field, header) not in followed and mapped:
            propose_mapping(mapped[0].table, vocabulary, [(field, header)], file=file)
