"""Texts that are not what they seem: encodings, quotation marks, invisible letters, regex bait."""

from collections.abc import Mapping

from corpus import Outcome, Survives, hostile, of_bytes, of_text, refused, screened

_HEAD = "Description,Qty\n"
_BOLT = "Hex bolt M6x20,12\n"
_MAGNET = '"NdFeB magnet N38SH, Dy 2.5 wt%",4\n'
_GOOD = _HEAD + _BOLT + _MAGNET
_READ = screened(2, {2: "clear", 3: "unclear"})

_BYTES: Mapping[str, tuple[bytes, Outcome]] = {
    "zeros-only": (bytes(5000), refused("file-empty")),
    "random": (bytes((n * 7919 + n // 251) % 256 for n in range(5000)), Survives()),
    "byte-order-mark-only": (b"\xef\xbb\xbf", refused("file-empty")),
    "two-byte-order-marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + _GOOD.encode(), Survives()),
    "utf-16-without-mark": (_GOOD.encode("utf-16-le"), Survives()),
    "utf-16-cut-in-a-letter": (_GOOD.encode("utf-16")[:-1], Survives()),
    "utf-16-with-half-a-pair": (("﻿" + _GOOD).encode("utf-16-le") + b"\x00\xd8", Survives()),
    "utf-32": (_GOOD.encode("utf-32"), Survives()),
    "utf-8-overlong": (_GOOD.encode() + b"\xc0\xaf,1\n", Survives()),
    "utf-8-with-one-wrong-byte": (_GOOD.encode() + b"\xffnut,1\n", Survives()),
    "zeros-between": (_GOOD.replace("bolt", "bo\0lt").encode(), Survives()),
    "two-encodings": (
        "Description,Qty\n六角ボルト,1\n".encode("cp932") + "六角螺栓,1\n".encode(),
        Survives(),
    ),
    "old-mac-line-ends": (_GOOD.replace("\n", "\r").encode(), _READ),
    "mixed-line-ends": (
        (_HEAD + _BOLT.replace("\n", "\r") + _MAGNET.replace("\n", "\r\n")).encode(),
        _READ,
    ),
    "form-feeds": (_GOOD.replace("\n", "\n\f").encode(), Survives()),
    "html": (
        b"<html><table><tr><td>Description</td></tr></table></html>",
        refused("not-a-spreadsheet"),
    ),
    "xml-2003": (b'<?xml version="1.0"?><Workbook/>', refused("not-a-spreadsheet")),
    "pdf": (b"%PDF-1.7\n", refused("not-a-spreadsheet")),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), refused("not-a-spreadsheet")),
    "program": (b"MZ" + bytes(50), refused("not-a-spreadsheet")),
    "ole-of-nothing": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
        refused("not-a-spreadsheet"),
    ),
    "ole-that-says-workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "Workbook".encode("utf-16-le")
        + bytes(600),
        refused("file-damaged"),
    ),
    "ole-encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        refused("password-protected"),
    ),
}
for _name, (_content, _outcome) in _BYTES.items():
    hostile(f"bytes-{_name}", "csv", of_bytes(_content), _outcome)

_CSV: Mapping[str, tuple[str, Outcome]] = {
    "quotation-never-closed": (_HEAD + '"Hex bolt\n' + _BOLT * 3, Survives()),
    "quotation-of-500000-letters": (f'{_HEAD}"{"bolt " * 100_000}",1\n', screened(1)),
    "lines-without-a-cell": ("Description\n" + "hex bolt\n" * 15_000, screened(15_000)),
    "lines-that-keep-to-no-columns": (
        "".join(f"{' ' * (n % 97)}bolt   {'x' * (n % 13)}   nut   {n}\n" for n in range(20_000)),
        Survives(),
    ),
    "quotation-marks-only": ('"' * 100_001, Survives()),
    "delimiters-only": ("," * 100_000 + "\n" + ";" * 100_000, Survives()),
    "header-only": (_HEAD, Survives()),
    "header-1000-times": (_HEAD * 1000, Survives()),
    "one-cell": ("Description", Survives()),
    "delimiter-changes": ("Description,Qty\nbolt;1\nnut\t1\n", Survives()),
    "more-cells-than-headers": (_HEAD + "Hex bolt,1,2,3,4,5,6\n", Survives()),
    "separator-said-in-line-one": (
        "sep=;\nDescription;Qty\nHex bolt M6;1\n",
        screened(1, {3: "clear"}),
    ),
}
for _name, (_text, _outcome) in _CSV.items():
    hostile(f"csv-{_name}", "csv", of_text(_text), _outcome)

#: Texts in each of the fields that are matched; a reader with a bad pattern never comes back.
_BAIT: Mapping[str, str] = {
    "one-letter": "a" * 50_000,
    "companies": "三菱重工業株式会社" * 5_000,
    "digits": "1" * 50_000,
    "digits-and-points": "1." * 25_000,
    "digits-and-spaces": "1 " * 25_000,
    "dashes": "-" * 50_000,
    "brackets": "(" * 50_000,
    "brackets-closed": "()" * 25_000,
    "spaces": "x" + " " * 50_000 + "x",
    "spaces-of-many-kinds": "x" + "\u3000\u2003\u00a0" * 16_000 + "x",
    "commas": "Dy," * 16_000,
    "not-not-not": "not " * 12_000 + "military",
    "units": "99.9% 5mm 3GHz " * 3_000,
    "powers": "9**9**9**9 " + "9" * 400,
    "exponent": "1e999999999 kg, 1e-999999999 mm",
    "company-tails": "株式会社" * 12_000,
    "combining-marks": "Z" + "\u0301" * 50_000,
    "expanding-letters": "\ufdfa" * 10_000,
    "surrogates-of-emoji": "\U0001f9f2" * 10_000,
    "right-to-left": "\u202e" + "BeFdN tengam" + "\u202c" * 10_000,
    "zero-width": "\u200b" * 50_000 + "NdFeB",
    "quantities-of-every-kind": "φ12×3 ±0.1 4N5 10^6 Ω ½ ٣ ５ ㎜ ㍉ ℃ " * 1_000,
    "slashes": "/" * 50_000,
    "dates": "2026-01-06 " * 4_000,
    "codes": "1C905.a.4 " * 5_000,
}
_FIELDS = (
    *("description", "part_number", "manufacturer", "supplier", "end_user", "end_use", "consignee"),
    *("country_of_origin", "hs_code", "control_code", "quantity", "unit_price", "destination"),
    "notes",
)
for _name, _text in _BAIT.items():
    _cell = '"' + _text.replace('"', '""') + '"'
    _row = ",".join(
        "Hex bolt" if field == "description" and _name != "codes" else _cell for field in _FIELDS
    )
    hostile(
        f"bait-{_name}",
        "csv",
        of_text(f"{','.join(_FIELDS)}\n{_row}\n{','.join([_cell] * len(_FIELDS))}\n"),
        Survives(),
    )

_PARTS_LIST = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":'
_DEVICE = '{"type":"device","name":'
_NO_LIST = refused("file-damaged", "not-a-spreadsheet", "file-empty", "header-not-found")
_JSON: Mapping[str, tuple[str, Outcome]] = {
    "100000-brackets": ("[" * 100_000, _NO_LIST),
    "100000-braces": ('{"a":' * 100_000, _NO_LIST),
    "number-of-10000-digits": (f"{_PARTS_LIST}{'9' * 10_000}}}", _NO_LIST),
    "half": (f"{_PARTS_LIST}[{_DEVICE}", refused("file-damaged")),
    "components-no-list": (_PARTS_LIST + '{"a":1}}', Survives()),
    "components-of-nothing": (_PARTS_LIST + '[null,1,"x",[],{}]}', Survives()),
    "names-no-texts": (_PARTS_LIST + f'[{_DEVICE}{{"a":[]}}}}]}}', Survives()),
    "nested-components": (
        _PARTS_LIST + "[" + f'{_DEVICE}"x","components":[' * 500 + "]}" * 500 + "]}",
        Survives(),
    ),
}
for _name, (_text, _outcome) in _JSON.items():
    hostile(f"json-{_name}", "json", of_text(_text), _outcome)
