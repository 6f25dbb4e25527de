"""Packages that lie about what they hold, or hold more than anybody wants."""

import io
import struct
import warnings
import zipfile
from pathlib import Path

from corpus import (
    Make,
    Survives,
    book,
    hostile,
    of_bytes,
    packed,
    parts_of_a_book,
    refused,
    screened,
    sheet_xml,
    zipped,
)

_TOO_LARGE = refused("file-too-large")
_DAMAGED = refused("file-damaged")
_NO_BOOK = refused("not-a-spreadsheet")


def _bomb(path: Path) -> None:
    zipped(parts_of_a_book(), **{"xl/media/zeros.bin": bytes(60_000_000)})(path)


def _many_bombs(path: Path) -> None:
    # Each part stays under the bound for one part; together they pass the bound for all.
    zeros = {f"xl/media/{number}.bin": bytes(9_900_000) for number in range(55)}
    zipped(parts_of_a_book(), **zeros)(path)


def _bomb_in_the_sheet(path: Path) -> None:
    blanks = b" " * 80_000_000
    sheet = parts_of_a_book()["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b"<sheetData>" + blanks
    )
    book(sheet=sheet)(path)


def _nested(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("zeros", bytes(30_000_000))
    zipped(parts_of_a_book(), **{"xl/embeddings/inner.zip": inner.getvalue()})(path)


def _directory(content: bytes) -> int:
    return content.index(b"PK\x01\x02")


def _declared(field: int, size: int) -> Make:
    def make(path: Path) -> None:
        content = bytearray(packed(book(), path.parent))
        struct.pack_into("<L", content, _directory(content) + field, size)
        path.write_bytes(content)

    return make


def _overlapping(path: Path) -> None:
    """Let four hundred entries of the directory share one packed part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of_a_book().items():
            package.writestr(name, content)
        package.writestr("xl/media/kernel.bin", bytes(5_000_000))
        kernel = package.NameToInfo["xl/media/kernel.bin"]
        for number in range(400):
            copy = zipfile.ZipInfo(f"xl/media/kernel{number}.bin")
            copy.compress_type = kernel.compress_type
            copy.CRC = kernel.CRC
            copy.compress_size = kernel.compress_size
            copy.file_size = kernel.file_size
            copy.header_offset = kernel.header_offset
            package.filelist.append(copy)
            package.NameToInfo[copy.filename] = copy
    path.write_bytes(stream.getvalue())


def _twice(path: Path) -> None:
    """Hold the sheet twice: a reader of the first and a reader of the last would differ."""
    book()(path)
    sheet = parts_of_a_book()["xl/worksheets/sheet1.xml"].replace(b"NdFeB", b"Ferrite")
    with zipfile.ZipFile(path, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("xl/worksheets/sheet1.xml", sheet)


def _encrypted_flag(path: Path) -> None:
    content = bytearray(packed(book(), path.parent))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    path.write_bytes(content)


def _unknown_method(path: Path) -> None:
    content = bytearray(packed(book(), path.parent))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<H", content, at + 10, 99)
        at += 4
    path.write_bytes(content)


def _version_of_tomorrow(path: Path) -> None:
    content = bytearray(packed(book(), path.parent))
    content[_directory(content) + 6] = 84
    path.write_bytes(content)


def _without_directory(path: Path) -> None:
    content = packed(book(), path.parent)
    path.write_bytes(content[: _directory(content)])


def _prefixed(path: Path) -> None:
    path.write_bytes(b"MZ" + bytes(510) + packed(book(), path.parent))


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts_of_a_book().items():
            package.writestr(name, content)
        for number in range(20_000):
            package.writestr(f"xl/x{number}", b"")


def _cut(share: float) -> Make:
    def make(path: Path) -> None:
        content = packed(book(), path.parent)
        path.write_bytes(content[: int(len(content) * share)])

    return make


hostile("zip-bomb", "xlsx", _bomb, _TOO_LARGE)
hostile("zip-bomb-of-many-parts", "xlsx", _many_bombs, _TOO_LARGE)
hostile("zip-bomb-in-the-sheet", "xlsx", _bomb_in_the_sheet, _TOO_LARGE)
hostile("zip-bomb-nested", "xlsx", _nested, screened(2, {3: "unclear"}))
hostile("zip-overlapping-parts", "xlsx", _overlapping, _TOO_LARGE)
hostile("zip-declares-4-gib", "xlsx", _declared(24, 0xFFFFFFFE), _TOO_LARGE)
hostile("zip-declares-too-little", "xlsx", _declared(24, 3), Survives())
hostile("zip-declares-packed-too-little", "xlsx", _declared(20, 3), Survives())
hostile("zip-offset-outside", "xlsx", _declared(42, 0x7FFFFFFF), Survives())
hostile("zip-part-twice", "xlsx", _twice, Survives())
hostile(
    "zip-encrypted-parts", "xlsx", _encrypted_flag, refused("password-protected", "file-damaged")
)
hostile("zip-unknown-packing", "xlsx", _unknown_method, _DAMAGED)
hostile("zip-of-version-8.4", "xlsx", _version_of_tomorrow, _DAMAGED)
hostile("zip-without-directory", "xlsx", _without_directory, _DAMAGED)
hostile("zip-behind-a-program", "xlsx", _prefixed, _NO_BOOK)
hostile("zip-of-20000-parts", "xlsx", _many_parts, screened(2))
hostile(
    "zip-empty",
    "xlsx",
    of_bytes(b"PK\x05\x06" + bytes(18)),
    refused("not-a-spreadsheet", "file-damaged"),
)
hostile("zip-signature-only", "xlsx", of_bytes(b"PK\x03\x04"), _DAMAGED)
hostile("zip-of-something-else", "xlsx", zipped({"readme.txt": b"hello"}), _NO_BOOK)
hostile("zip-document", "xlsx", zipped({"word/document.xml": b"<w/>"}), _NO_BOOK)
for _percent in (10, 30, 50, 70, 90, 99):
    hostile(f"zip-cut-at-{_percent}-percent", "xlsx", _cut(_percent / 100), _DAMAGED)
for _called, _name in {
    "upwards": "../../../../tmp/screener-was-here",
    "absolute": "/tmp/screener-was-here",  # noqa: S108 - nobody may write it
    "backslashes": "..\\..\\screener-was-here",
    "drive": "C:\\screener-was-here",
}.items():
    hostile(
        f"zip-path-{_called}",
        "xlsx",
        zipped(parts_of_a_book(), **{_name: b"was here"}),
        screened(2, {3: "unclear"}),
    )


def _lying_bomb(path: Path) -> None:
    """Declare a hundred bytes for a sheet that unpacks to three hundred million."""
    sheet = sheet_xml(tail="<x>" + " " * 300_000_000 + "</x>")
    content = bytearray(packed(book(sheet=sheet), path.parent))
    at = content.index(b"xl/worksheets/sheet1.xml", _directory(content)) - 46
    struct.pack_into("<L", content, at + 24, 100)
    struct.pack_into("<L", content, content.index(b"xl/worksheets/sheet1.xml") - 30 + 22, 100)
    path.write_bytes(content)


hostile("zip-bomb-that-lies", "xlsx", _lying_bomb, _DAMAGED)
