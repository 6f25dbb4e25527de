"""A workbook as bytes, on its way from the reading process: JSON, and the cells as numbers.

Each different text stands once; a cell is the place of its text. Nothing in the bytes can be more
than texts and numbers, whatever a hostile file has made of the process that sent them.
"""

import json
import os
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from screener.intake.cells import Area, Sheet, State, Workbook

#: The first byte says what follows: a workbook, an error of the file, or the name of a limit.
WORKBOOK, ERROR, LIMIT = b"W", b"E", b"L"

_LENGTH = 8
#: Four bytes for each cell.
_PLACE = "I"
_STATES: Mapping[str, State] = {"visible": "visible", "hidden": "hidden"}


def send(workbook: Workbook, out: BinaryIO) -> None:
    """Write a workbook."""
    places: defaultdict[str, int] = defaultdict(lambda: len(places))
    cells = array(_PLACE)
    for sheet in workbook.sheets:
        for row in sheet.rows:
            cells.extend(map(places.__getitem__, row))
    head = {
        "format": workbook.format,
        "encoding": workbook.encoding,
        "sha256": workbook.sha256,
        "texts": list(places),
        "sheets": [_about(sheet) for sheet in workbook.sheets],
    }
    content = json.dumps(head).encode()
    out.write(len(content).to_bytes(_LENGTH))
    out.write(content)
    cells.tofile(out)


def _about(sheet: Sheet) -> dict[str, object]:
    return {
        "name": sheet.name,
        "state": sheet.state,
        "height": sheet.height,
        "width": sheet.width,
        "merged": sheet.merged,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "uncalculated": sheet.uncalculated,
    }


def receive(file: str, source: BinaryIO) -> Workbook:
    """Read a workbook.

    Args:
        file: What the workbook is called.
        source: The bytes.

    Raises:
        ValueError, KeyError, TypeError, IndexError, EOFError: The bytes are no workbook.
    """
    length = _within(int.from_bytes(source.read(_LENGTH)), source)
    head = json.loads(source.read(length))
    return Workbook(
        file,
        str(head["format"]),
        None if head["encoding"] is None else str(head["encoding"]),
        tuple(_sheets(head, source)),
        str(head["sha256"]),
    )


def _sheets(head: Mapping[str, list[dict[str, object]]], source: BinaryIO) -> Iterator[Sheet]:
    texts = [str(text) for text in head["texts"]]
    for about in head["sheets"]:
        height, width = _number(about["height"]), _number(about["width"])
        cells = array(_PLACE)
        cells.fromfile(source, _within(max(height, height * width), source))
        text_of = texts.__getitem__
        yield Sheet(
            name=str(about["name"]),
            rows=tuple(
                tuple(map(text_of, cells[row * width : (row + 1) * width])) for row in range(height)
            ),
            state=_STATES[str(about["state"])],
            merged=tuple(Area(*map(_number, area)) for area in _list(about["merged"])),
            hidden_rows=frozenset(map(_number, _list(about["hidden_rows"]))),
            hidden_columns=frozenset(map(_number, _list(about["hidden_columns"]))),
            uncalculated=_number(about["uncalculated"]),
        )


def _within(number: int, source: BinaryIO) -> int:
    """Return a number of bytes or cells, if the source can hold so many."""
    if not 0 <= number <= os.fstat(source.fileno()).st_size:
        raise ValueError(f"there are no {number}")
    return number


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"no number: {value!r:.40}")
    return value


def _list(value: object) -> list[list[object]]:
    if not isinstance(value, list):
        raise TypeError(f"no list: {value!r:.40}")
    return value
