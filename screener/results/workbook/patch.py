"""The user's own workbook with our columns and sheets: every other part stays byte for byte."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from screener.results.workbook.book import SHEET_TYPE, STYLES_TYPE, Book, SheetEntry, retitled
from screener.results.workbook.cells import OwnSheet
from screener.results.workbook.columns import ColumnBlock, column_blocks
from screener.results.workbook.details import details_sheet
from screener.results.workbook.legend import Remark, legend_sheet
from screener.results.workbook.markup import Unpatchable, attributes, readable, root, start_tag
from screener.results.workbook.package import Package
from screener.results.workbook.questions import questions_sheet
from screener.results.workbook.readings import readings_sheet
from screener.results.workbook.rendering import sheet_markup
from screener.results.workbook.report import Report
from screener.results.workbook.sources import sources_sheet
from screener.results.workbook.styles import (
    Fonts,
    StyleNumbers,
    new_styles,
    with_our_styles,
)
from screener.results.workbook.summary import summary_sheet
from screener.results.workbook.worksheet import Area, Surroundings, Worksheet

_ANCHOR = re.compile(
    rb"<(?:\w+:)?(?:twoCellAnchor|oneCellAnchor)\b.*?</(?:\w+:)?(?:twoCellAnchor|oneCellAnchor)>",
    re.DOTALL,
)
_CORNER = re.compile(rb"<(?:\w+:)?(col|row)>\s*(\d+)\s*</")
_EXTENT = re.compile(rb"<(?:\w+:)?ext\s[^>]*?c([xy])\s*=\s*\"(\d+)\"[^>]*?c([xy])\s*=\s*\"(\d+)\"")
# A column or row of the usual size, in the unit of drawings (914,400 to the inch).
_USUAL_SIZE = {"x": 609_600, "y": 190_500}
_SHEETS = ("summary", "questions", "details", "readings", "sources", "legend")


def patch(
    source: Path,
    out: Path,
    report: Report,
    *,
    remarks: Sequence[Remark],
    names: Mapping[str, str] | None = None,
) -> None:
    """Write a package to `out` with our columns and sheets.

    Args:
        source: An xlsx or xlsm package.
        out: Where to write; its suffix decides whether macros stay.
        report: What to say.
        remarks: What the legend says of the file, before what is found here.
        names: The names that sheets have in `source`, where they differ from those screened.

    Raises:
        Unpatchable: The package is not what it should be; nothing useful was written.
    """
    with Package(source) as package:
        book = Book(package)
        styles, styles_part = _styles(book, report)
        found = list(remarks)
        found += _macros(book, out)
        filters = _columns(book, report, styles, found, names or {})
        own = _own_sheets(book, report, found, styles, names or {})
        with_macros = _takes_macros(out)
        book.enter(own, styles=styles_part, filters=filters, with_macros=with_macros)
        _retitle(package, [name for name, _ in own])
        package.write(out)


def _styles(book: Book, report: Report) -> tuple[StyleNumbers, str | None]:
    """Add our styles; return their numbers, and the part if it had to be made."""
    texts = report.texts.fonts
    fonts = Fonts(own=report.say(texts), chinese=texts.zh)
    part = book.styles_part()
    if part:
        content, numbers = with_our_styles(readable(book.package.read(part)), fonts)
        book.package.change(part, [content])
        return numbers, None
    content, numbers = with_our_styles(new_styles(book.dialect.main), fonts)
    part = book.free_part("styles")
    book.package.add(part, [content], STYLES_TYPE)
    return numbers, part


def _macros(book: Book, out: Path) -> Iterator[Remark]:
    if any(name.startswith("_xmlsignatures/") for name in book.package.names):
        yield Remark("signature")
    if not book.has_macros():
        return
    if _takes_macros(out):
        yield Remark("macros_kept")
    else:
        book.drop_macros()
        yield Remark("macros_dropped")


def _takes_macros(out: Path) -> bool:
    return out.suffix.lower() == ".xlsm"


def _columns(
    book: Book,
    report: Report,
    styles: StyleNumbers,
    remarks: list[Remark],
    names: Mapping[str, str],
) -> dict[int, int]:
    """Put our columns into every screened sheet; return the filters that were widened."""
    entries = {entry.name: entry for entry in book.sheets}
    decisions = [report.say(text) for text in report.texts.decisions]
    filters = {}
    for name, blocks in column_blocks(report).items():
        entry = entries.get(names.get(name, name))
        if entry is None:
            raise Unpatchable(f"no sheet {name}")
        around = _surroundings(book.package, entry)
        sheet = Worksheet(readable(book.package.read(entry.part)), around)
        annotated = sheet.annotated(blocks, styles, decisions)
        book.package.change(entry.part, annotated.content)
        if annotated.filter_right:
            filters[entry.number] = annotated.filter_right
        remarks += _remarks(name, around, blocks, annotated.columns, annotated.filter_right)
    return filters


def _remarks(
    name: str,
    around: Surroundings,
    blocks: Sequence[ColumnBlock],
    columns: Sequence[int],
    filter_right: int | None,
) -> Iterator[Remark]:
    places = (("sheet", name),)
    if blocks and not columns:
        yield Remark("no_room", places)
    if filter_right:
        yield Remark("filter_widened", places)
    if around.tables:
        yield Remark("table", places)


def _surroundings(package: Package, entry: SheetEntry) -> Surroundings:
    tables, drawings = [], list[Area]()
    for relation in package.relations(entry.part):
        if relation.kind == "table":
            xml = readable(package.read(relation.target))
            area = Area.of(attributes(start_tag(xml, root(xml))).get("ref", ""))
            tables += [area] if area else []
        if relation.kind == "drawing":
            drawings += _anchors(readable(package.read(relation.target)))
    return Surroundings(tuple(tables), tuple(drawings))


def _anchors(xml: bytes) -> Iterator[Area]:
    """Yield the cells that pictures and charts cover."""
    for anchor in _ANCHOR.findall(xml):
        corners = {b"col": list[int](), b"row": list[int]()}
        for name, number in _CORNER.findall(anchor):
            corners[name].append(int(number) + 1)
        columns, rows = corners[b"col"], corners[b"row"]
        if not columns or not rows:
            continue
        wide, high = _extent(anchor) if len(columns) == 1 else (0, 0)
        yield Area(rows[0], columns[0], rows[-1] + high, columns[-1] + wide)


def _extent(anchor: bytes) -> tuple[int, int]:
    """Return about how many columns and rows a picture of a stated size covers beyond its first."""
    found = _EXTENT.search(anchor)
    if found is None:
        return 0, 0
    size = {found[1].decode(): int(found[2]), found[3].decode(): int(found[4])}
    return size.get("x", 0) // _USUAL_SIZE["x"], size.get("y", 0) // _USUAL_SIZE["y"]


def _own_sheets(
    book: Book,
    report: Report,
    remarks: Sequence[Remark],
    styles: StyleNumbers,
    names: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Add our sheets; return the name and the part of each."""
    titles = book.free_names([report.say(report.texts.sheets[sheet]) for sheet in _SHEETS])
    summary, questions, details, readings, sources, legend = titles
    sheets: list[OwnSheet] = [
        summary_sheet(report, summary),
        questions_sheet(report, questions),
        details_sheet(report, details),
        readings_sheet(report, readings),
        sources_sheet(report, sources),
        legend_sheet(report, legend, remarks),
    ]
    own = []
    for sheet in sheets:
        part = book.free_part("worksheets/screener")
        content = sheet_markup(sheet, book.dialect.main, styles, names)
        book.package.add(part, content, SHEET_TYPE)
        own.append((sheet.name, part))
    return own


def _retitle(package: Package, names: Sequence[str]) -> None:
    found = [one.target for one in package.relations("") if one.kind == "extended-properties"]
    for part in found[:1]:
        if part in package.names:
            content = retitled(readable(package.read(part)), names)
            if content:
                package.change(part, [content])
