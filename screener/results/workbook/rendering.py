"""Our cells and sheets as markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from xml.sax.saxutils import quoteattr

from screener.results.workbook.cells import (
    LINE_HEIGHT,
    MAX_ROW_HEIGHT,
    Cell,
    OwnSheet,
    Place,
    Style,
    column_letters,
    lines_of_text,
    writable,
)
from screener.results.workbook.markup import HEAD, tag, text
from screener.results.workbook.styles import StyleNumbers

# Texts whose markup is kept while a workbook is written.
_TEXTS_KEPT = 8192
# Rows that begin with a heading stand out by their height, too.
_HIGHER = {Style.TITLE: 1.8, Style.SECTION: 1.3}


def cells_markup(
    cells: Iterable[tuple[str, Cell]], row: int, styles: StyleNumbers, prefix: str = ""
) -> bytes:
    """Return cells of one row, each with its column's letters; text is text by its type."""
    return str(row).join(pieces_of_cells(cells, styles, prefix)).encode()


def pieces_of_cells(
    cells: Iterable[tuple[str, Cell]], styles: StyleNumbers, prefix: str = ""
) -> list[str]:
    """Return cells as pieces of markup between which the number of their row stands."""
    pieces, rest = [], ""
    for letters, cell in cells:
        if cell.style is not Style.BLANK:
            pieces.append(f'{rest}<{prefix}c r="{letters}')
            rest = f'"{_rest_of_cell(cell.value, styles[cell.style], prefix)}'
    return [*pieces, rest]


@lru_cache(maxsize=_TEXTS_KEPT)
def _rest_of_cell(value: str | int, style: int, prefix: str) -> str:
    """Return what follows a cell's reference; many cells of a long list say the same."""
    if isinstance(value, int):
        return f' s="{style}"><{prefix}v>{value}</{prefix}v></{prefix}c>'
    if not value:
        return f' s="{style}"/>'
    opening = f' s="{style}" t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
    return f"{opening}{text(value).decode()}</{prefix}t></{prefix}is></{prefix}c>"


def validation_markup(area: str, choices: str) -> bytes:
    """Return a dropdown over an area; `choices` is a quoted list or a range."""
    return tag(
        "dataValidation",
        tag("formula1", text(choices)),
        type="list",
        allowBlank=1,
        showErrorMessage=1,
        sqref=area,
    )


def sheet_markup(
    sheet: OwnSheet, main: str, styles: StyleNumbers, names: Mapping[str, str]
) -> Iterator[bytes]:
    """Yield a whole sheet of ours; `names` gives the names that sheets of the source have here."""
    yield HEAD
    yield f'<worksheet xmlns="{main}">'.encode()
    yield tag("sheetPr", tag("pageSetUpPr", fitToPage=1))
    yield tag("sheetViews", _view(sheet.header_row))
    yield tag("sheetFormatPr", defaultRowHeight=15)
    yield tag("cols", columns_markup(1, sheet.widths))
    yield b"<sheetData>"
    letters = [column_letters(number + 1) for number in range(len(sheet.widths))]
    links: list[tuple[str, Place]] = []
    dropdowns: list[tuple[str, str]] = []
    row = 0
    for row, cells in enumerate(sheet.rows, start=1):
        yield row_markup(cells, letters, row, styles, sheet.widths)
        for letter, cell in zip(letters, cells, strict=False):
            if cell.link:
                links.append((f"{letter}{row}", cell.link))
            if cell.choices:
                dropdowns.append((f"{letter}{row}", cell.choices))
    yield b"</sheetData>"
    if sheet.header_row and row > sheet.header_row:
        yield tag("autoFilter", ref=f"A{sheet.header_row}:{letters[-1]}{row}")
    yield from _dropdowns(dropdowns)
    yield from _links(links, names)
    yield tag("pageMargins", left=0.4, right=0.4, top=0.5, bottom=0.5, header=0.3, footer=0.3)
    yield tag("pageSetup", paperSize=9, orientation="landscape", fitToWidth=1, fitToHeight=0)
    yield b"</worksheet>"


def row_markup(
    cells: Sequence[Cell],
    letters: Sequence[str],
    row: int,
    styles: StyleNumbers,
    widths: Sequence[float],
) -> bytes:
    """Return one row of ours, high enough for its texts: not every program works that out."""
    height = row_height(cells, widths)
    found = cells_markup(zip(letters, cells, strict=False), row, styles)
    return b'<row r="%d" ht="%g">%b</row>' % (row, height, found)


def row_height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return the height of a row in points; programs that work it out themselves may change it."""
    if cells and cells[0].style in _HIGHER:
        return LINE_HEIGHT * _HIGHER[cells[0].style]
    return min(LINE_HEIGHT * lines_of_text(cells, widths), MAX_ROW_HEIGHT)


def columns_markup(first: int, widths: Sequence[float]) -> bytes:
    """Return the widths of columns from `first` on."""
    return b"".join(
        tag("col", min=number, max=number, width=width, customWidth=1)
        for number, width in enumerate(widths, start=first)
    )


def _view(header_row: int | None) -> bytes:
    pane = b""
    if header_row:
        corner = f"A{header_row + 1}"
        pane = tag(
            "pane", ySplit=header_row, topLeftCell=corner, activePane="bottomLeft", state="frozen"
        ) + tag("selection", pane="bottomLeft")
    return tag("sheetView", pane, showGridLines=0, workbookViewId=0)


def _dropdowns(dropdowns: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    if dropdowns:
        content = b"".join(validation_markup(area, choices) for area, choices in dropdowns)
        yield tag("dataValidations", content, count=len(dropdowns))


def _links(links: Sequence[tuple[str, Place]], names: Mapping[str, str]) -> Iterator[bytes]:
    if links:

        @cache
        def quoted(name: str) -> str:
            """Return the beginning of a location: a sheet's name between both kinds of quotes."""
            sheet = names.get(name, name).replace("'", "''")
            return quoteattr(writable(f"'{sheet}'!"))[:-1]

        yield b"<hyperlinks>"
        for area, place in links:
            location = f"{quoted(place.sheet)}{column_letters(place.column)}{place.row}"
            yield f'<hyperlink ref="{area}" location={location}"/>'.encode()
        yield b"</hyperlinks>"
