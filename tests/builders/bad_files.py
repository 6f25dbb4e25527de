"""Files that nobody can screen, and a good one to stand beside them."""

import csv
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_bom(path: Path, *lines: Mapping[str, str]) -> Path:
    """Write a CSV with the canonical headers that the lines use."""
    headers = list(dict.fromkeys(name for line in lines for name in line))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headers)
        writer.writeheader()
        writer.writerows(lines)
    return path


def write_protected(path: Path) -> Path:
    """Write the container that a spreadsheet program makes of a workbook with a password."""
    header = struct.pack(
        "<8s16sHHHHHHLLLLLLLLLL",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        *(0x3E, 3, 0xFFFE, 9, 6, 0),
        *(0, 0, 1, 1, 0, 4096, _END, 0, _END, 0),
    )
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    table = struct.pack("<128L", _FAT, _END, *[_FREE] * 126)
    names = [("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2)]
    path.write_bytes(header + table + b"".join(_entry(*name) for name in names) + bytes(128))
    return path


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    start = struct.pack("<64sHBB", text, len(text) + 2, kind, 1)
    links = struct.pack("<LLL", _FREE, _FREE, 1 if kind == 5 else _FREE)
    return start + links + bytes(36) + struct.pack("<LQ", _END, 0)


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write rows as a CSV without a header of their own."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
