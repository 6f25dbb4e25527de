"""The rows of a sheet part: where each stands, how far it is filled, and our cells in it."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from screener.remembered import Remembered
from screener.results.workbook.cells import LINE_HEIGHT, Cell, column_letters, column_number
from screener.results.workbook.markup import (
    Edit,
    Element,
    Unpatchable,
    attributes,
    tag_end,
    with_attribute,
)
from screener.results.workbook.rendering import pieces_of_cells
from screener.results.workbook.styles import StyleNumbers

_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_CELL_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)\d+[\"']")
_HEIGHT = re.compile(rb"\s(?:ht|customHeight|hidden)\s*=")
_SPANS = re.compile(rb"(\sspans\s*=\s*[\"']\d+:)[^\"']*?(\d+)([\"'])")

#: What we write into a row: its cells by column, in order, and the height that their texts need.
OwnCells = tuple[Sequence[tuple[int, Cell]], float]


class Row(NamedTuple):
    """Where a row stands in a part; an empty one is a single tag."""

    number: int
    start: int
    inside: int
    closing: int
    end: int


class Rows:
    """The rows of one sheet part, looked for anew each time: there may be a million.

    Raises:
        Unpatchable: A row is cut off, or rows stand out of order.
    """

    def __init__(self, xml: bytes, data: Element) -> None:
        self._xml = xml
        self._data = data
        self._prefix = data.prefix
        self._cell = b"<" + data.prefix + b"c"
        self._contents = [b"<" + data.prefix + name for name in (b"v", b"is", b"f")]
        self._numbers: dict[bytes, int] = {}
        self._pieces = Remembered(self._pieces_of)

    def __iter__(self) -> Iterator[Row]:
        xml, end = self._xml, self._data.closing
        opening, closing = b"<" + self._prefix + b"row", b"</" + self._prefix + b"row"
        position, number = self._data.inside, 0
        while (start := xml.find(opening, position, end)) >= 0:
            inside = tag_end(xml, start)
            stated = _ROW_NUMBER.search(xml, start, inside)
            following = int(stated[1]) if stated else number + 1
            if following <= number:
                raise Unpatchable("rows stand out of order")
            number, position = following, inside
            if xml[inside - 2 : inside] == b"/>":
                yield Row(number, start, inside, inside, inside)
                continue
            close = xml.find(closing, inside, end)
            if close < 0:
                raise Unpatchable("a row is cut off")
            position = xml.index(b">", close) + 1
            yield Row(number, start, inside, close, position)

    def last_filled_column(self) -> int:
        """Return the last column in which some cell holds more than a format."""
        return max(map(self._last_filled, self), default=0)

    def _last_filled(self, row: Row) -> int:
        xml = self._xml
        start = xml.rfind(self._cell + b" ", row.inside, row.closing)
        if start >= 0 and any(xml.find(name, start, row.closing) >= 0 for name in self._contents):
            return self._column(row, start)
        content = max(xml.rfind(name, row.inside, row.closing) for name in self._contents)
        if content < 0:
            return 0
        start = xml.rfind(self._cell + b" ", row.inside, content)
        return self._column(row, start if start >= 0 else content)

    def _column(self, row: Row, start: int) -> int:
        """Return the column of a cell; one that does not state it stands next to the one before."""
        xml = self._xml
        stated = _CELL_COLUMN.search(xml, start, tag_end(xml, start))
        if stated:
            letters = stated[1]
            if letters not in self._numbers:
                self._numbers[letters] = column_number(letters.decode())
            return self._numbers[letters]
        before = re.findall(re.escape(self._cell) + rb"[\s/>]", xml[row.inside : start])
        return len(before) + 1

    def edits(
        self, numbers: Sequence[int], own: Callable[[int], OwnCells], styles: StyleNumbers
    ) -> Iterator[Edit]:
        """Yield the edits that put our cells into their rows; a missing row is added.

        Args:
            numbers: The rows that we write into, in order.
            own: What we write into one of them. A row whose height the user set keeps it.
            styles: The numbers of our styles.
        """
        waiting = deque(numbers)
        for row in self:
            while waiting and waiting[0] < row.number:
                number = waiting.popleft()
                yield self._new_row(number, row.start, own(number)[0], styles)
            if waiting and waiting[0] == row.number:
                waiting.popleft()
                yield from self._into_row(row, *own(row.number), styles)
        for number in waiting:
            yield self._new_row(number, self._data.closing, own(number)[0], styles)

    def _new_row(
        self, number: int, at: int, own: Sequence[tuple[int, Cell]], styles: StyleNumbers
    ) -> Edit:
        cells = self._markup(number, own, styles)
        prefix = self._prefix
        return Edit(at, at, b'<%brow r="%d">%b</%brow>' % (prefix, number, cells, prefix))

    def _into_row(
        self, row: Row, own: Sequence[tuple[int, Cell]], height: float, styles: StyleNumbers
    ) -> Iterator[Edit]:
        opening = _widened(self._xml[row.start : row.inside], own[-1][0])
        opening = _heightened(opening, height)
        if row.inside == row.end:
            cells = self._markup(row.number, own, styles)
            opened = opening.removesuffix(b"/>").rstrip() + b">"
            yield Edit(row.start, row.end, b"%b%b</%brow>" % (opened, cells, self._prefix))
            return
        yield Edit(row.start, row.inside, opening)
        start, end = self._room(row, own[0][0], own[-1][0])
        yield Edit(start, end, self._markup(row.number, own, styles))

    def _room(self, row: Row, first: int, last: int) -> tuple[int, int]:
        """Return where our columns stand in a row: empty cells with a format may be in the way."""
        xml = self._xml
        extension = xml.find(b"<" + self._prefix + b"extLst", row.inside, row.closing)
        start = end = extension if extension >= 0 else row.closing
        position = start
        while (position := xml.rfind(self._cell + b" ", row.inside, position)) >= 0:
            column = self._column(row, position)
            if column < first:
                break
            start = position
            if column > last:
                end = position
        return start, end

    def _markup(self, number: int, own: Sequence[tuple[int, Cell]], styles: StyleNumbers) -> bytes:
        return str(number).join(self._pieces(own, styles)).encode()

    def _pieces_of(self, own: Sequence[tuple[int, Cell]], styles: StyleNumbers) -> list[str]:
        lettered = ((column_letters(column), cell) for column, cell in own)
        return pieces_of_cells(lettered, styles, self._prefix.decode())


def _widened(opening: bytes, last: int) -> bytes:
    """Return a row's tag with the columns that it says it spans reaching ours."""
    found = _SPANS.search(opening)
    if found is None or int(found[2]) >= last:
        return opening
    return (
        opening[: found.start()] + found[1] + str(last).encode() + found[3] + opening[found.end() :]
    )


def _heightened(opening: bytes, height: float) -> bytes:
    """Return a row's tag with a height that our texts need; a height that the user set stays."""
    if _HEIGHT.search(opening) is None:  # most rows say nothing of it
        if height <= LINE_HEIGHT:
            return opening
        ending = b"/>" if opening.endswith(b"/>") else b">"
        return b'%b ht="%g"%b' % (opening.removesuffix(ending).rstrip(), height, ending)
    values = attributes(opening)
    fixed = "1", "true"
    if values.get("customHeight") in fixed or values.get("hidden") in fixed:
        return opening
    try:
        known = float(values.get("ht", LINE_HEIGHT))
    except ValueError:
        return opening
    return with_attribute(opening, "ht", f"{height:g}") if height > known else opening
