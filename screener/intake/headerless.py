"""Lists without a header: read without being asked only where they are parts lists beyond doubt."""

from collections.abc import Sequence

from screener.intake.cells import Sheet
from screener.intake.content import holds
from screener.intake.vocabulary import Vocabulary

_ROWS = 6
_COLUMNS = 3  # filled cells of a row that is no total and no note
_SHARE = 0.8  # of those rows


def lists_parts(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Tell whether a sheet without a header is a parts list.

    That is so where nearly every row of some length has its own reference designator, or names
    something of its own beside a quantity and its unit.
    """
    rows = [row for row in sheet.rows if sum(bool(cell.strip()) for cell in row) >= _COLUMNS]
    if len(rows) < _ROWS:
        return False
    columns = [[row[column].strip() for row in rows] for column in range(sheet.width)]
    if any(_each_has_its_own(cells, "designators") for cells in columns):
        return True
    counted = any(_most_hold(cells, "numbers") and not holds(cells, "running") for cells in columns)
    measured = any(sum(map(vocabulary.is_unit, cells)) >= _SHARE * len(cells) for cells in columns)
    return counted and measured and any(_each_has_its_own(cells, "words") for cells in columns)


def _most_hold(cells: Sequence[str], kind: str) -> bool:
    return sum(holds((cell,), kind) for cell in cells) >= _SHARE * len(cells)


def _each_has_its_own(cells: Sequence[str], kind: str) -> bool:
    return len(set(cells)) >= _SHARE * len(cells) and _most_hold(cells, kind)
