"""What a package may unpack to, and what is too dangerous to be read in this process."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from screener.intake.errors import FileTooLarge, PasswordProtected
from screener.intake.packages import BROKEN, SheetPart, sheet_paths

#: Bounds beyond which a package is taken for a trap.
MAX_UNPACKED_BYTES = 500_000_000
MAX_PACKING_RATIO = 200
_RATIO_MATTERS = 10_000_000  # a small part may be packed as tightly as it likes

#: What is read in this process: so many bytes unpacked, cells of a sheet, letters of all cells.
ORDINARY_BYTES = 64_000_000
_ORDINARY_CELLS = 4_000_000
_ORDINARY_LETTERS = 250_000_000

_ENCRYPTED = 1  # a bit of a part's flags
#: What deflate can make of one byte at most.
_MOST_PACKED = 1032
_PIECE = 1 << 20
_STRINGS = "xl/sharedStrings.xml"


class NotOrdinary(Exception):
    """The file may take more than an ordinary one: it is read in a process of its own."""


def guard(path: Path, package: zipfile.ZipFile) -> None:
    """Refuse a package that says that it holds too much.

    Raises:
        FileTooLarge: It does.
        PasswordProtected: A part is encrypted.
    """
    infos = package.infolist()
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED_BYTES:
        raise FileTooLarge(file=path, what=f"{total // 1_000_000} MB")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise PasswordProtected(file=path)
        if info.file_size > max(_RATIO_MATTERS, MAX_PACKING_RATIO * info.compress_size):
            raise FileTooLarge(file=path, what=f"{info.filename}: {info.file_size // 1_000_000} MB")


def refuse_lies(package: zipfile.ZipFile, packed: int) -> None:
    """Unpack every part piece by piece, as far as it says: what lies has another checksum.

    Args:
        package: The package.
        packed: Its size; a package that is too small to unpack to much may lie.

    Raises:
        BadZipFile: A part is another than it says.
    """
    if packed * _MOST_PACKED <= ORDINARY_BYTES:
        return
    for info in package.infolist():
        with package.open(info) as part:
            while part.read(_PIECE):
                pass


def only_ordinary(package: zipfile.ZipFile, kind: str) -> None:
    """Let only that package pass whose parts are surely read in little memory.

    Raises:
        NotOrdinary: It may take much; other formats than xlsx repeat cells, or are compiled.
    """
    if kind not in {"xlsx", "xlsm"}:
        raise NotOrdinary
    total = sum(info.file_size for info in package.infolist())
    try:
        # Many sheets may be one part.
        sheets = sum(package.NameToInfo[path].file_size for _, path in sheet_paths(package))
    except BROKEN as error:  # nothing is known of it; another reader may make something of it
        raise NotOrdinary from error
    if max(total, sheets) > ORDINARY_BYTES:
        raise NotOrdinary


def only_ordinary_cells(package: zipfile.ZipFile, parts: Mapping[str, SheetPart]) -> None:
    """Let only that package pass whose cells surely take little memory.

    Raises:
        NotOrdinary: Its sheets reach far or are not understood, or every cell may be one long text.
    """
    sheets = sum(1 for _ in sheet_paths(package))
    cells = sheets * max((part.area for part in parts.values()), default=0)
    if not parts or cells > _ORDINARY_CELLS or cells * _longest_string(package) > _ORDINARY_LETTERS:
        raise NotOrdinary


def _longest_string(package: zipfile.ZipFile) -> int:
    """Return the length of the longest shared text: every cell may be that one."""
    if _STRINGS not in package.NameToInfo:
        return 0
    return max(map(len, package.read(_STRINGS).split(b"<si")))
