"""What our cells and sheets are before they are written: texts, numbers, and how they look."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from math import ceil

#: What a worksheet can hold.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL_CHARACTERS = 32_767

#: The height of a line of text, and the most that a row can have, in points.
LINE_HEIGHT = 16.0
MAX_ROW_HEIGHT = 409.0

# Characters as wide as two: CJK and Hangul with their marks, full-width forms, pictographs.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
    "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
# Characters that XML 1.0 cannot carry, lone surrogates among them.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Style(Enum):
    """How a cell of ours looks."""

    # A style is looked up for every cell; an enumeration's own hash is worked out in Python.
    __hash__ = object.__hash__

    TEXT = auto()
    NUMBER = auto()
    QUOTE = auto()
    HEADER = auto()
    TITLE = auto()
    SECTION = auto()
    AFFECTED = auto()
    UNCLEAR = auto()
    CLEAR = auto()
    INPUT = auto()
    LINK = auto()
    COUNT = auto()
    BLANK = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, 1-based; `sheet` is its name in the source."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of ours; it is text or a number, never a formula.

    `choices` is the range on the same sheet that a dropdown offers.
    """

    value: str | int = ""
    style: Style = Style.TEXT
    link: Place | None = None
    choices: str | None = None


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """One sheet of ours. `header_row` is the row of the column headings, where there is one."""

    name: str
    widths: Sequence[float]
    rows: Iterable[Sequence[Cell]]
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The cells of a sheet as they were read, for a source that is no xlsx package."""

    name: str
    rows: Sequence[Sequence[str]]


def writable(text: str) -> str:
    """Return the text without characters that a workbook cannot hold, at most a cell's length."""
    text = _ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= MAX_CELL_CHARACTERS else text[: MAX_CELL_CHARACTERS - 1] + "…"


def display_width(text: str) -> int:
    """Return how many narrow characters wide the longest line of a text is."""
    return max(map(_width, text.split("\n")))


@lru_cache(maxsize=16_384)
def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width."""
    room = max(width - 1, 1)
    if text.isascii() and "\n" not in text:
        return max(ceil(len(text) / room), 1)
    return sum(max(ceil(_width(line) / room), 1) for line in text.split("\n"))


def lines_of_text(cells: Iterable[Cell], widths: Iterable[float]) -> int:
    """Return how many lines of text the cells of a row need."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        value = cell.value
        if value and isinstance(value, str) and cell.style is not Style.NOTE:
            lines = max(lines, lines_needed(value, width))
    return lines


def _width(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
