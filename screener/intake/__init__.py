"""Intake: from the bytes of a spreadsheet to the lines of a parts list, with nothing lost."""

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
