"""Labelled workbooks for tests: a source is screened by the shipped rules and written."""

import zipfile
from functools import cache
from pathlib import Path

from screener.model import Screening
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile, ProfileFacts
from screener.results.explain import Explainer
from screener.results.workbook import SheetCells, write_workbook
from screener.rulepack.load import Pack, load_pack

HEADER = ("No.", "Part number", "Description", "Material", "Qty", "End user", "End use")
PARTS = (
    ("1", "A-1", "NdFeB magnet N42SH (Dy 3%)", "NdFeB", "12", "", ""),
    ("2", "A-2", "Copy paper A4", "", "1", "", "office"),
    ("3", "A-3", "Dysprosium oxide 99.9%", "Dy2O3", "5", "防衛省", "missile guidance"),
    ("4", "A-4", "see drawing 4711", "", "2", "", ""),
)


@cache
def shipped_pack() -> Pack:
    """Return the shipped rules, loaded once for all tests."""
    return load_pack()


def labelled(
    source: Path, out: Path, language: str = "en", *, with_sheets: bool = True, **facts: str
) -> Screening:
    """Screen a file and write its labelled workbook."""
    given = {"date": "2026-03-12", "ship_from": "CN", "destination": "JP", **facts}
    profile = Profile(facts=ProfileFacts(**given))
    workbook = open_source(source, profile)
    screening = screen_workbook(workbook, Screener(shipped_pack(), profile))
    sheets = [SheetCells(sheet.name, sheet.rows) for sheet in workbook.sheets]
    explainer = Explainer(shipped_pack(), language)
    write_workbook(source, out, screening, explainer, sheets if with_sheets else [])
    return screening


def parts_of(path: Path) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(source: Path, out: Path, changes: dict[str, bytes]) -> None:
    """Write a package again with some parts replaced or added."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts_of(source) | changes).items():
            package.writestr(name, content)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def package_around(path: Path, sheet: str) -> None:
    """Write a package with one sheet part, as bare as its format allows."""
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sheet.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:rel="{_OFFICE}"><sheets>'
            '<sheet name="Parts" sheetId="7" rel:id="b"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="b" Type="{_OFFICE}/worksheet" Target="sheet.xml"/></Relationships>'
        ),
        "xl/sheet.xml": sheet,
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def sheet_of(rows: str, *, before: str = "", after: str = "") -> str:
    """Return a sheet part around rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row_of(number: int, texts: tuple[str, ...]) -> str:
    """Return a row of texts, every cell with its reference."""
    cells = "".join(
        f'<c r="{chr(65 + index)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for index, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'
