"""XML that reaches out of the file, explodes, or is no XML."""

from collections.abc import Mapping

from corpus import (
    Outcome,
    Survives,
    book,
    hostile,
    inline,
    parts_of_a_book,
    refused,
    screened,
    sheet_xml,
    zipped,
)

_REFUSED_OR_READ = Survives()
_LAUGHS = (
    "<!DOCTYPE a ["
    '<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE a [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
_NETWORK = (
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" '
    '[<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'
)
_QUADRATIC = f'<!DOCTYPE a [<!ENTITY big "{"x" * 50_000}">]>'


def _entity_rows(entity: str, times: int = 1) -> str:
    head = f'<row r="1">{inline("Description")}{inline("Qty")}</row>'
    return head + f'<row r="2">{inline(f"&{entity};" * times)}{inline("1")}</row>'


_ENTITIES: Mapping[str, tuple[str, str, int]] = {
    "billion-laughs": (_LAUGHS, "l9", 1),
    "outside-file": (_OUTSIDE, "out", 1),
    "outside-network": (_NETWORK, "p", 1),
    "quadratic": (_QUADRATIC, "big", 20_000),
    "undeclared": ("", "nobody", 1),
}

for _name, (_doctype, _entity, _times) in _ENTITIES.items():
    _xml = sheet_xml(_entity_rows(_entity, _times), head=_doctype)
    hostile(f"xml-{_name}-in-the-sheet", "xlsx", book(sheet=_xml), _REFUSED_OR_READ)
    _strings = f'{_doctype}<sst xmlns="x"><si><t>{f"&{_entity};" * _times}</t></si></sst>'
    hostile(f"xml-{_name}-in-the-strings", "xlsx", book(strings=_strings), _REFUSED_OR_READ)
    _content = f"{_doctype}<office><text>&{_entity};</text></office>"
    _ods = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": _content.encode(),
    }
    hostile(
        f"xml-{_name}-in-ods",
        "ods",
        zipped(_ods),
        refused("file-damaged", "file-empty", "header-not-found"),
    )

_STYLES: Mapping[str, str] = {
    "billion-laughs-in-the-styles": f"{_LAUGHS}<styleSheet>&l9;</styleSheet>",
    "outside-file-in-the-styles": f"{_OUTSIDE}<styleSheet>&out;</styleSheet>",
    "styles-of-100000-formats": "<styleSheet><numFmts>"
    + "".join(f'<numFmt numFmtId="{n}" formatCode="0.{"0" * (n % 30)}"/>' for n in range(100_000))
    + "</numFmts></styleSheet>",
    "styles-with-a-format-of-100000-signs": "<styleSheet><numFmts>"
    f'<numFmt numFmtId="164" formatCode="{"#,0.[" * 20_000}"/></numFmts></styleSheet>',
}
for _name, _xml in _STYLES.items():
    hostile(f"xml-{_name}", "xlsx", book(styles=_xml), screened(2, {3: "unclear"}))

_DEEP = "<a>" * 100_000 + "</a>" * 100_000
_SHEETS: Mapping[str, tuple[str | bytes, Outcome]] = {
    "deeply-nested": (sheet_xml(tail=_DEEP), _REFUSED_OR_READ),
    "never-closed": (sheet_xml()[:-30], _REFUSED_OR_READ),
    "utf-16": (
        sheet_xml(head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"),
        _REFUSED_OR_READ,
    ),
    "claims-utf-7": (sheet_xml(head='<?xml version="1.0" encoding="UTF-7"?>'), _REFUSED_OR_READ),
    "claims-an-encoding-that-there-is-not": (
        sheet_xml(head='<?xml version="1.0" encoding="klingon"?>'),
        _REFUSED_OR_READ,
    ),
    "bytes-that-are-no-text": (
        sheet_xml().encode().replace(b"Hex", b"\xff\xfe\x00"),
        _REFUSED_OR_READ,
    ),
    "zeros-behind-it": (sheet_xml().encode() + bytes(1000), _REFUSED_OR_READ),
    "empty": ("", _REFUSED_OR_READ),
    "cdata": (
        sheet_xml().replace("<t>Hex bolt M6x20</t>", "<t><![CDATA[Hex bolt M6x20]]></t>"),
        screened(2, {3: "unclear"}),
    ),
    "comments-in-the-cells": (
        sheet_xml().replace("NdFeB", "Nd<!-- hidden -->FeB"),
        screened(2, {3: "unclear"}),
    ),
    "attribute-of-a-megabyte": (
        sheet_xml().replace("<sheetData>", f'<sheetData x="{"y" * 1_000_000}">'),
        screened(2),
    ),
    "processing-instructions": (
        sheet_xml(head='<?xml version="1.0"?><?php system("id") ?>'),
        screened(2, {3: "unclear"}),
    ),
    "another-namespace": (
        sheet_xml().replace("spreadsheetml/2006", "nothing/1999"),
        _REFUSED_OR_READ,
    ),
}
for _name, (_part, _outcome) in _SHEETS.items():
    hostile(f"xml-sheet-{_name}", "xlsx", book(sheet=_part), _outcome)

_PACKAGE = parts_of_a_book()
_RELATIONS = _PACKAGE["xl/_rels/workbook.xml.rels"].decode()
for _name, _target in {
    "outside-the-package": "../../../../../../etc/passwd",
    "file-url": "file:///etc/passwd",
    "network-url": "http://127.0.0.1:9/sheet1.xml",
    "itself": "workbook.xml",
    "nowhere": "worksheets/sheet9.xml",
    "empty": "",
}.items():
    hostile(
        f"sheet-target-{_name}",
        "xlsx",
        book(book_rels=_RELATIONS.replace("worksheets/sheet1.xml", _target)),
        _REFUSED_OR_READ,
    )
for _missing in ("[Content_Types].xml", "_rels/.rels", "xl/styles.xml", "xl/sharedStrings.xml"):
    _some = {name: content for name, content in _PACKAGE.items() if name != _missing}
    _called = "".join(letter if letter.isalnum() else "-" for letter in _missing).strip("-")
    hostile(f"package-without-{_called}", "xlsx", zipped(_some), _REFUSED_OR_READ)
hostile(
    "package-of-wrong-types",
    "xlsx",
    book(types=_PACKAGE["[Content_Types].xml"].decode().replace("sheet.main", "document.main")),
    _REFUSED_OR_READ,
)
hostile("xml-styles-that-are-no-xml", "xlsx", book(styles="<<<"), _REFUSED_OR_READ)
