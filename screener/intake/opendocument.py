"""What an OpenDocument spreadsheet shows beyond the values: numbers, hidden and merged cells."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree  # type: ignore[import-untyped]  # ships no stubs

from screener.intake.cells import Area

#: Larger documents are read for their values only.
MAX_CONTENT_BYTES = 60_000_000

_HIDDEN = frozenset({"collapse", "filter"})
_NUMERIC = frozenset({"float", "percentage", "currency"})
_GROUPS = frozenset(
    f"table-{name}"
    for name in ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
)
_MAX_DECIMALS = 12


@dataclass(slots=True)
class DocumentTable:
    """What one sheet shows; `shown` maps (row, column) to the text of a formatted number."""

    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def document_tables(package: zipfile.ZipFile) -> dict[str, DocumentTable]:
    """Return what each sheet shows, by name; nothing if the content is too large or no XML."""
    if package.NameToInfo["content.xml"].file_size > MAX_CONTENT_BYTES:
        return {}
    try:
        root: Element = ElementTree.fromstring(package.read("content.xml"))
    except (ElementTree.ParseError, ValueError, zipfile.BadZipFile):
        return {}
    return {
        _attribute(table, "name"): _read_table(table)
        for table in root.iter()
        if _local(table) == "table"
    }


def _read_table(element: Element) -> DocumentTable:
    table = DocumentTable()
    column = 1
    for part in _parts(element, "table-column"):
        repeated = _count(part, "number-columns-repeated")
        if _attribute(part, "visibility") in _HIDDEN:
            # Programs repeat the last column to the edge of the sheet.
            table.hidden_columns.update(range(column, column + min(repeated, 1_000)))
        column += repeated
    row = 1
    for part in _parts(element, "table-row"):
        repeated = _count(part, "number-rows-repeated")
        if _attribute(part, "visibility") in _HIDDEN:
            table.hidden_rows.update(range(row, row + min(repeated, 10_000)))
        _read_row(part, row, table)
        row += repeated
    return table


def _parts(element: Element, name: str) -> Iterator[Element]:
    """Yield rows or columns, those in groups too, but none of a table inside a cell."""
    for child in element:
        local = _local(child)
        if local == name:
            yield child
        elif local in _GROUPS:
            yield from _parts(child, name)


def _read_row(element: Element, row: int, table: DocumentTable) -> None:
    column = 1
    for cell in element:
        repeated = _count(cell, "number-columns-repeated")
        across = _count(cell, "number-columns-spanned")
        down = _count(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            table.merged.append(Area(row, column, row + down - 1, column + across - 1))
        text = _shown_number(cell)
        if text is not None:
            for place in range(column, column + min(repeated, 1_000)):
                table.shown[row, place] = text
        column += repeated


def _shown_number(cell: Element) -> str | None:
    """Return the shown text of a number if it adds to the value and rounds nothing away."""
    if _attribute(cell, "value-type") not in _NUMERIC:
        return None
    text = "".join("".join(part.itertext()) for part in cell if _local(part) == "p")
    digits = re.sub(r"\D", "", text)
    try:
        value = abs(float(_attribute(cell, "value")))
    except ValueError:
        return None
    if not digits or len(digits) > 15 or digits == f"{value:.15g}":  # noqa: PLR2004  # of a double
        return None
    shown = value * 100 if _attribute(cell, "value-type") == "percentage" else value
    scales = range(min(len(digits), _MAX_DECIMALS) + 1)
    exact = any(abs(int(digits) / 10**scale - shown) <= 1e-9 * max(shown, 1) for scale in scales)
    return text.strip() if exact else None


def _attribute(element: Element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _count(element: Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdigit() else 1


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
