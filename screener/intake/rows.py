"""What each row of a table is: a part line, or why not. No row is lost."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from screener.intake.columns import Mapping
from screener.intake.content import holds
from screener.intake.header_rows import IDENTIFYING
from screener.intake.row_words import RowWords
from screener.intake.tables import Table

Kind = Literal["part", "heading", "total", "note", "blank", "header", "title"]

_USUAL = 0.6  # share of rows with an item in which a column is usually filled
_ENOUGH = 0.3  # share of rows with more than a text that shows what is usual
_SOURCES = 0.15  # share of rows with a quantity where each line has several sources
_PAIR = 2  # cells: a label and what stands beside it
_RUN = 3  # texts alone, one under the other
_SHORT = 40  # characters; a longer text alone is no name of an item
_ENDS_OF_NOTES = (":", "：", ".", "。", "!", "！")
_COLONS = (":", "：")
_COMMAS = (",", ";", "，", "、")
_LONG = 60  # characters; a longer text alone in its row is a note, no heading
#: Codes that say something of an item although they are figures.
_TARIFF = frozenset({"hs_code", "control_code"})
_FIGURE = re.compile(r"[^\w]*\d[\d.,\s]*[^\w]*(?:[A-Za-z]{3}|[^\w\s])?")
#: A line that is counted or has a code is no total, whatever words it begins with.
_COUNTED = frozenset(
    {"quantity", "part_number", "manufacturer_part_number", "manufacturer", "supplier", "url"}
)
_NAMES = frozenset({"description", "part_number", "reference", "material"})
#: A text alone without these may still be a part.
_OPTIONAL = frozenset({"notes", "url", "date"})
#: Fields that a line has of its own; a row without them goes on with the line above.
_OWN = frozenset({"description", "part_number", "reference", "material", "quantity", "line_id"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet and what it is; `reason` is a word for the log, not a sentence."""

    number: int
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class RowAccount:
    """Every row that a table accounts for, in order."""

    rows: tuple[Row, ...]

    def of(self, *kinds: Kind) -> tuple[Row, ...]:
        """Return the rows of some kinds."""
        return tuple(row for row in self.rows if row.kind in kinds)

    def runs(self) -> tuple[tuple[Row, ...], ...]:
        """Return the rows in runs of one kind for one reason."""
        groups = groupby(self.rows, key=lambda row: (row.kind, row.reason))
        return tuple(tuple(rows) for _, rows in groups)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind that stands below the header."""
        counted = Counter(row.kind for row in self.rows if row.reason != "above-header")
        return {kind: counted[kind] for kind in ("part", "heading", "total", "note", "blank")}


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of a table: the fields that it states with their texts, and all its cells.

    `first` is the first cell that holds something, or an empty text.
    """

    number: int
    fields: dict[str, str]
    cells: tuple[str, ...]
    first: str

    @property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [text for cell in self.cells if (text := cell.strip())]


def account_rows(table: Table, mapping: Mapping, words: RowWords) -> RowAccount:
    """Say of every row of a table what it is."""
    rows = [_above(table, number) for number in range(table.top, table.first_body_row)]
    body = _body(table, mapping, words)
    usual = _usual_fields(body, words)
    headers = frozenset(header for header in table.headers if header.strip())
    # The words of headers stand in cells too ("Fitted"): only a row of them is a header.
    obsolete = False
    before: _Cells | None = None
    for cells in body:
        if len(headers.intersection(cells.cells)) > 1 and _repeats_header(
            cells, mapping, table.left
        ):
            kind: Kind = "header"
            reason = "header-again"
        elif _continues_designators(cells, before):
            kind, reason = "note", "continuation"
        else:
            kind, reason = _kind(cells, usual, words, rows[-1] if rows else None)
        if kind == "heading":
            obsolete = words.is_obsolete(cells.first)
        elif kind == "part" and obsolete:
            kind, reason = "note", "obsolete"
        rows.append(Row(cells.number, kind, reason))
        before = cells
    rows = _items_without_quantity(rows, body)
    rows += [
        _outside(table, number, "note", "other-table")
        for number in range(table.last_body_row + 1, table.bottom + 1)
    ]
    return RowAccount(tuple(rows))


def _repeats_header(cells: _Cells, mapping: Mapping, left: int) -> bool:
    """Tell whether most columns that mean something hold their own header."""
    texts = [(cells.cells[column.column - left], column.header) for column in mapping.columns]
    filled = [(cell, header) for cell, header in texts if cell.strip()]
    same = sum(cell == header for cell, header in filled)
    return same > 1 and 2 * same >= len(filled)


def _items_without_quantity(rows: list[Row], body: Sequence[_Cells]) -> list[Row]:
    """Take texts alone for items where they cannot be headings.

    That is so for the last rows right below a part, which head nothing, and for three texts or more
    in a row inside the list, of which the first may be a heading: grease, tape, glue.
    """
    last_part = max((row.number for row in rows if row.kind == "part"), default=0)
    texts = {
        cells.number: cells.first
        for cells in body
        if len(cells.fields) == 1 and len(cells.filled) == 1 and _may_name_an_item(cells.first)
    }
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].reason == "text-alone" and rows[end].number in texts:
            end += 1
        if end > start and last_part >= rows[start].number - 1 > 0:
            ends_the_list = last_part == rows[start].number - 1 and end == len(rows)
            alike = end - start >= _RUN and _alike(
                *(texts[row.number] for row in rows[start : start + 2])
            )
            first = start if ends_the_list or alike else start + 1
            for index in range(first, end if ends_the_list or end - start >= _RUN else first):
                rows[index] = Row(rows[index].number, "part", "text-in-a-list")
        start = end + 1
    return rows


def _alike(first: str, second: str) -> bool:
    """Tell whether two texts begin alike: of a row of such texts none heads the others."""
    return len(first) > 1 and second.startswith(first[: (len(first) + 1) // 2])


def _may_name_an_item(text: str) -> bool:
    return len(text) <= _SHORT and not text.startswith("*") and not text.endswith(_ENDS_OF_NOTES)


def _above(table: Table, number: int) -> Row:
    if number in table.header_rows:
        return Row(number, "header", "header")
    return _outside(table, number, "title", "above-header")


def _outside(table: Table, number: int, kind: Kind, reason: str) -> Row:
    """Say what a row above or below the list is: blank, or of some kind."""
    cells = table.sheet.rows[number - 1][table.left - 1 : table.right]
    filled = any(cell.strip() for cell in cells)
    return Row(number, kind if filled else "blank", reason)


def _body(table: Table, mapping: Mapping, words: RowWords) -> list[_Cells]:
    """Return the rows below the header."""
    columns = [(column.field, column.column - 1) for column in mapping.columns]
    nothing = words.nothing
    body = []
    rows = table.sheet.rows[table.first_body_row - 1 : table.last_body_row]
    for number, row in enumerate(rows, start=table.first_body_row):
        fields: dict[str, str] = {}
        for field, index in columns:
            text = row[index].strip()
            if text and text not in nothing and field not in fields:
                fields[field] = text
        cells = row[table.left - 1 : table.right]
        first = next((text for cell in cells if (text := cell.strip())), "")
        body.append(_Cells(number, fields, cells, first))
    return body


def _usual_fields(body: Sequence[_Cells], words: RowWords) -> frozenset[str]:
    """Return the fields that most rows with an item state; texts alone may be headings."""
    items = [
        cells.fields
        for cells in body
        if IDENTIFYING & cells.fields.keys()
        and (len(cells.fields) > 1 or not words.is_note(cells.first))
    ]
    fuller = [fields for fields in items if len(fields) > 1]
    items = fuller if len(fuller) >= _ENOUGH * len(items) else items
    # Where each line has several sources, most rows are no lines; those with a quantity are.
    counted_items = [fields for fields in items if "quantity" in fields]
    items = counted_items if len(counted_items) >= _SOURCES * len(items) else items
    counted = Counter(field for fields in items for field in fields)
    return frozenset(field for field, count in counted.items() if count >= _USUAL * len(items))


def _kind(  # noqa: PLR0911  # a list of questions, the first that is answered decides
    cells: _Cells, usual: frozenset[str], words: RowWords, above: Row | None
) -> tuple[Kind, str]:
    if not cells.fields and not cells.first:
        return "blank", "blank"
    if _is_total(cells, words) or _is_labelled_sum(cells, words, above):
        return "total", "total-word"
    if _numbers_the_columns(cells):
        return "note", "column-numbers"
    if _holds_only_labels(cells, words):
        return "note", "labels"
    if words.is_note(cells.first) and "quantity" not in cells.fields:
        return "note", "note-word"
    stated = IDENTIFYING & cells.fields.keys()
    if not stated:
        return _without_item(cells, above)
    if _names_only_a_cost(cells, words):
        return "note", "cost"
    if cells.fields.keys() & usual & _OWN:
        return _with_item(cells, usual)
    return _without_own_item(cells, usual, above)


def _is_total(cells: _Cells, words: RowWords) -> bool:
    item = [cells.fields[field] for field in IDENTIFYING & cells.fields.keys()]
    # A figure beside the word is a sum, whatever its column holds.
    if any(not _FIGURE.fullmatch(text) and not words.is_total(text) for text in item):
        alone = not cells.fields.keys() & _COUNTED and len(item) == 1
        return alone and len(cells.filled) > 1 and words.speaks_of_total(item[0])
    return any(
        words.is_total(text) or (not item and words.speaks_of_total(text)) for text in cells.filled
    )


def _is_labelled_sum(cells: _Cells, words: RowWords, above: Row | None) -> bool:
    """Tell whether the one name of a row is a label of a sum, or a label right below a sum."""
    item = [cells.fields[field] for field in IDENTIFYING & cells.fields.keys()]
    if len(item) != 1 or not item[0].endswith(_COLONS):
        return False
    return words.speaks_of_total(item[0]) or (above is not None and above.kind == "total")


def _numbers_the_columns(cells: _Cells) -> bool:
    """Tell whether the row says (1) (2) (3) …, as forms do below their header."""
    if cells.first.strip("()（）[]. ") != "1":
        return False
    numbers = [text.strip("()（）[]. ") for text in cells.filled]
    return len(numbers) > 2 and numbers == [str(n + 1) for n in range(len(numbers))]  # noqa: PLR2004  # two may be chance


def _holds_only_labels(cells: _Cells, words: RowWords) -> bool:
    """Tell whether the row has places to fill in or to sign: ``Drawn by:  Checked by:``."""
    if not words.is_label(cells.first):
        return False
    filled = cells.filled
    if len(filled) <= _PAIR and words.is_signing(cells.first):
        return "quantity" not in cells.fields
    labels = [text for text in filled if words.is_label(text)]
    return len(labels) > 1 and 2 * len(labels) >= len(filled)


def _names_only_a_cost(cells: _Cells, words: RowWords) -> bool:
    item = [cells.fields[field] for field in IDENTIFYING & cells.fields.keys()]
    return all(words.is_cost(text) for text in item)


def _without_item(cells: _Cells, above: Row | None) -> tuple[Kind, str]:
    if _is_numbered_and_told(cells):
        return "part", "numbered"
    if all(_FIGURE.fullmatch(text) for text in cells.filled):
        return ("note", "number-only") if "line_id" in cells.fields else ("total", "figures-only")
    if above and (above.kind == "part" or above.reason == "continuation"):
        return "note", "continuation"
    return "note", "names-no-item"


def _is_numbered_and_told(cells: _Cells) -> bool:
    """Tell whether a row has a number of its own and says something, if not what the item is.

    A row that is screened in vain is no loss, one left out may be: it becomes a line that asks for
    its description. Forms number their empty rows, too, with figures alone.
    """
    if "line_id" not in cells.fields:
        return False
    codes = cells.fields.keys() & _TARIFF
    others = set(cells.filled) - {cells.fields["line_id"]}
    return bool(codes) or any(not _FIGURE.fullmatch(text) for text in others)


def _with_item(cells: _Cells, usual: frozenset[str]) -> tuple[Kind, str]:
    alone = len(cells.fields) == 1 and bool(usual - cells.fields.keys() - _OPTIONAL)
    if alone and cells.fields.keys() <= _NAMES and not _is_designated(cells):
        (text,) = cells.fields.values()
        return ("note", "long-text") if len(text) > _LONG else ("heading", "text-alone")
    return "part", "names-an-item"


def _continues_designators(cells: _Cells, before: _Cells | None) -> bool:
    """Tell whether the row has designators alone, and those above end with a comma."""
    alone = cells.fields.keys() == {"reference"}
    return alone and before is not None and before.fields.get("reference", "").endswith(_COMMAS)


def _is_designated(cells: _Cells) -> bool:
    return "reference" in cells.fields and holds((cells.fields["reference"],), "designators")


def _without_own_item(cells: _Cells, usual: frozenset[str], above: Row | None) -> tuple[Kind, str]:
    """Judge a row that has only a maker's or shop's number: an alternative for the line above."""
    if not usual & _OWN:
        return "part", "names-an-item"
    if above and (above.kind == "part" or above.reason == "continuation"):
        return "note", "continuation"
    return (
        ("part", "names-an-item")
        if len(cells.fields) > 1 + len(usual) // 2
        else ("note", "fragment")
    )
