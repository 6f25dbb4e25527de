"""From the rows of a table to lines: the facts of each part, and where each was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screener.intake.columns import Column, Mapping
from screener.intake.row_words import RowWords
from screener.intake.rows import RowAccount, account_rows
from screener.intake.tables import Table
from screener.intake.vocabulary import Vocabulary
from screener.model import Line, Source, Stated
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
    name = table.sheet.name
    lines = []
    for number, following in _with_continuations(account):
        texts = [(row, cells.of(row)) for row in (number, *following)]
        stated = {}
        for group in groups:
            found = group.state(name, texts, words)
            if found:
                stated[group.field] = found
        lines.append(Line(file, name, number, stated))
    return lines, account


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
    """The texts of the mapped columns, ditto marks and vertically merged cells filled in."""

    def __init__(self, table: Table, mapping: Mapping, words: RowWords) -> None:
        self._rows = table.sheet.rows
        self._columns = [column.column for column in mapping.columns]
        self._words = words
        self._above: dict[int, str] = {}
        self._merged = {
            (row, area.left): area.top
            for area in table.sheet.merged
            if area.bottom > area.top
            for row in range(area.top + 1, min(area.bottom, table.bottom) + 1)
        }

    def of(self, number: int) -> dict[int, str]:
        """Return column → text for one row; rows are asked for from top to bottom."""
        row = self._rows[number - 1]
        marks = self._words.marks
        texts = {}
        for column in self._columns:
            text = row[column - 1].strip()
            if not text or text in marks:
                text = self._elsewhere(number, column, text)
            if text:
                texts[column] = text
        self._above.update(texts)
        return texts

    def _elsewhere(self, number: int, column: int, text: str) -> str:
        """Return what is said above, by a ditto mark or a merged cell."""
        if self._words.is_ditto(text):
            return self._above.get(column, "")
        top = self._merged.get((number, column))
        above = self._rows[top - 1][column - 1].strip() if top else ""
        return "" if self._words.is_error(above) else above


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
