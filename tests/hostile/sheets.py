"""Sheets that are too large, lie about themselves, or carry what nobody asked for."""

from collections.abc import Mapping
from pathlib import Path

from corpus import (
    Outcome,
    Survives,
    book,
    hostile,
    inline,
    of_text,
    parts_of_a_book,
    refused,
    screened,
    sheet_xml,
    zipped,
)

_GOOD = screened(2, {2: "clear", 3: "unclear"})
_HEAD = f'<row r="1">{inline("Description")}{inline("Qty")}</row>'


def _rows(*cells: str, row: int = 2) -> str:
    return f'{_HEAD}<row r="{row}">{"".join(cells)}</row>'


def _number(value: str, kind: str = "n") -> str:
    return f'<c t="{kind}"><v>{value}</v></c>'


_CELLS: Mapping[str, tuple[str, Outcome]] = {
    "of-1000000-letters": (_rows(inline("bolt " * 200_000), inline("1")), screened(1)),
    "of-32767-letters": (_rows(inline("bolt " * 6553), inline("1")), screened(1)),
    "reference-far-outside": (
        _rows('<c r="ZZZZZZ1" t="inlineStr"><is><t>x</t></is></c>'),
        Survives(),
    ),
    "reference-zero": (_rows('<c r="A0" t="inlineStr"><is><t>bolt</t></is></c>'), Survives()),
    "reference-no-reference": (
        _rows('<c r="?" t="inlineStr"><is><t>bolt</t></is></c>'),
        Survives(),
    ),
    "row-4294967296": (_rows(inline("bolt"), row=4_294_967_296), Survives()),
    "row-minus-one": (_rows(inline("bolt"), row=-1), Survives()),
    "string-that-there-is-not": (_rows(_number("999999", "s"), inline("1")), Survives()),
    "string-minus-one": (_rows(_number("-1", "s"), inline("1")), Survives()),
    "of-a-kind-that-there-is-not": (_rows(_number("bolt", "zz"), inline("1")), Survives()),
    "number-not-a-number": (_rows(inline("Hex bolt"), _number("NaN")), Survives()),
    "number-infinite": (_rows(inline("Hex bolt"), _number("1e999")), Survives()),
    "number-of-10000-digits": (_rows(inline("Hex bolt"), _number("9" * 10_000)), Survives()),
    "date-before-time": (_rows(inline("Hex bolt"), _number("-1e300", "d")), Survives()),
    "error": (_rows(_number("#REF!", "e"), inline("1")), Survives()),
    "formula-of-itself": (
        _rows('<c r="A2"><f>A2&amp;A2</f><v>Hex bolt M6</v></c>', inline("1")),
        Survives(),
    ),
    "formula-that-calls-a-program": (
        _rows("<c t=\"str\"><f>cmd|'/c calc'!A0</f><v>Hex bolt M6</v></c>", inline("1")),
        screened(1, {2: "clear"}),
    ),
}
for _name, (_xml, _outcome) in _CELLS.items():
    hostile(f"cell-{_name}", "xlsx", book(sheet=sheet_xml(_xml)), _outcome)


def _last_row(path: Path) -> None:
    """Fill the first rows and the very last one of a sheet."""
    last = f'<row r="1048576">{inline("Hex nut")}{inline("1")}</row>'
    good = sheet_xml().replace("</sheetData>", last + "</sheetData>")
    book(sheet=good)(path)


_TAILS: Mapping[str, str] = {
    "merged-whole": '<mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells>',
    "merged-over-each-other": '<mergeCells><mergeCell ref="D1:E9"/>'
    '<mergeCell ref="E2:F9"/></mergeCells>',
    "merged-backwards": '<mergeCells><mergeCell ref="F9:D1"/></mergeCells>',
    "validations-without-end": "<dataValidations>"
    + '<dataValidation sqref="A1:XFD1048576" type="list"><formula1>1</formula1></dataValidation>'
    * 2_000
    + "</dataValidations>",
    "links-outside": '<hyperlinks><hyperlink ref="A1" location="file:///etc/passwd"/></hyperlinks>',
}
for _name, _tail in _TAILS.items():
    hostile(f"sheet-{_name}", "xlsx", book(sheet=sheet_xml(tail=_tail)), _GOOD)
hostile(
    "sheet-merged-nonsense",
    "xlsx",
    book(sheet=sheet_xml(tail='<mergeCells><mergeCell ref="?:!"/></mergeCells>')),
    Survives(),
)
hostile("sheet-filled-in-its-last-row", "xlsx", _last_row, screened(3))
hostile(
    "sheet-of-wrong-dimension",
    "xlsx",
    book(sheet=sheet_xml().replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>')),
    _GOOD,
)
hostile(
    "sheet-of-endless-dimension",
    "xlsx",
    book(sheet=sheet_xml().replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')),
    _GOOD,
)
hostile(
    "sheet-of-17-million-cells-and-more",
    "xlsx",
    book(
        sheet=sheet_xml().replace(
            "</sheetData>",
            '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
            "</sheetData>",
        )
    ),
    refused("file-too-large"),
)
hostile(
    "sheet-of-17-million-cells-in-other-quotation-marks",
    "xlsx",
    book(
        sheet=sheet_xml().replace(
            "</sheetData>",
            "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row>"
            "</sheetData>",
        )
    ),
    refused("reading-limit", "file-too-large"),
)
hostile(
    "sheet-of-600000-rows-without-a-place",
    "xlsx",
    book(sheet=sheet_xml(_rows(*["<c/>"] * 16_000, inline("x")) + "<row/>" * 600_000)),
    Survives(),
)
hostile(
    "sheet-that-is-there-500-times",
    "xlsx",
    book(
        sheet=sheet_xml(),
        book=parts_of_a_book()["xl/workbook.xml"].replace(
            b"</sheets>",
            b"".join(b'<sheet name="B%d" sheetId="%d" r:id="r1"/>' % (n, n) for n in range(2, 501))
            + b"</sheets>",
        ),
    ),
    Survives(),
)
hostile(
    "sheet-rows-in-disorder",
    "xlsx",
    book(
        sheet=sheet_xml(
            f'<row r="3">{inline("Hex nut")}{inline("1")}</row>'
            + _rows(inline("Hex bolt"), inline("2"))
        )
    ),
    Survives(),
)
hostile(
    "sheet-row-twice",
    "xlsx",
    book(sheet=sheet_xml(_rows(inline("Hex bolt"), inline("2")) * 2)),
    Survives(),
)

_BOOK = parts_of_a_book()["xl/workbook.xml"].decode()
_RELATIONS = parts_of_a_book()["xl/_rels/workbook.xml.rels"].decode()
for _name, _sheet in {
    "path": "../../etc/passwd",
    "formula": "=cmd|calc",
    "markup": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "300-letters": "B" * 300,
    "nothing": "",
    "control-codes": "B&#x1B;[31m",
    "right-to-left": "\u202eMOB",
}.items():
    hostile(
        f"sheet-called-{_name}",
        "xlsx",
        book(book=_BOOK.replace('name="BOM"', f'name="{_sheet}"')),
        Survives(),
    )
hostile(
    "sheets-of-one-name",
    "xlsx",
    book(book=_BOOK.replace("</sheets>", '<sheet name="BOM" sheetId="2" r:id="r1"/></sheets>')),
    Survives(),
)
hostile(
    "sheets-1000",
    "xlsx",
    book(
        book=_BOOK.replace(
            "</sheets>",
            "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(2, 1002))
            + "</sheets>",
        )
    ),
    Survives(),
)
hostile(
    "sheet-very-hidden",
    "xlsx",
    book(book=_BOOK.replace('name="BOM"', 'name="BOM" state="veryHidden"')),
    Survives(),
)

_PARTS: Mapping[str, tuple[str, bytes]] = {
    "macro": ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "ole-object": ("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + bytes(600)),
    "data-connection": (
        "xl/connections.xml",
        b'<connections><connection id="1" url="http://127.0.0.1:9/"/></connections>',
    ),
    "external-book": ("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
    "program": ("xl/media/image1.exe", b"MZ" + bytes(600)),
    "custom-ui": ("customUI/customUI.xml", b'<customUI onLoad="evil"/>'),
}
for _name, (_part, _content) in _PARTS.items():
    hostile(
        f"book-with-a-{_name}",
        "xlsm" if _name == "macro" else "xlsx",
        zipped(parts_of_a_book(), **{_part: _content}),
        _GOOD,
    )

_COLUMNS = ",".join(["Description", "Qty", *(f"c{number}" for number in range(100_000))])
hostile("csv-of-100000-columns", "csv", of_text(f"{_COLUMNS}\nHex bolt M6,12\n"), Survives())
hostile(
    "csv-of-1000000-columns",
    "csv",
    of_text(f"Description,Qty{',' * 1_000_000}\nHex bolt M6,12\n"),
    Survives(),
)
hostile(
    "csv-of-1048576-rows",
    "csv",
    of_text("Description,Qty\n" + "Hex bolt M6,12\n" * 3 + ",\n" * 1_048_573),
    screened(3),
)
hostile(
    "csv-of-one-endless-line",
    "csv",
    of_text("a" * 5_000_000),
    refused("header-not-found", "not-a-spreadsheet", "file-damaged"),
)
