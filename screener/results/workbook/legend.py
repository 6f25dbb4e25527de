"""The legend: what labels, columns and sheets mean, and what was done to the user's file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screener.model import Label
from screener.results.workbook.cells import Cell, OwnSheet, Style
from screener.results.workbook.columns import COLUMNS
from screener.results.workbook.report import Report

_SHEETS = ("summary", "questions", "details", "readings", "sources")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the legend says of the user's file, with the places of its sentence."""

    code: str
    places: tuple[tuple[str, str], ...] = ()


def legend_sheet(report: Report, name: str, remarks: Sequence[Remark]) -> OwnSheet:
    """Return the legend."""
    return OwnSheet(name, (30, 100), list(_rows(report, remarks)))


def _rows(report: Report, remarks: Sequence[Remark]) -> Iterator[Sequence[Cell]]:
    words = report.texts.legend
    yield [Cell(report.say(report.texts.sheets["legend"]), Style.TITLE)]
    yield from _section(report, "labels")
    for label in Label:
        yield [report.label_cell(label), Cell(report.say(words[f"label_{label.value}"]))]
    yield from _section(report, "columns")
    for column in COLUMNS:
        heading = Cell(report.say(report.texts.columns[column]), Style.HEADER)
        yield [heading, Cell(report.say(words[f"column_{column}"]))]
    yield from _section(report, "sheets")
    for sheet in _SHEETS:
        said = Cell(report.say(words[f"sheet_{sheet}"]))
        yield [Cell(report.say(report.texts.sheets[sheet])), said]
    yield [Cell("", Style.BLANK), Cell(report.say(words["link"]))]
    yield from _section(report, "file")
    for remark in remarks:
        yield [
            Cell("", Style.BLANK),
            Cell(report.say(report.texts.kept[remark.code], **dict(remark.places))),
        ]
    yield from _section(report, "limits")
    for name in ("not_legal_advice", "not_permission"):
        yield [Cell("", Style.BLANK), Cell(report.phrase(name))]


def _section(report: Report, name: str) -> Iterator[Sequence[Cell]]:
    yield []
    yield [Cell(report.say(report.texts.legend[name]), Style.SECTION), Cell("", Style.SECTION)]
