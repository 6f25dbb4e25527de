"""Questionnaires as their recipients fill them in."""

from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

#: The columns of a sheet, counted from 1.
PARTS, QUESTION, ANSWER, DETAILS, DOCUMENT = 2, 3, 4, 5, 6


def sent_to(folder: Path, name: str) -> Path:
    """Return the workbook that was made for a recipient."""
    (path,) = [found for found in folder.glob("*.xlsx") if name in found.name]
    return path


def rows_of(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold a question: number of the row, and its texts."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = ["" if cell is None else str(cell) for cell in cells]
        if any(text.startswith("Q-") for text in texts):
            yield number, texts


def fill(sheet: Worksheet, answer_to: Callable[[str, str], tuple[str, str]]) -> int:
    """Fill in the rows of a sheet by their part and question; return how many were."""
    filled = 0
    for number, texts in list(rows_of(sheet)):
        answer, details = answer_to(texts[PARTS - 1], texts[QUESTION - 1])
        sheet.cell(number, ANSWER).value = answer or None
        sheet.cell(number, DETAILS).value = details or None
        filled += bool(answer or details)
    return filled
