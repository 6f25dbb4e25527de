"""Where the parts lists of a sheet are: the rows and columns that belong to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from screener.intake.cells import Sheet
from screener.intake.header_extent import belongs_above, belongs_below, header_text
from screener.intake.header_rows import (
    IDENTIFYING,
    certain_header_rows,
    find_header_rows,
    find_history,
    header_candidates,
    score,
)
from screener.intake.headerless import lists_parts
from screener.intake.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Table:
    """A parts list in a sheet; all numbers are 1-based and inclusive.

    `top` and `bottom` bound the rows that this table accounts for: titles above the header and
    notes below the parts too. `headers` are the texts of the columns from `left` to `right`.
    """

    sheet: Sheet
    header_rows: tuple[int, ...]
    top: int
    bottom: int
    left: int
    right: int
    headers: tuple[str, ...]
    last_body_row: int

    @property
    def first_body_row(self) -> int:
        """The row below the header."""
        return self.header_rows[-1] + 1 if self.header_rows else self.top


def find_tables(
    sheet: Sheet, vocabulary: Vocabulary, *, header_row: int | None = None
) -> list[Table]:
    """Find the parts lists of a sheet.

    Args:
        sheet: The sheet.
        vocabulary: The words of headers.
        header_row: The header, where the user says which row it is (1-based); 0 says that the
            list has no header, and its columns are known by what they hold.

    Returns:
        The tables from top to bottom and from left to right. Their rows together are all rows of
        the sheet; none if no row looks like a header.
    """
    if header_row == 0:
        return [_without_header(sheet)]
    candidates = header_candidates(sheet, vocabulary)
    if header_row is not None:
        whole = (1, sheet.width), (1, sheet.height)
        return [_table(sheet, vocabulary, *whole, header_row, candidates)]
    starts = find_header_rows(sheet, vocabulary, candidates)
    if not starts and lists_parts(sheet, vocabulary):
        return [_without_header(sheet)]
    tables = []
    for number, (start, following) in enumerate(pairwise([*starts, sheet.height + 1])):
        rows = (1 if number == 0 else _title_above(sheet, start), following - 1)
        if following <= sheet.height:
            rows = (rows[0], _title_above(sheet, following) - 1)
        for block in _blocks(sheet, vocabulary, start, rows[1]):
            tables += _block_tables(sheet, vocabulary, block, rows, start, candidates)
    return tables


def _without_header(sheet: Sheet) -> Table:
    return Table(sheet, (), 1, sheet.height, 1, sheet.width, ("",) * sheet.width, sheet.height)


def _title_above(sheet: Sheet, header_row: int) -> int:
    """Return the row of the title that stands on a header in mid-sheet, or the header row."""
    above = sheet.rows[header_row - 2]
    return header_row - 1 if sum(bool(cell.strip()) for cell in above) == 1 else header_row


def _blocks(
    sheet: Sheet, vocabulary: Vocabulary, header_row: int, last: int
) -> list[tuple[int, int]]:
    """Split the columns where two tables stand side by side."""
    rows = sheet.rows[header_row - 1 : last]
    filled = [any(row[column].strip() for row in rows) for column in range(sheet.width)]
    groups: list[tuple[int, int]] = []
    for column, is_filled in enumerate(filled, start=1):
        if is_filled and groups and groups[-1][1] == column - 1:
            groups[-1] = groups[-1][0], column
        elif is_filled:
            groups.append((column, column))
    blocks: list[tuple[int, int]] = []
    known: list[frozenset[str]] = []
    for group in groups:
        fields = _block_fields(sheet, vocabulary, group, header_row, last)
        if not blocks or (known[-1] and _is_another_table(known[-1], fields)):
            if blocks:
                blocks[-1] = blocks[-1][0], group[0] - 1  # the gap belongs to the left table
            blocks.append(group)
            known.append(fields)
        else:
            blocks[-1] = blocks[-1][0], group[1]
            known[-1] |= fields
    blocks[0] = 1, blocks[0][1]
    blocks[-1] = blocks[-1][0], sheet.width
    return [part for block in blocks for part in _halves(sheet, vocabulary, block, header_row)]


def _halves(
    sheet: Sheet, vocabulary: Vocabulary, block: tuple[int, int], header_row: int
) -> list[tuple[int, int]]:
    """Split a block whose header says the same columns twice: ``Part, Qty, Part, Qty``."""
    left, right = block
    half = (right - left + 1) // 2
    headers = [cell.strip() for cell in sheet.rows[header_row - 1][left - 1 : right]]
    same = half > 1 and len(headers) == 2 * half and headers[:half] == headers[half:]
    if same and score(headers[:half], vocabulary).certain:
        return [(left, left + half - 1), (left + half, right)]
    return [block]


def _block_fields(
    sheet: Sheet, vocabulary: Vocabulary, group: tuple[int, int], header_row: int, last: int
) -> frozenset[str]:
    row = _block_header(sheet, vocabulary, group, header_row, last)
    if row is None:
        return frozenset()
    return score(sheet.rows[row - 1][group[0] - 1 : group[1]], vocabulary).fields


def _block_header(
    sheet: Sheet, vocabulary: Vocabulary, group: tuple[int, int], header_row: int, last: int
) -> int | None:
    for row in range(header_row, last + 1):
        cells = sheet.rows[row - 1][group[0] - 1 : group[1]]
        near = row <= header_row + 2
        if (near or vocabulary.may_be_header(cells)) and score(cells, vocabulary).possible:
            return row
    return None


def _is_another_table(left: frozenset[str], right: frozenset[str]) -> bool:
    common = left & right
    return bool(common & IDENTIFYING) and len(common) > 1


def _block_tables(  # noqa: PLR0913, PLR0917  # where a table may be, and what is known of it
    sheet: Sheet,
    vocabulary: Vocabulary,
    block: tuple[int, int],
    rows: tuple[int, int],
    header_row: int,
    candidates: Sequence[int],
) -> list[Table]:
    """Return the tables that stand one under the other in one block of columns."""
    top, bottom = rows
    first = _block_header(sheet, vocabulary, block, header_row, bottom) or header_row
    headers = [first]
    below = [row for row in candidates if first < row <= bottom]
    for row in certain_header_rows(sheet, vocabulary, below, block):
        if row - headers[-1] > 1:
            headers.append(row)
    bounds = [top, *(_title_above(sheet, row) for row in headers[1:]), bottom + 1]
    return [
        _table(sheet, vocabulary, block, (start, end - 1), row, candidates)
        for row, (start, end) in zip(headers, pairwise(bounds), strict=True)
    ]


def _table(  # noqa: PLR0913, PLR0917  # as above
    sheet: Sheet,
    vocabulary: Vocabulary,
    block: tuple[int, int],
    rows: tuple[int, int],
    header_row: int,
    candidates: Sequence[int],
) -> Table:
    top, bottom = rows
    first, last = header_row, header_row
    if header_row > top and belongs_above(sheet, vocabulary, block, header_row):
        first -= 1
    while last < min(bottom, header_row + 2) and belongs_below(sheet, vocabulary, block, last):
        last += 1
    header_rows = tuple(range(first, last + 1))
    headers = tuple(
        header_text(sheet, vocabulary, header_rows, column)
        for column in range(block[0], block[1] + 1)
    )
    below = (row for row in candidates if last + 1 < row <= bottom)
    other = find_history(sheet, vocabulary, below, block)
    body_end = bottom if other is None else other - 1
    return Table(sheet, header_rows, top, bottom, block[0], block[1], headers, body_end)
