"""Text tables: which character separates the cells, and the cells."""

import csv
import io
from collections import Counter

from screener.intake.aligned import read_aligned
from screener.intake.cells import rectangular

_DELIMITERS = (",", ";", "\t", "|")
_AGREEING = 0.5  # share of rows; below, the delimiter may be no delimiter
_SAMPLE_ROWS = 300
_LONGEST_CELL = 10_000_000


def find_delimiter(text: str) -> str:
    """Return the delimiter under which most rows have the same number of cells, more than one.

    Excel's first line ``sep=;`` decides where it is given.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    counts: Counter[int] = Counter()
    sample = _records(text[:200_000], delimiter)
    for row in sample[:_SAMPLE_ROWS]:
        if row:
            counts[len(row)] += 1
    wide = {width: rows for width, rows in counts.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, rows = max(wide.items(), key=lambda found: (found[1], found[0]))
    return rows / counts.total(), width


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error:
        # A stray quote swallowed the rest of the file: read the lines as they stand.
        return [line.split(delimiter) for line in text.splitlines()]
    return records


def read_delimited(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a text table; row numbers are record numbers."""
    if _agreement(text, delimiter)[0] < _AGREEING and not _tabulated(text, delimiter):
        aligned = read_aligned(text)
        if aligned:
            return rectangular(aligned)
    records = _records(text, delimiter)
    widths = Counter(len(record) for record in records if len(record) > 1)
    usual = widths.most_common(1)[0][0] if widths else 1
    return rectangular([_unwrapped(record, delimiter, usual) for record in records])


def _tabulated(text: str, delimiter: str) -> bool:
    """Tell whether most lines hold a tab: none stands in a text by chance."""
    lines = [line for line in text.splitlines() if line.strip()]
    return delimiter == "\t" and 2 * sum("\t" in line for line in lines) > len(lines)


def _unwrapped(record: list[str], delimiter: str, usual: int) -> list[str]:
    """Split a record that was quoted as a whole when the file was saved once more."""
    filled = [cell for cell in record if cell]
    if len(filled) == 1 and record[0].count(delimiter) >= usual - 1 > 0:
        inner = _records(record[0], delimiter)
        if len(inner) == 1 and len(inner[0]) == usual:
            return inner[0]
    return record
