"""A small xlsb workbook, record by record as [MS-XLSB] 2.3 has them: no library writes one."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
{parts}</Types>"""
_TYPE = '<Override PartName="/xl/{part}" ContentType="application/vnd.ms-excel.{kind}"/>\n'
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{relations}</Relationships>"""
_RELATION = (
    '<Relationship Id="{id}" Target="{target}" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>\n'
)


def write_xlsb(  # noqa: PLR0913  # everything that a sheet may have
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    formats: Mapping[tuple[int, int], str] | None = None,
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_sheets: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> Path:
    """Write a binary workbook; formats, merges and hidden rows belong to its first sheet.

    Cells are 1-based (row, column); an area is (top, left, bottom, right).
    """
    codes = list(dict.fromkeys((formats or {}).values()))
    styles = {cell: codes.index(code) + 1 for cell, code in (formats or {}).items()}
    parts = {"workbook.bin": _workbook(list(sheets), hidden_sheets), "styles.bin": _styles(codes)}
    for number, rows in enumerate(sheets.values(), start=1):
        first = number == 1
        parts[f"worksheets/sheet{number}.bin"] = _sheet(
            rows,
            styles if first else {},
            merged if first else (),
            hidden_rows if first else (),
            hidden_columns if first else (),
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        kinds = {name: name.split("/")[0].removesuffix(".bin").removesuffix("s") for name in parts}
        types = {"worksheet": "worksheet", "style": "styles"}
        overrides = [
            _TYPE.format(part=name, kind=types[kind])
            for name, kind in kinds.items()
            if kind in types
        ]
        package.writestr("[Content_Types].xml", _TYPES.format(parts="".join(overrides)))
        outer = [("rId1", "xl/workbook.bin", "officeDocument")]
        package.writestr("_rels/.rels", _relations(outer))
        inner = [
            (f"rId{n}", f"worksheets/sheet{n}.bin", "worksheet") for n in range(1, len(sheets) + 1)
        ]
        inner.append((f"rId{len(sheets) + 1}", "styles.bin", "styles"))
        package.writestr("xl/_rels/workbook.bin.rels", _relations(inner))
        for name, content in parts.items():
            package.writestr(f"xl/{name}", content)
    return path


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    lines = (_RELATION.format(id=one, target=target, kind=kind) for one, target, kind in relations)
    return _RELATIONS.format(relations="".join(lines))


def record(number: int, content: bytes = b"") -> bytes:
    """Return one record: its number and its length in bytes of seven bits, its content."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, rest = [], len(content)
    while True:
        rest, low = rest >> 7, rest & 0x7F
        length.append(low | (0x80 if rest else 0))
        if not rest:
            return head + bytes(length) + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _workbook(names: Sequence[str], hidden: Sequence[str]) -> bytes:
    sheets = b"".join(
        record(156, struct.pack("<2I", name in hidden, n) + _text(f"rId{n}") + _text(name))
        for n, name in enumerate(names, start=1)
    )
    return record(131) + record(143) + sheets + record(144) + record(132)


def _styles(codes: Sequence[str]) -> bytes:
    """Return a style without a format and one for each code; the numbers of codes begin at 164."""
    formats = b"".join(
        record(44, struct.pack("<H", 164 + n) + _text(code)) for n, code in enumerate(codes)
    )
    plain = [0, *(164 + n for n in range(len(codes)))]
    # Parent, format, font, fill, border, rotation, indent, alignment, which of them hold.
    xfs = b"".join(record(47, struct.pack("<5H2B2H", 0, n, *[0] * 6, 0x3F)) for n in plain)
    parent = record(47, struct.pack("<5H2B2H", 0xFFFF, *[0] * 8))
    font = record(
        43, struct.pack("<4H4B", 220, 0, 400, 0, 0, 2, 0, 0) + b"\0" * 8 + b"\0" + _text("Calibri")
    )
    fill = record(45, struct.pack("<I", 0) + b"\0" * 64)
    border = record(46, b"\0" * 51)
    count = struct.pack("<I", 1)
    return b"".join(
        (
            record(278),
            record(615, struct.pack("<I", len(codes))) + formats + record(616) if codes else b"",
            record(611, count) + font + record(612),
            record(603, count) + fill + record(604),
            record(613, count) + border + record(614),
            record(626, count) + parent + record(627),
            record(617, struct.pack("<I", len(plain))) + xfs + record(618),
            record(279),
        )
    )


def _sheet(
    rows: Sequence[Sequence[object]],
    styles: Mapping[tuple[int, int], int],
    merged: Sequence[tuple[int, int, int, int]],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[int],
) -> bytes:
    width = max(map(len, rows), default=1) or 1
    parts = [record(129), record(148, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, width - 1))]
    if hidden_columns:
        columns = (
            record(60, struct.pack("<4IH", number - 1, number - 1, 2304, 0, 1))
            for number in hidden_columns
        )
        parts += [record(390), *columns, record(391)]
    parts.append(record(145))
    for row, cells in enumerate(rows, start=1):
        hidden = 0x10 if row in hidden_rows else 0
        parts.append(record(0, struct.pack("<2IH2BxI", row - 1, 0, 300, 0, hidden, 0)))
        parts += [
            _cell(column - 1, styles.get((row, column), 0), value)
            for column, value in enumerate(cells, start=1)
            if value not in {None, ""}
        ]
    parts.append(record(146))
    if merged:
        areas = (
            record(176, struct.pack("<4I", top - 1, bottom - 1, left - 1, right - 1))
            for top, left, bottom, right in merged
        )
        parts += [record(177, struct.pack("<I", len(merged))), *areas, record(178)]
    return b"".join((*parts, record(130)))


def _cell(column: int, style: int, value: object) -> bytes:
    place = struct.pack("<2I", column, style)
    if isinstance(value, bool):
        return record(4, place + struct.pack("<B", value))
    if isinstance(value, int | float):
        return record(5, place + struct.pack("<d", value))
    return record(6, place + _text(str(value)))
