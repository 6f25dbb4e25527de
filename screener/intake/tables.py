"""Where the parts lists of a sheet are: header rows, and the rows and columns of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from screener.intake.cells import Sheet
from screener.intake.vocabulary import Meaning, Vocabulary

#: Rows that are looked at closely for the first header; further down only exact words count.
HEADER_SEARCH_ROWS = 1000
_LOOK_AHEAD = 15
_NUMBER = re.compile(r"[\s\d.,%+\-/()]*\d[\s\d.,%+\-/()]*|https?://\S+")

#: Fields that say what an item is.
IDENTIFYING = frozenset(
    {
        "description",
        "part_number",
        "manufacturer_part_number",
        "distributor_part_number",
        "reference",
        "material",
        "hs_code",
    }
)
_BESIDE_ANY_TABLE = frozenset({"description", "line_id", "level", "date", "notes"})


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

    @property
    def first_body_row(self) -> int:
        """The row below the header."""
        return self.header_rows[-1] + 1 if self.header_rows else self.top


@dataclass(frozen=True, slots=True)
class _Score:
    """How much a row looks like a header."""

    fields: frozenset[str]
    known: int
    filled: int
    numeric: int
    canonical: int

    @property
    def possible(self) -> bool:
        """The row may be a header where none is known yet."""
        if self.canonical and self.canonical == self.filled:
            return bool(self.fields & IDENTIFYING)
        # A counted list may leave the header of its names blank.
        names_items = bool(self.fields & IDENTIFYING) or (
            "quantity" in self.fields and not self.numeric
        )
        return (
            len(self.fields) > 1
            and names_items
            and bool(self.fields - _BESIDE_ANY_TABLE)
            and self.numeric * 10 <= self.filled * 3
            and self.known * 5 >= self.filled
        )

    @property
    def likely(self) -> bool:
        """The row is a header if nothing stands on it but a title or a gap."""
        return self.possible and not self.numeric and len(self.fields) > 2  # noqa: PLR2004  # two may be chance

    @property
    def certain(self) -> bool:
        """The row is a header even between other rows."""
        return self.possible and not self.numeric and self.known * 10 >= self.filled * 6


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
        nameless = ("",) * sheet.width
        return [Table(sheet, (), 1, sheet.height, 1, sheet.width, nameless)]
    if header_row is not None:
        return [_table(sheet, vocabulary, (1, sheet.width), (1, sheet.height), header_row)]
    starts = _band_starts(sheet, vocabulary)
    tables = []
    for number, (start, following) in enumerate(pairwise([*starts, sheet.height + 1])):
        rows = (1 if number == 0 else _title_above(sheet, start), following - 1)
        if following <= sheet.height:
            rows = (rows[0], _title_above(sheet, following) - 1)
        for block in _blocks(sheet, vocabulary, start, rows[1]):
            tables += _block_tables(sheet, vocabulary, block, rows, start)
    return tables


def score(cells: Sequence[str], vocabulary: Vocabulary) -> _Score:
    """Return how much a row of cells looks like a header."""
    filled = [cell for cell in cells if cell.strip()]
    meanings = [vocabulary.meaning(cell) for cell in filled]
    known = [meaning for meaning in meanings if meaning]
    if _is_key_value(cells, vocabulary):
        known = []
    return _Score(
        fields=frozenset(
            meaning.field for meaning in known if meaning.field and meaning.reason == "exact"
        ),
        known=len(known),
        filled=len(filled),
        numeric=sum(bool(_NUMBER.fullmatch(cell.strip())) for cell in filled),
        canonical=sum(meaning.canonical for meaning in known),
    )


def _is_key_value(cells: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the row reads ``Project: x  Date: y``."""
    pairs = [
        not vocabulary.meaning(value)
        for key, value in pairwise([cell for cell in cells if cell.strip()])
        if key.rstrip().endswith((":", "："))
    ]
    return bool(pairs) and sum(pairs) * 2 > len(pairs)


def _band_starts(sheet: Sheet, vocabulary: Vocabulary) -> list[int]:
    """Return the header rows that stand across the whole width of the sheet."""
    first = _first_header(sheet, vocabulary)
    if first is None:
        return []
    starts = [first]
    starts += [
        row
        for row in _certain_rows(sheet, vocabulary, first + 1, sheet.height, (1, sheet.width))
        if row > first + 1
    ]
    return [row for index, row in enumerate(starts) if index == 0 or row - starts[index - 1] > 1]


def _first_header(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    best: tuple[int, _Score] | None = None
    for row in range(1, min(sheet.height, HEADER_SEARCH_ROWS) + 1):
        found = score(sheet.rows[row - 1], vocabulary)
        if best and row - best[0] > _LOOK_AHEAD:
            break
        if found.possible and (best is None or len(found.fields) > len(best[1].fields)):
            best = row, found
            if found.certain:
                break
    return best[0] if best else _first_weak_header(sheet, vocabulary)


def _first_weak_header(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    """Find a header of which little is known: similar words, or one word above a column."""
    for row in range(1, min(sheet.height, HEADER_SEARCH_ROWS) + 1):
        cells = sheet.rows[row - 1]
        filled = [cell for cell in cells if cell.strip()]
        if not filled or any(_NUMBER.fullmatch(cell.strip()) for cell in filled):
            continue
        if _is_key_value(cells, vocabulary):
            continue
        meanings = [vocabulary.meaning(cell) or vocabulary.similar(cell) for cell in filled]
        fields = {meaning.field for meaning in meanings if meaning and meaning.field}
        if fields <= _BESIDE_ANY_TABLE and "date" in fields:
            continue  # a history of changes
        exact = {meaning.field for meaning in meanings if meaning and meaning.reason == "exact"}
        if len(fields) > 1 and (fields & IDENTIFYING or len(exact - {None}) > 1):
            return row
        if fields and len(filled) > 1 and _numbers_below(sheet, row, vocabulary):
            return row
        if len(filled) == 1 and sheet.width == 1 and _is_plain(meanings[0]):
            return row
    return None


def _is_plain(meaning: Meaning | None) -> bool:
    return bool(meaning and meaning.reason == "exact" and meaning.field in IDENTIFYING)


def _numbers_below(sheet: Sheet, row: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a column that claims to hold quantities or prices does so, for some rows."""
    below = sheet.rows[row : row + 3]
    return len(below) > 1 and any(
        all(_NUMBER.fullmatch(cells[column].strip()) for cells in below)
        for column, header in enumerate(sheet.rows[row - 1])
        if (meaning := vocabulary.meaning(header)) and meaning.field in {"quantity", "unit_price"}
    )


def _certain_rows(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, columns: tuple[int, int]
) -> list[int]:
    left, right = columns
    rows = []
    for row in range(first, last + 1):
        cells = sheet.rows[row - 1][left - 1 : right]
        if vocabulary.may_be_header(cells):
            found = score(cells, vocabulary)
            if found.certain or (found.likely and _stands_apart(sheet, row, columns)):
                rows.append(row)
    return rows


def _stands_apart(sheet: Sheet, row: int, columns: tuple[int, int]) -> bool:
    """Tell whether the row above is blank or holds one cell."""
    left, right = columns
    above = sheet.rows[row - 2][left - 1 : right]
    return sum(bool(cell.strip()) for cell in above) <= 1


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


def _block_tables(
    sheet: Sheet,
    vocabulary: Vocabulary,
    block: tuple[int, int],
    rows: tuple[int, int],
    header_row: int,
) -> list[Table]:
    """Return the tables that stand one under the other in one block of columns."""
    top, bottom = rows
    first = _block_header(sheet, vocabulary, block, header_row, bottom) or header_row
    headers = [first]
    for row in _certain_rows(sheet, vocabulary, first + 1, bottom, block):
        if row - headers[-1] > 1:
            headers.append(row)
    bounds = [top, *(_title_above(sheet, row) for row in headers[1:]), bottom + 1]
    return [
        _table(sheet, vocabulary, block, (start, end - 1), row)
        for row, (start, end) in zip(headers, pairwise(bounds), strict=True)
    ]


def _table(
    sheet: Sheet,
    vocabulary: Vocabulary,
    block: tuple[int, int],
    rows: tuple[int, int],
    header_row: int,
) -> Table:
    top, bottom = rows
    first, last = header_row, header_row
    if header_row > top and _belongs_above(sheet, vocabulary, block, header_row):
        first -= 1
    while last < min(bottom, header_row + 2) and _belongs_below(sheet, vocabulary, block, last):
        last += 1
    header_rows = tuple(range(first, last + 1))
    headers = tuple(
        _header_text(sheet, vocabulary, header_rows, column)
        for column in range(block[0], block[1] + 1)
    )
    return Table(sheet, header_rows, top, bottom, block[0], block[1], headers)


def _belongs_above(
    sheet: Sheet, vocabulary: Vocabulary, block: tuple[int, int], header_row: int
) -> bool:
    """Tell whether the row above completes the header: groups of columns, or missing headers."""
    left, right = block
    above = sheet.rows[header_row - 2][left - 1 : right]
    own = sheet.rows[header_row - 1][left - 1 : right]
    found = score(above, vocabulary)
    if found.filled < 2 or found.numeric or _is_key_value(above, vocabulary):  # noqa: PLR2004
        return False
    completes = any(
        vocabulary.meaning(upper) and (not lower.strip() or _NUMBER.fullmatch(lower.strip()))
        for upper, lower in zip(above, own, strict=True)
        if upper.strip()
    )
    grouped = any(
        area.top == area.bottom == header_row - 1 and left <= area.left < area.right <= right
        for area in sheet.merged
    )
    return completes or grouped


def _belongs_below(
    sheet: Sheet, vocabulary: Vocabulary, block: tuple[int, int], header_row: int
) -> bool:
    """Tell whether the header goes on in the next row."""
    left, right = block
    below = sheet.rows[header_row][left - 1 : right]
    found = score(below, vocabulary)
    if not found.filled or found.numeric:
        return False
    areas = [area for area in sheet.merged if area.top == header_row and left <= area.left <= right]
    if any(area.bottom == header_row + 1 and area.left == area.right for area in areas):
        return True
    spread = {
        c for area in areas if area.right > area.left for c in range(area.left, area.right + 1)
    }
    places = {left + index for index, cell in enumerate(below) if cell.strip()}
    if spread and places <= spread:
        return True
    own = sheet.rows[header_row - 1][left - 1 : right]
    fills_gap = any(
        not upper.strip() and lower.strip() for upper, lower in zip(own, below, strict=True)
    )
    return found.certain or (fills_gap and found.known == found.filled and bool(found.fields))


def _header_text(
    sheet: Sheet, vocabulary: Vocabulary, header_rows: tuple[int, ...], column: int
) -> str:
    """Return the header of a column; of several rows the words that mean something."""
    texts: list[str] = []
    for row in header_rows:
        text = sheet.rows[row - 1][column - 1] or _spread_from(sheet, row, column)
        if text.strip() and text not in texts:
            texts.append(text)
    if len(texts) <= 1:
        return texts[0] if texts else ""
    together = " ".join(text.strip() for text in texts)
    whole = vocabulary.meaning(together)
    if whole and whole.reason == "exact":
        return together
    known = [text for text in reversed(texts) if vocabulary.meaning(text)]
    return known[0] if known else together


def _spread_from(sheet: Sheet, row: int, column: int) -> str:
    """Return the text of the merged header cell that covers this one from the left."""
    for area in sheet.merged:
        if area.top <= row <= area.bottom and area.left < column <= area.right:
            return sheet.rows[area.top - 1][area.left - 1]
    return ""
