"""What an xlsb package knows beyond the values: number formats, hidden and merged cells.

Its parts are records as [MS-XLSB] describes them: a number, a length and so many bytes.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator

from defusedxml import ElementTree  # type: ignore[import-untyped]  # ships no stubs

from screener.intake.cells import Area
from screener.intake.numberformats import BUILT_IN, NumberFormat, parse_format
from screener.intake.packages import SheetPart

# Numbers of records (MS-XLSB 2.3.2).
_ROW, _NUMBERS = 0, frozenset({2, 5, 9})  # a row; a cell with a short, a long, a computed number
_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
_COLUMNS, _SHEET, _MERGED = 60, 156, 176
_ROW_HIDDEN, _COLUMNS_HIDDEN = 0x10, 0x01
_LAST_COLUMN = 16_384


def binary_sheet_parts(package: zipfile.ZipFile) -> dict[str, SheetPart]:
    """Return what each sheet of the package says, by sheet name.

    A package whose parts are not where they should be gives an empty answer: the values count.
    """
    try:
        styles = _styles(package)
        return {
            name: _read_part(package.read(path), styles) for name, path in _sheet_paths(package)
        }
    except (KeyError, ValueError, struct.error, ElementTree.ParseError, zipfile.BadZipFile):
        return {}


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each record; both number and length have seven bits a byte."""
    place = 0
    while place < len(part):
        number, place = _seven_bits(part, place, 2)
        length, place = _seven_bits(part, place, 4)
        yield number, part[place : place + length]
        place += length


def _seven_bits(part: bytes, place: int, most: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(part[place : place + most]):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:  # noqa: PLR2004  # the eighth bit says that another byte follows
            return value, place + index + 1
    return value, place + most


def _text(content: bytes, place: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", content, place)
    end = place + 4 + 2 * length
    return content[place + 4 : end].decode("utf-16-le"), end


def _sheet_paths(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.bin.rels"))
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for number, content in _records(package.read("xl/workbook.bin")):
        if number == _SHEET:
            relation, place = _text(content, 8)
            name, _ = _text(content, place)
            path = posixpath.join("/xl", targets.get(relation, "")).lstrip("/")
            if path in package.NameToInfo:
                yield name, path


def _styles(package: zipfile.ZipFile) -> dict[int, NumberFormat]:
    """Return the styles whose number format changes what is shown, by style number."""
    if "xl/styles.bin" not in package.NameToInfo:
        return {}
    codes, formats, inside = dict(BUILT_IN), list[int](), False
    for number, content in _records(package.read("xl/styles.bin")):
        if number == _FORMAT:
            codes[struct.unpack_from("<H", content)[0]] = _text(content, 2)[0]
        elif number == _STYLE and inside:
            formats.append(struct.unpack_from("<2H", content)[1])
        elif number in {_STYLES_BEGIN, _STYLES_END}:
            inside = number == _STYLES_BEGIN
    parsed = {
        number: parse_format(codes.get(code, "General")) for number, code in enumerate(formats)
    }
    return {number: found for number, found in parsed.items() if found}


def _read_part(part: bytes, styles: dict[int, NumberFormat]) -> SheetPart:
    merged, formats = list[Area](), list[tuple[int, int, NumberFormat]]()
    hidden_rows, hidden_columns = set[int](), set[int]()
    row = 0
    for number, content in _records(part):
        if number in _NUMBERS:
            column, style = struct.unpack_from("<2I", content)
            found = styles.get(style & 0xFFFFFF)
            if found:
                formats.append((row, column + 1, found))
        elif number == _ROW:
            row = struct.unpack_from("<I", content)[0] + 1
            if content[11] & _ROW_HIDDEN:
                hidden_rows.add(row)
        elif number == _COLUMNS:
            first, last = struct.unpack_from("<2I", content)
            if content[16] & _COLUMNS_HIDDEN:
                hidden_columns.update(range(first + 1, min(last + 1, _LAST_COLUMN) + 1))
        elif number == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", content)
            merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
    return SheetPart(
        tuple(merged), frozenset(hidden_rows), frozenset(hidden_columns), tuple(formats)
    )
