"""The corpus of hostile inputs: what each file is, and what must become of it.

Every case makes its file from a few lines of Python, so that a reader sees what is wrong with it
and nothing foreign is kept. `CASES` is filled by the modules beside this one.
"""

import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Make = Callable[[Path], None]


@dataclass(frozen=True)
class Refused:
    """The file is refused with one of these codes of the error catalogue."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Screened:
    """The file is screened: so many part lines, or more; and rows with a known label."""

    lines: int
    labels: Mapping[int, str]


@dataclass(frozen=True)
class Survives:
    """Refused with any code, or screened with every row accounted for: damage may do either."""


Outcome = Refused | Screened | Survives


@dataclass(frozen=True)
class Case:
    """One hostile file."""

    name: str
    ending: str
    make: Make
    outcome: Outcome

    def write(self, folder: Path) -> Path:
        """Write the file, and return where it is."""
        path = folder / f"{self.name}.{self.ending}"
        self.make(path)
        return path


CASES: dict[str, Case] = {}


def hostile(name: str, ending: str, make: Make, outcome: Outcome) -> None:
    """Add a case; its name says what is wrong with the file."""
    if name in CASES:
        raise ValueError(f"two cases are called {name}")
    CASES[name] = Case(name, ending, make, outcome)


def refused(*codes: str) -> Refused:
    """Return the outcome of a file that is refused."""
    return Refused(codes)


def screened(lines: int, labels: Mapping[int, str] | None = None) -> Screened:
    """Return the outcome of a file that is screened."""
    return Screened(lines, labels or {})


def of_bytes(content: bytes) -> Make:
    """Return what writes these bytes."""
    return lambda path: path.write_bytes(content) and None


def of_text(text: str, encoding: str = "utf-8") -> Make:
    """Return what writes this text."""
    return of_bytes(text.encode(encoding, "surrogatepass"))


# --- packages, part by part -------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

#: The parts list of the package below: two lines, the second one controlled.
ROWS = (
    ("Description", "Qty"),
    ("Hex bolt M6x20", "12"),
    ("NdFeB magnet N38SH, Dy 2.5 wt%", "4"),
)


def inline(text: str) -> str:
    """Return a cell that holds its text."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_xml(rows: str = "", *, head: str = "", tail: str = "") -> str:
    """Return a sheet's XML: the rows given, or the two good lines."""
    good = "".join(
        f'<row r="{number}">{"".join(inline(cell) for cell in row)}</row>'
        for number, row in enumerate(ROWS, start=1)
    )
    return (
        f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows or good}</sheetData>{tail}</worksheet>'
    )


def parts_of_a_book(**replaced: str | bytes) -> dict[str, bytes]:
    """Return the parts of a small workbook; keywords replace some of them, as ``sheet``."""
    parts: dict[str, str | bytes] = {
        "types": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
            "</Types>"
        ),
        "rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "book": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="BOM" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "book_rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "sheet": sheet_xml(),
        "strings": f'<sst xmlns="{_MAIN}" count="1" uniqueCount="1"><si><t>x</t></si></sst>',
        "styles": (
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs>'
            "</styleSheet>"
        ),
    }
    names = {
        "types": "[Content_Types].xml",
        "rels": "_rels/.rels",
        "book": "xl/workbook.xml",
        "book_rels": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    parts |= replaced
    return {
        names.get(name, name): part.encode() if isinstance(part, str) else part
        for name, part in parts.items()
    }


def zipped(parts: Mapping[str, bytes], **extra: bytes) -> Make:
    """Return what packs the parts, and then those of other names."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in {**parts, **extra}.items():
                package.writestr(name, content)

    return make


def book(**replaced: str | bytes) -> Make:
    """Return what writes the small workbook with some parts replaced."""
    return zipped(parts_of_a_book(**replaced))


def packed(make: Make, folder: Path) -> bytes:
    """Return the bytes that a maker writes."""
    path = folder / "packed"
    make(path)
    content = path.read_bytes()
    path.unlink()
    return content


def flipped(content: bytes, seed: int, bits: int = 8) -> bytes:
    """Return the content with some bits turned over."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    damaged = bytearray(content)
    for _ in range(bits):
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged)
