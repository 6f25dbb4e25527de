"""Which rows of a sheet are headers: the words they hold, and what stands around them."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from screener.intake.cells import Sheet
from screener.intake.vocabulary import Meaning, Vocabulary

#: Rows that are looked at closely for the first header; further down only exact words count.
HEADER_SEARCH_ROWS = 1000
_LOOK_AHEAD = 15
_LONGEST_WEAK = 40  # characters; longer cells are sentences, not headers
NUMBER = re.compile(r"[\s\d.,%+\-/()]*\d[\s\d.,%+\-/()]*|https?://\S+")

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
class HeaderScore:
    """How much a row looks like a header."""

    fields: frozenset[str]
    senses: frozenset[str]
    known: int
    filled: int
    numeric: int
    canonical: int
    alone: bool

    @property
    def possible(self) -> bool:
        """The row may be a header where none is known yet."""
        if self.canonical and self.canonical == self.filled and (self.filled > 1 or self.alone):
            return bool(self.fields & IDENTIFYING)
        # A counted list may leave the header of its names blank.
        names_items = bool(self.fields & IDENTIFYING) or (
            "quantity" in self.fields and not self.numeric
        )
        lists_goods = len(self.fields) > 1 and bool(self.fields - _BESIDE_ANY_TABLE)
        # "Part, Value, Device": each describes, and the first may hold designators.
        lists_components = self.known > 1 and {"description", "reference"} <= self.senses
        return (
            names_items
            and (lists_goods or (lists_components and "date" not in self.fields))
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


def score(cells: Sequence[str], vocabulary: Vocabulary) -> HeaderScore:
    """Return how much a row of cells looks like a header."""
    filled = [cell for cell in cells if cell.strip()]
    meanings = [vocabulary.meaning(cell) for cell in filled]
    known = [meaning for meaning in meanings if meaning]
    if is_key_value(cells, vocabulary):
        known = []
    return HeaderScore(
        fields=frozenset(
            meaning.field for meaning in known if meaning.field and meaning.reason == "exact"
        ),
        known=len(known),
        filled=len(filled),
        senses=frozenset(
            sense.field for meaning in known for sense in meaning.senses if sense.field
        ),
        numeric=sum(bool(NUMBER.fullmatch(cell.strip())) for cell in filled),
        canonical=sum(meaning.canonical for meaning in known),
        alone=len(cells) == 1,
    )


def is_key_value(cells: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the row reads ``Project: x  Date: y``; one pair beside a header is none."""
    filled = [cell for cell in cells if cell.strip()]
    pairs = [
        not vocabulary.meaning(value)
        for key, value in pairwise(filled)
        if key.rstrip().endswith((":", "："))
    ]
    covers_half = 4 * sum(pairs) >= len(filled)
    return bool(pairs) and sum(pairs) * 2 > len(pairs) and covers_half


def header_candidates(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return the rows that may be headers between others, told at little cost."""
    rows = enumerate(sheet.rows, start=1)
    return tuple(number for number, cells in rows if vocabulary.may_be_header(cells))


def find_header_rows(sheet: Sheet, vocabulary: Vocabulary, candidates: Sequence[int]) -> list[int]:
    """Return the header rows that stand across the whole width of the sheet."""
    first = _first_header(sheet, vocabulary)
    if first is None:
        return []
    starts = [first]
    starts += [
        row
        for row in certain_header_rows(sheet, vocabulary, candidates, (1, sheet.width))
        if row > first + 1
    ]
    return [row for index, row in enumerate(starts) if index == 0 or row - starts[index - 1] > 1]


def _first_header(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    best: tuple[int, HeaderScore] | None = None
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
        if not filled or any(NUMBER.fullmatch(cell.strip()) for cell in filled):
            continue
        if is_key_value(cells, vocabulary) or max(map(len, filled)) > _LONGEST_WEAK:
            continue
        meanings = [vocabulary.meaning(cell) or vocabulary.similar(cell) for cell in filled]
        fields = {meaning.field for meaning in meanings if meaning and meaning.field}
        if _is_history(fields):
            continue
        exact = {meaning.field for meaning in meanings if meaning and meaning.reason == "exact"}
        counts = len(exact - {None}) > 1 or {"quantity", "unit_price"} <= fields
        if len(fields) > 1 and (fields & IDENTIFYING or counts):
            return row
        if fields and len(filled) > 1 and _numbers_below(sheet, row, vocabulary):
            return row
        if len(filled) == 1 and sheet.width == 1 and _is_plain(meanings[0]):
            return row
    return None


def _is_history(fields: AbstractSet[str | None]) -> bool:
    """Tell whether the headers are those of a history of changes."""
    return "date" in fields and not fields - _BESIDE_ANY_TABLE - {None}


def find_history(
    sheet: Sheet, vocabulary: Vocabulary, rows: Iterable[int], columns: tuple[int, int]
) -> int | None:
    """Return the first row that begins a history of changes in some columns, if one does."""
    left, right = columns
    for row in rows:
        cells = sheet.rows[row - 1][left - 1 : right]
        if _stands_apart(sheet, row, columns):
            found = score(cells, vocabulary)
            named = found.filled > 2 and not found.numeric  # noqa: PLR2004  # two may be chance
            if named and _is_history(found.fields):
                return row
    return None


def _is_plain(meaning: Meaning | None) -> bool:
    return bool(meaning and meaning.reason == "exact" and meaning.field in IDENTIFYING)


def _numbers_below(sheet: Sheet, row: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a column that claims to hold quantities or prices does so, for some rows."""
    below = sheet.rows[row : row + 3]
    return len(below) > 1 and any(
        all(NUMBER.fullmatch(cells[column].strip()) for cells in below)
        for column, header in enumerate(sheet.rows[row - 1])
        if (meaning := vocabulary.meaning(header)) and meaning.field in {"quantity", "unit_price"}
    )


def certain_header_rows(
    sheet: Sheet, vocabulary: Vocabulary, candidates: Iterable[int], columns: tuple[int, int]
) -> list[int]:
    """Return the rows that are headers even between parts, in some columns."""
    left, right = columns
    rows = []
    for row in candidates:
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
