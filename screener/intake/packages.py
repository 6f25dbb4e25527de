"""What an xlsx package knows beyond the values: number formats, hidden and merged cells."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree  # type: ignore[import-untyped]  # ships no stubs

from screener.intake.cells import MAX_CELLS, MAX_COLUMNS, Area
from screener.intake.numberformats import BUILT_IN, NumberFormat, parse_format

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_PLAIN_ROW_NUMBERS = re.compile(rb'<row r="(\d+)"')
_ROW_NUMBERS = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_PLACED_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="[A-Z]')
# A place that is written in another way than nearly all writers have.
_ODD_PLACE = re.compile(rb"\br(?:\s*=\s*'|\s+=|=\s)")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
# A cell to the right of every column, or below every row, that a sheet can have.
_OUTSIDE = re.compile(rb'\br="(?:[A-Z]{4,}|[A-Z]+\d{8,})')
# A cell in a column of two letters or more, or in a row of eight digits.
_WIDE = re.compile(rb'r="[A-Z](?:[A-Z]|\d{8})')
# A formula without a value; an empty text is a value.
_UNCALCULATED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')

#: What a part that is no XML, is packed wrongly, or is not there, raises when it is read.
BROKEN = (
    *(KeyError, ValueError, EOFError, NotImplementedError, RecursionError),
    # A syntax error is what every parser of XML raises, lxml among them, which openpyxl may use.
    *(SyntaxError, zipfile.BadZipFile, zlib.error),
)

#: The last row that a sheet can have.
LAST_ROW = 1_048_576

#: Cells of a sheet beyond which its columns are counted one by one.
LARGE_AREA = 20_000_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What the XML of one sheet says beside the values.

    `formats` are the numbers that a format changes; `shown` are texts that replace numbers;
    `uncalculated` is the number of formulas without a value.
    """

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: tuple[tuple[int, int, NumberFormat], ...] = ()
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    area: int = 0
    uncalculated: int = 0


def sheet_parts(package: zipfile.ZipFile) -> dict[str, SheetPart]:
    """Return what each sheet of the package says, by sheet name.

    A package whose parts are not where they should be gives an empty answer: the values count.
    """
    try:
        paths = dict(sheet_paths(package))
        contents = {name: package.read(path) for name, path in paths.items()}
    except BROKEN:
        return {}
    try:
        styles = _styles(package)
    except BROKEN:
        styles = {}
    return {name: _read_part(xml, styles) for name, xml in contents.items()}


def column_number(letters: bytes | str) -> int:
    """Return the 1-based number of a column: ``A`` is 1, ``AA`` is 27."""
    text = letters if isinstance(letters, bytes) else letters.encode()
    number = 0
    for letter in text:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a 1-based column: 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_paths(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet of the package, and the part that it is."""
    book = _parse(package, "xl/workbook.xml")
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _parse(package, "xl/_rels/workbook.xml.rels")
    }
    for sheet in book.iter():
        if _local(sheet) == "sheet":
            relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            if path.endswith(".xml") and path in package.NameToInfo:
                yield sheet.get("name", ""), path


def _parse(package: zipfile.ZipFile, path: str) -> Element:
    root: Element = ElementTree.fromstring(package.read(path))
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _styles(package: zipfile.ZipFile) -> dict[bytes, NumberFormat]:
    """Return the styles whose number format changes what is shown, by style number."""
    if "xl/styles.xml" not in package.NameToInfo:
        return {}
    root = _parse(package, "xl/styles.xml")
    codes = dict(BUILT_IN)
    for element in root.iter():
        if _local(element) == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
    formats = next((list(element) for element in root if _local(element) == "cellXfs"), [])
    found: dict[bytes, NumberFormat] = {}
    for number, style in enumerate(formats):
        parsed = parse_format(codes.get(int(style.get("numFmtId", "0")), "General"))
        if parsed:
            found[str(number).encode()] = parsed
    return found


def _read_part(xml: bytes, styles: dict[bytes, NumberFormat]) -> SheetPart:
    after = xml[max(xml.rfind(b"sheetData"), 0) :]
    return SheetPart(
        merged=tuple(
            Area(int(top), column_number(left), int(bottom), column_number(right))
            for left, top, right, bottom in _MERGED.findall(after)
        ),
        hidden_rows=_hidden_rows(xml),
        hidden_columns=_hidden_columns(xml),
        formats=tuple(_formats(xml, styles)),
        area=_area(xml),
        uncalculated=len(_UNCALCULATED.findall(xml)) if b"<f" in xml else 0,
    )


def _area(xml: bytes) -> int:
    """Return the number of cells up to the last row and column, or a little more.

    One cell in the last corner of a sheet makes it seventeen thousand million cells large. Where
    not every row and cell says plainly where it stands, the sheet may be as large as is read.
    """
    # Nearly every writer names the row first; looking for it anywhere costs five times more.
    numbers = _PLAIN_ROW_NUMBERS.findall(xml)
    if len(numbers) < xml.count(b"row "):
        numbers = _ROW_NUMBERS.findall(xml)
    rows = max(map(int, numbers), default=0)
    # Most sheets have no column beyond Z: one look through all of their cells is enough.
    wide = _WIDE.search(xml)
    if rows > LAST_ROW or (wide and _OUTSIDE.search(xml)):
        return LAST_ROW * MAX_COLUMNS
    widths = (3, 2) if wide else ()
    letters = next((n for n in widths if re.search(rb'r="[A-Z]{%d}\d' % n, xml)), 1)
    area: int = rows * 26**letters
    if area > LARGE_AREA:
        columns = set(re.findall(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)', xml))
        area = rows * max(map(column_number, columns), default=0)
    loose_rows = _tags(xml, b"row") - len(numbers)
    cells = _tags(xml, b"c")
    loose_cells = cells - xml.count(b'<c r="')
    if loose_cells:
        loose_cells = max(cells - len(_PLACED_CELL.findall(xml)), 0)
    if not loose_rows and not loose_cells:
        return area
    largest = (rows + loose_rows) * (26**letters + loose_cells)
    return max(area, MAX_CELLS if _ODD_PLACE.search(xml) else min(largest, MAX_CELLS))


def _tags(xml: bytes, name: bytes) -> int:
    """Return how often a tag stands among the rows, or a little more."""
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    return xml.count(b"<" + name, start, end) + xml.count(b":" + name, start, end)


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b'hidden="' not in xml:
        return frozenset()
    rows = (row for row in _ROW.findall(xml) if _HIDDEN.search(row))
    return frozenset(
        int(found.group(1)) for row in rows if (found := re.search(rb'\br="(\d+)"', row))
    )


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for column in _COLUMN.findall(xml[: xml.find(b"sheetData")]):
        bounds = dict(re.findall(rb'\b(min|max)="(\d+)"', column))
        if _HIDDEN.search(column) and len(bounds) == 2:  # noqa: PLR2004  # min and max
            hidden.update(range(int(bounds[b"min"]), min(int(bounds[b"max"]), MAX_COLUMNS) + 1))
    return frozenset(hidden)


def _formats(
    xml: bytes, styles: dict[bytes, NumberFormat]
) -> Iterator[tuple[int, int, NumberFormat]]:
    """Return row, column and format of the cells that hold a number in one of the styles."""
    if not styles:
        return
    numbers = b"|".join(styles)
    # Nearly every writer puts the attributes in this order; looking ahead costs ten times more.
    plain = rb'<c r="([A-Z]+)(\d+)" s="(' + numbers + rb')"(?: t="n")?>'
    free = (
        rb'<(?:\w+:)?c\b(?=[^>]*\bs="(?P<s>' + numbers + rb')")(?![^>]*\bt="[^n])'
        rb'(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*[^/]>'
    )
    columns: dict[bytes, int] = {}
    if b'<c r="' in xml:
        found = re.findall(plain, xml)
    else:
        found = [(letters, row, style) for style, letters, row in re.findall(free, xml)]
    for letters, row, style in found:
        if letters not in columns:
            columns[letters] = column_number(letters)
        yield int(row), columns[letters], styles[style]
