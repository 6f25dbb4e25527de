"""From bytes to sheets of cells: the content decides what a file is, not its name."""

import codecs
import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import python_calamine

from screener.intake.binary_packages import binary_sheet_parts
from screener.intake.cells import (
    MAX_CELLS,
    Area,
    Sheet,
    SheetTooLarge,
    Workbook,
    rectangular,
    shown,
)
from screener.intake.delimited import find_delimiter, read_delimited
from screener.intake.encoding import guess_encoding
from screener.intake.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    NotASpreadsheet,
    PasswordProtected,
    WrongEncoding,
)
from screener.intake.guards import (
    ORDINARY_BYTES,
    NotOrdinary,
    guard,
    only_ordinary,
    only_ordinary_cells,
    refuse_lies,
)
from screener.intake.numberformats import NumberFormat
from screener.intake.opendocument import document_tables
from screener.intake.packages import BROKEN, SheetPart, sheet_parts

_NUMBERS_REMEMBERED = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FORMATS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "EXE"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<table")


def open_workbook(path: Path, *, encoding: str | None = None, confined: bool = False) -> Workbook:
    """Read a file as sheets of cells.

    Args:
        path: The file.
        encoding: Of a text file; guessed where it is not given.
        confined: Read it in a process of its own with limits, whatever it is. What could take much
            memory or time, or is read by compiled code in formats of old, is always read so.

    Raises:
        InputError: The file is missing, empty, protected, damaged, too large, or no spreadsheet.
    """
    if not confined:
        try:
            return read_here(path, encoding=encoding, ordinary=True)
        except NotOrdinary:
            pass
    from screener.intake.confined import read_confined  # noqa: PLC0415 - few files need it

    return read_confined(path, encoding=encoding)


def read_here(path: Path, *, encoding: str | None = None, ordinary: bool = False) -> Workbook:
    """Read a file in this process.

    Args:
        path: The file.
        encoding: Of a text file; guessed where it is not given.
        ordinary: Only if it surely takes little.

    Raises:
        NotOrdinary: It may take much.
        InputError: The file cannot be read.
    """
    content = _content(path, most=ORDINARY_BYTES if ordinary else None)
    try:
        workbook = _read(path, content, encoding, ordinary=ordinary)
    except SheetTooLarge as error:
        raise FileTooLarge(file=path, what=str(error)) from error
    return replace(workbook, sha256=sha256(content).hexdigest())


def _read(path: Path, content: bytes, encoding: str | None, *, ordinary: bool) -> Workbook:
    if content.startswith(b"PK\x03\x04"):
        return _read_package(path, content, ordinary=ordinary)
    if content.startswith(_OLE):
        if ordinary:
            raise NotOrdinary
        return _read_ole(path, content)
    _refuse_other_formats(path, content)
    return _read_text(path, content, encoding)


def _content(path: Path, *, most: int | None) -> bytes:
    try:
        if most is not None and path.stat().st_size > most:
            raise NotOrdinary
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(file=path) from error
    except OSError as error:
        raise FileUnreadable(file=path, why=error.strerror or type(error).__name__) from error
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileEmpty(file=path)
    return content


def _refuse_other_formats(path: Path, content: bytes) -> None:
    for magic, name in _OTHER_FORMATS:
        if content.startswith(magic):
            raise NotASpreadsheet(file=path, looks_like=name)
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise NotASpreadsheet(file=path, looks_like="HTML/XML")


def _read_package(path: Path, content: bytes, *, ordinary: bool) -> Workbook:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (*BROKEN, OSError) as error:
        raise FileDamaged(file=path, format="zip", why="zip") from error
    with package:
        guard(path, package)
        try:
            refuse_lies(package, len(content))
            kind = _package_format(path, package)
            if ordinary:
                only_ordinary(package, kind)
            parts = _parts(package, kind)
            if ordinary:
                only_ordinary_cells(package, parts)
        except BROKEN as error:
            raise FileDamaged(file=path, format="zip", why=_first_line(error)) from error
    for name, part in parts.items():
        if part.area > MAX_CELLS:
            raise FileTooLarge(file=path, what=f"{name}: {part.area // 1_000_000} M")
    sheets = _sheets(path, kind, content, parts, ordinary=ordinary)
    return Workbook(str(path), kind, None, sheets)


def _parts(package: zipfile.ZipFile, kind: str) -> dict[str, SheetPart]:
    if kind in {"xlsx", "xlsm"}:
        return sheet_parts(package)
    if kind == "xlsb":
        return binary_sheet_parts(package)
    return {
        name: SheetPart(
            merged=tuple(table.merged),
            hidden_rows=frozenset(table.hidden_rows),
            hidden_columns=frozenset(table.hidden_columns),
            shown=table.shown,
        )
        for name, table in document_tables(package).items()
    }


def _package_format(path: Path, package: zipfile.ZipFile) -> str:
    names = package.NameToInfo
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "content.xml" in names:
        kind = package.read("mimetype") if "mimetype" in names else b"spreadsheet"
        if b"spreadsheet" not in kind:
            raise NotASpreadsheet(file=path, looks_like="OpenDocument")
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise PasswordProtected(file=path)
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise NotASpreadsheet(file=path, looks_like="docx")
    if any(name.startswith("ppt/") for name in names):
        raise NotASpreadsheet(file=path, looks_like="pptx")
    raise NotASpreadsheet(file=path, looks_like="zip")


def _read_ole(path: Path, content: bytes) -> Workbook:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise PasswordProtected(file=path)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK")):
        raise NotASpreadsheet(file=path, looks_like="OLE (doc, ppt, msg)")
    from screener.intake.excel97 import excel97_parts  # noqa: PLC0415 - few files need it

    return Workbook(str(path), "xls", None, _sheets(path, "xls", content, excel97_parts(content)))


def _sheets(
    path: Path, kind: str, content: bytes, parts: dict[str, SheetPart], *, ordinary: bool = False
) -> tuple[Sheet, ...]:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return tuple(_calamine_sheets(book, parts))
    except python_calamine.PasswordError as error:
        raise PasswordProtected(file=path) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if ordinary:  # openpyxl takes fifty times a part's size
            raise NotOrdinary from error
        if kind in {"xlsx", "xlsm"}:
            return _sheets_by_openpyxl(path, kind, content)
        raise FileDamaged(file=path, format=kind, why=_first_line(error)) from error


def _calamine_sheets(
    book: python_calamine.CalamineWorkbook, parts: dict[str, SheetPart]
) -> list[Sheet]:
    sheets = []
    for metadata in book.sheets_metadata:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        part = parts.get(metadata.name, SheetPart())
        visible = metadata.visible == python_calamine.SheetVisibleEnum.Visible
        sheets.append(
            Sheet(
                name=metadata.name,
                rows=_texts(sheet, part),
                state="visible" if visible else "hidden",
                merged=part.merged or _merged(sheet),
                hidden_rows=part.hidden_rows,
                hidden_columns=part.hidden_columns,
                uncalculated=part.uncalculated,
            )
        )
    return sheets


def _merged(sheet: python_calamine.CalamineSheet) -> tuple[Area, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges
    )


def _texts(sheet: python_calamine.CalamineSheet, part: SheetPart) -> tuple[tuple[str, ...], ...]:
    """Return the texts of all cells, row by row: the values of a large sheet are never all held."""
    known: dict[str, str] = {}  # a text that stands in many cells is kept once
    numbers = _Shown()
    same = known.setdefault
    left = [""] * (sheet.start[1] if sheet.start else 0)
    formats: dict[int, list[tuple[int, NumberFormat]]] = {}
    for row, column, number_format in part.formats:
        formats.setdefault(row, []).append((column - 1, number_format))
    rows: list[list[str]] = []
    for number, values in enumerate(sheet.iter_rows(), start=1):
        texts = [
            same(value, value)
            if type(value) is str
            else numbers[value]
            if type(value) is float
            else shown(value)
            for value in values
        ]
        for place, number_format in formats.get(number, ()):
            index = place - len(left)
            value = values[index] if 0 <= index < len(values) else None
            if type(value) is float or type(value) is int:
                texts[index] = number_format.shown(value)
        rows.append(left + texts)
    for (row, column), text in part.shown.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = text
    return rectangular(rows)


class _Shown(dict[float, str]):
    """Numbers as they are shown, each worked out once; many cells hold the same."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _NUMBERS_REMEMBERED:
            self.clear()
        text = self[value] = shown(value)
        return text


def _sheets_by_openpyxl(path: Path, kind: str, content: bytes) -> tuple[Sheet, ...]:
    """Read what calamine refuses."""
    # Few files need it, and it costs more to import than most files to read.
    from screener.intake.by_openpyxl import RAISES, read_sheets  # noqa: PLC0415

    try:
        return read_sheets(content)
    except (*BROKEN, *RAISES) as error:
        raise FileDamaged(file=path, format=kind, why=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def _read_text(path: Path, content: bytes, encoding: str | None) -> Workbook:
    name = encoding or guess_encoding(content)
    if name is None:
        raise NotASpreadsheet(file=path, looks_like="binary data")
    try:
        codecs.lookup(name)
        text = content.decode(name).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise WrongEncoding(file=path, encoding=name) from error
    if text.lstrip().startswith("{"):
        return _read_json(path, name, text)
    delimiter = find_delimiter(text)
    kind = "tsv" if delimiter == "\t" else "csv"
    sheet = Sheet(name=path.stem, rows=read_delimited(text, delimiter))
    return Workbook(str(path), kind, name, (sheet,))


def _read_json(path: Path, encoding: str, text: str) -> Workbook:
    from screener.intake.cyclonedx import read_cyclonedx  # noqa: PLC0415 - few files need it

    try:
        sheet = read_cyclonedx(text)
    except ValueError as error:
        raise FileDamaged(file=path, format="json", why=_first_line(error)) from error
    if sheet is None:
        raise NotASpreadsheet(file=path, looks_like="JSON")
    return Workbook(str(path), "json", encoding, (sheet,))
