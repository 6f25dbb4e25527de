"""Our cells and sheets as markup."""

from collections.abc import Iterator, Mapping, Sequence

from screener.results.workbook.cells import Cell, OwnSheet, Place, column_letters
from screener.results.workbook.markup import HEAD, element, tag, text
from screener.results.workbook.styles import StyleNumbers


def cell_markup(cell: Cell, column: str, row: int, styles: StyleNumbers, prefix: str = "") -> bytes:
    """Return one cell; text stands in the cell itself and is text by its type."""
    start = f'<{prefix}c r="{column}{row}" s="{styles[cell.style]}"'
    if isinstance(cell.value, int):
        return f"{start}><{prefix}v>{cell.value}</{prefix}v></{prefix}c>".encode()
    if not cell.value:
        return f"{start}/>".encode()
    opening = f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
    return opening.encode() + text(cell.value) + f"</{prefix}t></{prefix}is></{prefix}c>".encode()


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
        yield row_markup(cells, letters, row, styles)
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
    cells: Sequence[Cell], letters: Sequence[str], row: int, styles: StyleNumbers
) -> bytes:
    """Return one row of ours."""
    found = b"".join(
        cell_markup(cell, letter, row, styles) for letter, cell in zip(letters, cells, strict=False)
    )
    return b'<row r="%d">%b</row>' % (row, found)


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
        yield b"<hyperlinks>"
        for area, place in links:
            sheet = names.get(place.sheet, place.sheet).replace("'", "''")
            location = f"'{sheet}'!{column_letters(place.column)}{place.row}"
            yield element("hyperlink", {"ref": area, "location": location})
        yield b"</hyperlinks>"
