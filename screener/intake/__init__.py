"""Intake: from the bytes of a spreadsheet to the lines of a parts list, with nothing lost."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screener.intake.cells import Area, Sheet, Workbook
    from screener.intake.columns import Column, Mapping, propose_mapping
    from screener.intake.inspection import (
        FileReport,
        MappedTable,
        Overrides,
        Remembered,
        SheetReport,
        TableReport,
        inspect,
        map_workbook,
        report_as_json,
    )
    from screener.intake.lines import read_lines
    from screener.intake.reading import open_workbook
    from screener.intake.rows import Row, RowAccount
    from screener.intake.tables import Table, find_tables
    from screener.intake.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Area",
    "Column",
    "FileReport",
    "MappedTable",
    "Mapping",
    "Overrides",
    "Remembered",
    "Row",
    "RowAccount",
    "Sheet",
    "SheetReport",
    "Table",
    "TableReport",
    "Vocabulary",
    "Workbook",
    "find_tables",
    "inspect",
    "load_vocabulary",
    "map_workbook",
    "open_workbook",
    "propose_mapping",
    "read_lines",
    "report_as_json",
]

_HOMES = {
    "cells": ("Area", "Sheet", "Workbook"),
    "columns": ("Column", "Mapping", "propose_mapping"),
    "inspection": (
        "FileReport",
        "MappedTable",
        "Overrides",
        "Remembered",
        "SheetReport",
        "TableReport",
        "inspect",
        "map_workbook",
        "report_as_json",
    ),
    "lines": ("read_lines",),
    "reading": ("open_workbook",),
    "rows": ("Row", "RowAccount"),
    "tables": ("Table", "find_tables"),
    "vocabulary": ("Vocabulary", "load_vocabulary"),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    # Loaded when first used: the process that reads one file needs a fifth of it.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
