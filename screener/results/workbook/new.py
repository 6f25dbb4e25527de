"""A new workbook, whose failures are those of any other file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError


@contextmanager
def new_workbook(path: Path, options: Mapping[str, object]) -> Iterator[xlsxwriter.Workbook]:
    """Give a workbook to be filled; it is written at the end.

    Raises:
        OSError: It could not be written: xlsxwriter wraps this error in one of its own.
    """
    try:
        with xlsxwriter.Workbook(str(path), dict(options)) as workbook:
            yield workbook
    except FileCreateError as error:
        raise error.args[0] from error
