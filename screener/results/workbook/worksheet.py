"""A sheet part of the user's workbook with our columns at the right of what it holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from screener.remembered import Remembered
from screener.results.workbook.cells import (
    LINE_HEIGHT,
    MAX_COLUMNS,
    Cell,
    column_letters,
    column_number,
)
from screener.results.workbook.columns import COLUMNS, WIDTHS, ColumnBlock, OwnRow
from screener.results.workbook.markup import (
    Edit,
    Element,
    Unpatchable,
    appended,
    attributes,
    children,
    edited,
    root,
    start_tag,
    tag,
    with_attribute,
)
from screener.results.workbook.rendering import validation_markup
from screener.results.workbook.rows import OwnCells, Rows
from screener.results.workbook.styles import StyleNumbers, with_prefix

# The children of a sheet in the order that the format asks for.
_ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
)
#: A header further down is not frozen: it would leave no room for the lines.
_DEEPEST_FROZEN_ROW = 12
_GAP_WIDTH = 2.0
#: A row of the user's grows to so many lines for our texts, and no further.
_MOST_LINES = 6
_DECISION = len(COLUMNS) - 1
_AREA = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, 1-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, reference: str) -> "Area | None":
        """Read a reference such as ``A4:H100``."""
        found = _AREA.match(reference)
        if found is None:
            return None
        right, bottom = found[3] or found[1], found[4] or found[2]
        return cls(int(found[2]), column_number(found[1]), int(bottom), column_number(right))

    def meets_rows(self, first: int, last: int) -> bool:
        """Return whether it has a row between two rows."""
        return self.top <= last and first <= self.bottom

    def __str__(self) -> str:
        corner = f"{column_letters(self.left)}{self.top}"
        return f"{corner}:{column_letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands on a sheet beside its cells: Excel tables, and pictures and charts."""

    tables: tuple[Area, ...] = ()
    drawings: tuple[Area, ...] = ()


@dataclass(slots=True)
class Annotated:
    """A sheet part with our columns.

    `columns` are the first columns of the blocks; none where there was no room. `filter_right` is
    the new last column of the user's filter, where it was widened.
    """

    content: Iterable[bytes]
    columns: tuple[int, ...] = ()
    filter_right: int | None = None
    added_filter: bool = False


@dataclass(slots=True)
class Worksheet:
    """One sheet part, read far enough to be added to.

    Raises:
        Unpatchable: It is not what a sheet part should be.
    """

    xml: bytes
    around: Surroundings = field(default_factory=Surroundings)
    _root: Element = field(init=False)
    _children: list[Element] = field(init=False)
    _rows: Rows = field(init=False)

    def __post_init__(self) -> None:
        self._root = root(self.xml)
        self._children = list(children(self.xml, self._root, opaque="sheetData"))
        data = self._child("sheetData")
        if data is None:
            raise Unpatchable("a sheet holds no cells")
        self._rows = Rows(self.xml, data)

    def _child(self, name: str) -> Element | None:
        return next((child for child in self._children if child.name == name), None)

    def annotated(
        self, blocks: Sequence[ColumnBlock], styles: StyleNumbers, decisions: Sequence[str]
    ) -> Annotated:
        """Put our columns beside the tables of the sheet."""
        used = self._last_used_column(blocks)
        gap = any(table.right == used for table in self.around.tables)
        lanes = _lanes(blocks)
        first = used + 1 + gap
        last = first + (max(lanes) + 1) * len(COLUMNS) - 1
        if last > MAX_COLUMNS:
            return Annotated([self.xml])
        columns = tuple(first + lane * len(COLUMNS) for lane in lanes)
        placed = list(zip(columns, blocks, strict=True))
        filter_edit, filter_right, added = self._filter(placed, last)
        own = _OwnCells(placed)
        rows = self._rows.edits(own.rows, own.of, styles)
        before = [
            *self._dimension(own.rows, last),
            *self._freeze(blocks),
            *self._widths(first, last, gap=gap),
        ]
        after = [*filter_edit, *self._dropdowns(placed, decisions)]
        return Annotated(
            edited(self.xml, _in_order(before, rows, after)),
            columns,
            filter_right,
            added,
        )

    # --- where our columns can stand

    def _last_used_column(self, blocks: Sequence[ColumnBlock]) -> int:
        """Return the last column that holds anything that our columns must not cover."""
        rows = _rows_with_ours(blocks)
        filled = self._rows.last_filled_column()
        merged = (
            area.right
            for area in self._merged()
            if area.right > filled and bisect_left(rows, area.top) < bisect_right(rows, area.bottom)
        )
        drawn = (area.right for area in self.around.drawings if area.meets_rows(rows[0], rows[-1]))
        tables = (table.right for table in self.around.tables)
        own = (block.table_columns[1] for block in blocks)
        return max(filled, *merged, *drawn, *tables, *own)

    def _merged(self) -> Iterator[Area]:
        merges = self._child("mergeCells")
        for child in children(self.xml, merges) if merges else ():
            area = Area.of(attributes(start_tag(self.xml, child)).get("ref", ""))
            if area:
                yield area

    # --- what stands before the cells

    def _dimension(self, rows: Sequence[int], last: int) -> Iterator[Edit]:
        found = self._child("dimension")
        if found is None:
            return
        opening = start_tag(self.xml, found)
        area = Area.of(attributes(opening).get("ref", ""))
        if area:
            wider = Area(
                min(area.top, rows[0]), area.left, max(area.bottom, rows[-1]), max(area.right, last)
            )
            yield Edit(found.start, found.inside, with_attribute(opening, "ref", str(wider)))

    def _freeze(self, blocks: Sequence[ColumnBlock]) -> Iterator[Edit]:
        """Freeze the header of a single table, unless the user's view is arranged otherwise."""
        row = blocks[0].header_row
        if len(blocks) != 1 or not row or row > _DEEPEST_FROZEN_ROW:
            return
        pane = tag(
            "pane", ySplit=row, topLeftCell=f"A{row + 1}", activePane="bottomLeft", state="frozen"
        )
        views = self._child("sheetViews")
        if views is None:
            view = tag("sheetView", pane + tag("selection", pane="bottomLeft"), workbookViewId=0)
            yield self._new("sheetViews", tag("sheetViews", view))
            return
        view_element = next(children(self.xml, views), None)
        if view_element is not None:
            yield from self._freeze_view(view_element, pane)

    def _freeze_view(self, view: Element, pane: bytes) -> Iterator[Edit]:
        values = attributes(start_tag(self.xml, view))
        inside = list(children(self.xml, view))
        arranged = any(child.name == "pane" or "pane" in self._values(child) for child in inside)
        if arranged or values.get("view", "normal") != "normal":
            return
        if values.get("topLeftCell", "A1") != "A1":
            return
        selections = [child for child in inside if child.name == "selection"]
        if not selections:
            selection = tag("selection", pane="bottomLeft")
            if view.is_empty:
                yield appended(self.xml, view, self._own(pane + selection))
            else:
                yield Edit(view.inside, view.inside, self._own(pane + selection))
            return
        yield Edit(view.inside, view.inside, self._own(pane))
        opening = start_tag(self.xml, selections[0])
        moved = with_attribute(opening, "pane", "bottomLeft")
        yield Edit(selections[0].start, selections[0].inside, moved)

    def _values(self, child: Element) -> dict[str, str]:
        return attributes(start_tag(self.xml, child))

    def _widths(self, first: int, last: int, *, gap: bool) -> Iterator[Edit]:
        """Set the widths of our columns; what the user set for columns around them stays."""
        lanes = (last - first + 1) // len(COLUMNS)
        widths = [*([_GAP_WIDTH] if gap else []), *WIDTHS * lanes]
        begin = first - gap
        ours = [
            (number, tag("col", min=number, max=number, width=width, customWidth=1))
            for number, width in enumerate(widths, start=begin)
        ]
        cols = self._child("cols")
        if cols is None:
            yield self._new("cols", tag("cols", b"".join(markup for _, markup in ours)))
            return
        kept = [
            piece
            for child in children(self.xml, cols)
            for piece in self._around(child, begin, last)
        ]
        pieces = [*kept, *((number, self._own(markup)) for number, markup in ours)]
        content = b"".join(markup for _, markup in sorted(pieces))
        name = self._root.prefix + b"cols"
        yield Edit(cols.start, cols.end, b"<%b>%b</%b>" % (name, content, name))

    def _around(self, child: Element, begin: int, last: int) -> Iterator[tuple[int, bytes]]:
        """Yield what remains of a setting of columns when ours are cut out of it."""
        opening = start_tag(self.xml, child)
        values = attributes(opening)
        try:
            low, high = int(values["min"]), int(values["max"])
        except (KeyError, ValueError) as error:
            raise Unpatchable("a column states no numbers") from error
        if high < begin or low > last:
            yield low, self.xml[child.start : child.end]
            return
        for start, end in ((low, begin - 1), (last + 1, high)):
            if start <= end:
                cut = with_attribute(with_attribute(opening, "min", str(start)), "max", str(end))
                yield start, cut

    # --- what stands after the cells

    def _filter(
        self, placed: Sequence[tuple[int, ColumnBlock]], last: int
    ) -> tuple[list[Edit], int | None, bool]:
        """Give a single table a filter, or widen the user's, so that sorting moves whole lines."""
        column, block = placed[0]
        found = self._child("autoFilter")
        if found is not None:
            opening = start_tag(self.xml, found)
            area = Area.of(attributes(opening).get("ref", ""))
            if area is None or area.right >= column or not area.meets_rows(*_rows_of(placed)):
                return [], None, False
            wider = Area(area.top, area.left, area.bottom, last)
            edit = Edit(found.start, found.inside, with_attribute(opening, "ref", str(wider)))
            return [edit], last, False
        if len(placed) != 1 or not block.header_row or self.around.tables:
            return [], None, False
        area = Area(block.header_row, min(block.table_columns[0], column), block.last_row, last)
        return [self._new("autoFilter", tag("autoFilter", ref=str(area)))], None, True

    def _dropdowns(
        self, placed: Sequence[tuple[int, ColumnBlock]], decisions: Sequence[str]
    ) -> Iterator[Edit]:
        quoted = ",".join(decisions).replace('"', '""')
        content = b"".join(
            validation_markup(_decision_area(column, block), f'"{quoted}"')
            for column, block in placed
        )
        found = self._child("dataValidations")
        if found is None:
            yield self._new("dataValidations", tag("dataValidations", content, count=len(placed)))
            return
        count = sum(1 for _ in children(self.xml, found)) + len(placed)
        opening = with_attribute(start_tag(self.xml, found), "count", str(count))
        if found.is_empty:
            raise Unpatchable("dropdowns without content")
        yield Edit(found.start, found.inside, opening)
        yield Edit(found.closing, found.closing, self._own(content))

    # --- adding

    def _new(self, name: str, content: bytes) -> Edit:
        """Return the edit that adds a child at the place that the format asks for."""
        own = _ORDER.index(name)
        for child in self._children:
            if child.name not in _ORDER[: own + 1]:
                return Edit(child.start, child.start, self._own(content))
        return Edit(self._root.closing, self._root.closing, self._own(content))

    def _own(self, content: bytes) -> bytes:
        return with_prefix(content, self._root.prefix)


def _lanes(blocks: Sequence[ColumnBlock]) -> list[int]:
    """Give tables that stand side by side different lanes; stacked ones share the first."""
    lanes: list[int] = []
    for number, block in enumerate(blocks):
        taken = {lanes[other] for other in range(number) if blocks[other].overlaps(block)}
        lanes.append(next(lane for lane in range(len(blocks)) if lane not in taken))
    return lanes


def _rows_with_ours(blocks: Iterable[ColumnBlock]) -> list[int]:
    rows: set[int] = set()
    for block in blocks:
        rows.update(block.rows)
        rows.add(block.header_row or block.first_row)
    return sorted(rows)


class _OwnCells:
    """Our cells, row by row; made when a row is written."""

    def __init__(self, placed: Sequence[tuple[int, ColumnBlock]]) -> None:
        self._placed = [(column, block, frozenset(block.rows)) for column, block in placed]
        self._single = Remembered(self._row_of_one)
        self.rows = _rows_with_ours(block for _, block in placed)

    def of(self, row: int) -> OwnCells:
        """Return our cells in a row by column, and the height that their texts need.

        Rows of one table of which the same is said have the same object.
        """
        if len(self._placed) == 1:
            (_, block, rows), *_ = self._placed
            if row in rows:
                return self._single(block.said(row))
        cells: list[tuple[int, Cell]] = []
        lines = 0
        for column, block, rows in self._placed:
            if row == block.header_row:
                cells += enumerate(block.headers, start=column)
            elif row in rows:
                said = block.said(row)
                cells += enumerate(said.cells, start=column)
                lines = max(lines, said.lines)
        cells.sort(key=itemgetter(0))
        return cells, LINE_HEIGHT * min(lines, _MOST_LINES)

    def _row_of_one(self, said: OwnRow) -> OwnCells:
        column = self._placed[0][0]
        cells = list(enumerate(said.cells, start=column))
        return cells, LINE_HEIGHT * min(said.lines, _MOST_LINES)


def _rows_of(placed: Sequence[tuple[int, ColumnBlock]]) -> tuple[int, int]:
    return min(block.first_row for _, block in placed), max(block.last_row for _, block in placed)


def _decision_area(column: int, block: ColumnBlock) -> str:
    letters = column_letters(column + _DECISION)
    return f"{letters}{block.first_row}:{letters}{block.last_row}"


def _in_order(before: list[Edit], rows: Iterable[Edit], after: list[Edit]) -> Iterator[Edit]:
    yield from sorted(before)
    yield from rows
    yield from sorted(after)


__all__ = ["Annotated", "Area", "Surroundings", "Worksheet"]
