"""Texts of a parts list that would do something where they are shown: nowhere do they."""

import csv
import io
import json
import unicodedata
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from screener.cli import commands

HOSTILE = {
    "formula": '=HYPERLINK("http://x.example","SmCo magnet")',
    "plus": "+1+cmd|' /C calc'!A0 SmCo magnet",
    "minus": "-2+3+cmd|' /C calc'!A0 SmCo magnet",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0 SmCo magnet",
    "tab": "\t=1+1 SmCo magnet",
    "return": "\r=1+1 SmCo magnet",
    "wide": "＝1+1 SmCo magnet",
    "escape": "SmCo magnet \x1b]0;owned\x07\x1b[2J\x1b[31m",
    "c1": "SmCo magnet \x9b31m",
    "script": "SmCo magnet <script>alert(1)</script>",
    "image": 'SmCo magnet "><img src=x onerror=alert(1)>',
    "end": "SmCo magnet </td></table></style></script><!--",
    "template": "SmCo magnet {{ 7*7 }} {% raw %} ${7*7} %(x)s {0}",
    "markup": "SmCo magnet [bold]x[/bold] [link=http://x.example]y[/link]",
    "lines": "SmCo magnet\r\nBcc: everybody@x.example\r\n\r\nhello",
    "turned": "SmCo magnet \u202egnp.exe\u2066",
    "separators": "SmCo magnet \u2028x\u2029y\x85z",
    "quotes": 'SmCo magnet "\'`,;\t|""',
    "nul": "SmCo magnet _x0000_ _x003D_1+1",
}
SUPPLIERS = {
    "header": "Evil Ltd\r\nBcc: everybody@x.example\r\nX: y",
    "up": "../../../../tmp/screener-was-here",
    "dots": "..",
    "device": "CON",
    "device with ending": "NUL.txt",
    "drive": "C:\\Windows\\x",
    "stream": "x.xlsx:evil",
    "long": "株式会社" * 500,
    "formula": "=1+1",
    "turned": "Evil \u202eslx.exe",
    "escape": "Evil \x1b[31m",
    "tag": "<b onclick=x>Evil</b>",
    "blank": "\u00a0\u200b",
    "only signs": "///",
}
HEADERS = ("Part No.", "Description", "Supplier", "Qty")
_DAY = ("--destination", "JP", "--date", "2026-06-30")
ON = ("--ship-from", "DE", "--end-user", "防衛装備庁", "--end-use", "radar", *_DAY)
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _rows() -> list[tuple[str, str, str, str]]:
    suppliers = [*SUPPLIERS.values()]
    return [
        (f"{text[:12]}{number}", text, suppliers[number % len(suppliers)], "4")
        for number, text in enumerate(HOSTILE.values())
    ]


def _of_csv(folder: Path) -> Path:
    path = folder / "bom.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEADERS, *_rows()])
    return path


def _of_xlsx(folder: Path) -> Path:
    """Write the texts as texts, and one formula of the user's own."""
    path = folder / "bom.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BOM")
        for place, row in enumerate([HEADERS, *_rows()]):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        sheet.write_formula(1, len(HEADERS), "=1+1", None, 2)
    return path


BOMS = {"csv": _of_csv, "xlsx": _of_xlsx}


def _called(*arguments: object) -> Result:
    done = CliRunner().invoke(commands, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture(scope="module", params=BOMS)
def bom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts list, screened and asked about, with every output beside it."""
    path = BOMS[request.param](tmp_path_factory.mktemp("hostile"))
    _called("screen", path, *ON, "--format", "xlsx,jsonl,csv,html")
    _called("ask", path, *ON)
    return path


def _formulas(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: str(cell.value) for cell in cells if cell.data_type == "f"}


def test_no_cell_of_a_workbook_of_ours_is_a_formula(bom: Path) -> None:
    """The user's own formula stays, and is the only one."""
    own = {"E2": "=1+1"} if bom.suffix == ".xlsx" else {}
    assert _formulas(bom.with_name("bom.screened.xlsx")) == own
    for path in bom.parent.rglob("*questions*/*.xlsx"):
        assert _formulas(path) == {}
    assert _formulas(bom.with_name("bom.questions.xlsx")) == {}


def test_no_cell_of_the_csv_is_taken_for_a_formula(bom: Path) -> None:
    with bom.with_name("bom.screened.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + len(HOSTILE)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(_STARTS)] == []


def test_each_result_stays_on_its_line(bom: Path) -> None:
    """However a reader splits lines, a record is one."""
    text = bom.with_name("bom.screened.jsonl").read_text("utf-8")
    assert len([json.loads(line) for line in text.splitlines()]) == len(HOSTILE)


class _Page(HTMLParser):
    """What a browser would make of a page: its elements, and the handlers on them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: dict[str, int] = {}
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] = self.elements.get(tag, 0) + 1
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_no_text_becomes_an_element_of_the_report(bom: Path, tmp_path: Path) -> None:
    """The page has the scripts that the page of a harmless list has."""
    harmless = tmp_path / "plain.csv"
    harmless.write_text("Description,Qty\nSmCo magnet,4\n", "utf-8")
    _called("screen", harmless, *ON, "--format", "html")
    wanted = _Page(harmless.with_name("plain.screened.html").read_text("utf-8"))
    found = _Page(bom.with_name("bom.screened.html").read_text("utf-8"))
    assert found.handlers == wanted.handlers == []
    for name in ("script", "style", "img", "iframe", "link", "meta"):
        assert found.elements.get(name) == wanted.elements.get(name), name
    assert not any("x.example" in address for address in found.addresses)


@pytest.mark.parametrize("command", ["screen", "inspect", "ask"])
def test_nothing_steers_the_terminal(command: str, bom: Path) -> None:
    """No control character but ends of lines and cells, nothing that turns the writing."""
    more = {
        "screen": (*ON, "--all", "--force"),
        "inspect": (),
        "ask": (*ON, "--force"),
    }[command]
    printed = _called(command, bom, *more).output
    assert "owned" in printed or command != "screen"
    steering = {char for char in printed if unicodedata.category(char) in {"Cc", "Cf"}}
    assert steering <= {"\n", "\t"}


def _sent(bom: Path) -> list[Path]:
    return sorted((bom.parent / "bom.questions").iterdir())


def test_a_supplier_is_a_name_of_a_file_and_no_path(bom: Path) -> None:
    """Every file lies in its folder, under a name that any system takes."""
    before = {"bom.csv", "bom.xlsx", "bom.questions", "bom.questions.xlsx", "bom.screener.yaml"}
    beside = {path.name for path in bom.parent.iterdir()}
    assert beside - {f"bom.screened.{form}" for form in ("xlsx", "jsonl", "csv", "html")} <= before
    assert not Path("/tmp/screener-was-here").exists()  # noqa: S108 - where a name aims
    sent = _sent(bom)
    assert len(sent) >= 3 * len(SUPPLIERS)
    for path in sent:
        name = path.name
        assert path.is_file()
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(char).startswith("C") for char in name), ascii(name)
        assert len(name.encode()) <= 200
        assert name == name.strip(" .")
        assert path.stem == path.stem.strip(" .")
        assert path.stem.split(".")[0].strip().upper() not in {"CON", "NUL", "PRN", "AUX"}


def test_no_letter_gains_a_header(bom: Path) -> None:
    """A name with an end of line in it writes no line of the head, and no recipient."""
    drafts = [path for path in _sent(bom) if path.suffix == ".eml"]
    assert drafts
    for path in drafts:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        names = {name.lower() for name in message}
        assert names == {"subject", "x-unsent", "mime-version", "content-type"}
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == path.with_suffix(".xlsx").name
        assert {name.lower() for name in attached} <= {
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "mime-version",
        }


def test_no_letter_holds_a_control_character(bom: Path) -> None:
    for path in _sent(bom):
        if path.suffix == ".txt":
            text = path.read_bytes().decode()
            found = {char for char in text if unicodedata.category(char) in {"Cc", "Cf"}}
            assert found <= {"\n"}, ascii(text[:300])


def test_the_results_of_a_hostile_name_of_a_file_are_beside_it(tmp_path: Path) -> None:
    """The name of the parts list goes into a page, a mail's attachment, a terminal."""
    path = tmp_path / "=1+1 <img src=x onerror=alert(1)> \u202e\x1b[31m {{7*7}}.csv"
    path.write_text("Description,Qty\nSmCo magnet,4\n", "utf-8")
    printed = _called("screen", path, *ON, "--format", "xlsx,jsonl,csv,html").output
    assert not {char for char in printed if unicodedata.category(char) in {"Cc", "Cf"}} - {
        "\n",
        "\t",
    }
    assert len(list(tmp_path.iterdir())) == 5
    (page,) = tmp_path.glob("*.html")
    assert _Page(page.read_text("utf-8")).handlers == []
    (book,) = tmp_path.glob("*.xlsx")
    assert _formulas(book) == {}
    (table,) = tmp_path.glob("*.screened.csv")
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if cell.startswith(_STARTS)] == []
