"""From the rows of a table to lines: the facts of each part, and where each was read."""

from collections.abc import Sequence

from screener.intake.columns import Column, Mapping
from screener.intake.row_words import RowWords
from screener.intake.rows import RowAccount, account_rows
from screener.intake.tables import Table
from screener.intake.vocabulary import Vocabulary
from screener.model import Line, Source, Stated


def read_lines(
    table: Table, mapping: Mapping, vocabulary: Vocabulary, *, file: str
) -> tuple[list[Line], RowAccount]:
    """Read the part lines of a table.

    Returns:
        The lines in the order of the sheet, and what every row of the table is.
    """
    words = RowWords(vocabulary.tables)
    account = account_rows(table, mapping, words)
    cells = _ResolvedCells(table, mapping, words)
    groups = _by_field(mapping, vocabulary)
    name = table.sheet.name
    lines = []
    for row in account.of("part"):
        texts = cells.of(row.number)
        stated = {}
        for field, columns, joins in groups:
            found = _stated((name, row.number), texts, columns, words, joins=joins)
            if found:
                stated[field] = found
        lines.append(Line(file, name, row.number, stated))
    return lines, account


def _by_field(
    mapping: Mapping, vocabulary: Vocabulary
) -> list[tuple[str, tuple[Column, ...], bool]]:
    names = dict.fromkeys(column.field for column in mapping.columns)
    return [(name, mapping.of(name), vocabulary.combines(name) == "join") for name in names]


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
        texts = {}
        for column in self._columns:
            text = row[column - 1].strip()
            if not text and (number, column) in self._merged:
                text = self._rows[self._merged[number, column] - 1][column - 1].strip()
            elif text and self._words.is_ditto(text):
                text = self._above.get(column, "")
            if text:
                self._above[column] = text
            texts[column] = text
        return texts


def _stated(
    place: tuple[str, int],
    texts: dict[int, str],
    columns: Sequence[Column],
    words: RowWords,
    *,
    joins: bool,
) -> Stated | None:
    first, sheet, row = columns[0], *place
    if len(columns) == 1:
        text = texts[first.column]
        return Stated(text, Source.CELL, sheet, row, first.column, first.header) if text else None
    filled = [column for column in columns if texts[column.column]]
    telling = [column for column in filled if not words.is_nothing(texts[column.column])]
    chosen = telling or filled[:1]
    if not chosen:
        return None
    first = chosen[0]
    pieces = [texts[column.column] for column in chosen] if joins else [texts[first.column]]
    text = " ".join(dict.fromkeys(pieces))
    return Stated(text, Source.CELL, sheet, row, first.column, first.header)
