"""From the rows of a table to lines: the facts of each part, and where each was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from screener.intake.columns import Column, Mapping
from screener.intake.row_words import RowWords
from screener.intake.rows import RowAccount, account_rows
from screener.intake.tables import Table
from screener.intake.vocabulary import Vocabulary
from screener.model import Columns, Line, Source, Stated, StatedCells
from screener.rulepack.currencies import currency_of
from screener.rulepack.headers import Combining

#: Stands between the names of several makers, sellers or numbers of one line.
BETWEEN_ALTERNATIVES = " / "


def read_lines(
    table: Table, mapping: Mapping, vocabulary: Vocabulary, *, file: str
) -> tuple[list[Line], RowAccount]:
    """Read the part lines of a table.

    A row that goes on with the line above counts as more columns of that line.

    Returns:
        The lines in the order of the sheet, and what every row of the table is.
    """
    words = RowWords(vocabulary.tables)
    account = account_rows(table, mapping, words)
    cells = _ResolvedCells(table, mapping, words)
    groups = _by_field(mapping, vocabulary)
    columns = _columns(table.sheet.name, groups)
    joined = [group for group in groups if len(group.columns) > 1]
    priced = "unit_price" in mapping.fields
    lines = []
    for number, following in _with_continuations(account):
        beside: dict[str, Stated] = {}
        if joined or following:
            texts = [(row, cells.of(row)) for row in (number, *following)]
            for group in groups if following else joined:
                found = group.state(columns.sheet, texts, words)
                if found:
                    beside[group.field] = found
        own = () if following else cells.texts(number, columns)
        stated = StatedCells(columns, number, own, beside) if own else beside
        stated = _with_currency(stated) if priced else stated
        lines.append(Line(file, columns.sheet, number, stated))
    return lines, account


def _with_currency(stated: StatedCells | dict[str, Stated]) -> StatedCells | dict[str, Stated]:
    """Add the currency that the price or its header names: ``¥1,200``, ``Price (USD)``."""
    price = stated.get("unit_price")
    currency = currency_of(price.text, price.header or "") if price else ""
    if not price or not currency or "currency" in stated:
        return stated
    named = {"currency": replace(price, text=currency)}
    return stated.over(named) if isinstance(stated, StatedCells) else {**stated, **named}


def _columns(sheet: str, groups: Sequence["_FieldColumns"]) -> Columns:
    """Return the fields that a single column feeds."""
    single = [group for group in groups if len(group.columns) == 1]
    return Columns(
        sheet,
        {group.field: place for place, group in enumerate(single)},
        tuple((group.columns[0].column, group.columns[0].header) for group in single),
    )


def _with_continuations(account: RowAccount) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each part row, and of the rows that go on with it."""
    part, following = 0, list[int]()
    for row in account.rows:
        if row.kind == "part":
            if part:
                yield part, following
            part, following = row.number, []
        elif row.reason == "continuation":
            following.append(row.number)
    if part:
        yield part, following


def _by_field(mapping: Mapping, vocabulary: Vocabulary) -> list["_FieldColumns"]:
    names = dict.fromkeys(column.field for column in mapping.columns)
    return [_FieldColumns(name, mapping.of(name), vocabulary.combines(name)) for name in names]


class _ResolvedCells:
    """The texts of the mapped columns, ditto marks and vertically merged cells filled in.

    Rows are asked for from top to bottom.
    """

    def __init__(self, table: Table, mapping: Mapping, words: RowWords) -> None:
        self._rows = table.sheet.rows
        self._columns = [column.column for column in mapping.columns]
        self._words = words
        self._asked: list[int] = []
        self._repeated: dict[int, tuple[int, str]] = {}
        self._merged = {
            (row, area.left): area.top
            for area in table.sheet.merged
            if area.bottom > area.top
            for row in range(area.top + 1, min(area.bottom, table.bottom) + 1)
        }

    def of(self, number: int) -> dict[int, str]:
        """Return column → text for one row."""
        self._asked.append(number)
        return {column: text for column in self._columns if (text := self._text(number, column))}

    def texts(self, number: int, columns: Columns) -> tuple[str, ...]:
        """Return the texts of some columns of one row, in their order."""
        self._asked.append(number)
        row = self._rows[number - 1]
        texts = tuple([row[column - 1].strip() for column, _ in columns.columns])
        if self._words.marks.isdisjoint(texts) and not self._merged:
            return texts
        return tuple(self._text(number, column) for column, _ in columns.columns)

    def _text(self, number: int, column: int) -> str:
        text = self._rows[number - 1][column - 1].strip()
        if text and text not in self._words.marks:
            return text
        if self._words.is_ditto(text):
            return self._said_above(number, column)
        top = self._merged.get((number, column))
        above = self._rows[top - 1][column - 1].strip() if top else ""
        return "" if self._words.is_error(above) else above

    def _said_above(self, number: int, column: int) -> str:
        """Return what a ditto mark stands for: the last text above it that is none."""
        known, said = self._repeated.get(column, (0, ""))
        for above in takewhile(lambda row: row > known, reversed(self._asked)):
            own = self._rows[above - 1][column - 1].strip()
            if above < number and not self._words.is_ditto(own) and self._text(above, column):
                said = self._text(above, column)
                break
        self._repeated[column] = number, said
        return said


@dataclass(frozen=True, slots=True)
class _FieldColumns:
    """The columns that feed one field, and how their texts combine."""

    field: str
    columns: Sequence[Column]
    combining: Combining

    def state(
        self, sheet: str, texts: Sequence[tuple[int, dict[int, str]]], words: RowWords
    ) -> Stated | None:
        """Return what one line says in these columns; `texts` are those of each of its rows."""
        if len(texts) == 1 == len(self.columns):
            (column,), ((row, only),) = self.columns, texts
            text = only.get(column.column)
            if not text:
                return None
            return Stated(text, Source.CELL, sheet, row, column.column, column.header)
        found = [
            (text, row, column)
            for row, row_texts in texts
            for column in self.columns
            if (text := row_texts.get(column.column))
        ]
        if not found:
            return None
        if len(found) > 1:
            found = [one for one in found if not words.is_nothing(one[0])] or found[:1]
        text, row, first = found[0]
        if len(found) > 1 and self.combining != "first":
            pieces = list(dict.fromkeys(text for text, _, _ in found))
            text = (BETWEEN_ALTERNATIVES if self.combining == "all" else " ").join(pieces)
        return Stated(text, Source.CELL, sheet, row, first.column, first.header)
