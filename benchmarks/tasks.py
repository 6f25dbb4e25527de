"""What is measured: ``tasks.py TASK WORKBOOK`` prints seconds, wall seconds, peak MiB, a number."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from workbooks import HEADERS, descriptions

#: From so many points of a hundred on the script takes names for the same.
_LIKELY = 90
#: task → what the report calls it.
TASKS = {
    "read": "bare read with python-calamine (lines)",
    "parse": "parsing the sheet's XML and throwing all away (lines)",
    "script": "a script with openpyxl and rapidfuzz: names row by row, load and save (lines)",
    "rules": "loading the rules and indexing them",
    "ready": "the rules made ready before",
    "screen": "reading and screening (lines)",
    "annotate": "reading, screening, writing the labelled workbook (lines)",
    "command": "`screener screen`, the whole command",
    "items": "matching of distinct descriptions",
    "parties": "matching of distinct names",
    "inline": "a Parquet file of the same lines, one process (lines)",
    "processes": "the same, two processes (lines)",
    "dask": "the same, Dask with two workers, start included (lines)",
    "interpreter": "a bare interpreter",
    "help": "`screener --help`",
}

DAY = date(2026, 6, 30)
FACTS = {"ship_from": "CN", "destination": "JP", "date": DAY.isoformat()}


def read(workbook: Path) -> Callable[[], int]:
    """Read all cells, and nothing else."""
    import python_calamine

    def task() -> int:
        book = python_calamine.CalamineWorkbook.from_path(str(workbook))
        return len(book.get_sheet_by_index(0).to_python())

    return task


def parse(workbook: Path) -> Callable[[], int]:
    """Parse the XML of the first sheet, and keep nothing."""
    import zipfile
    from xml.parsers.expat import ParserCreate

    with zipfile.ZipFile(workbook) as package:
        content = package.read("xl/worksheets/sheet1.xml")

    def task() -> int:
        ParserCreate().Parse(content, True)  # noqa: FBT003 - the interface of expat
        return content.count(b"<row ") - 1

    return task


def script(workbook: Path) -> Callable[[], int]:
    """Do what a careful office worker's script does: compare each name with each listed name."""
    import openpyxl
    from rapidfuzz import fuzz, process

    from screener.rulepack.load import load_pack

    listed = [entity.record.names.en or entity.id for entity in load_pack().entities]

    def task() -> int:
        book = openpyxl.load_workbook(workbook)
        sheet = book.worksheets[0]
        column, right = HEADERS.index("supplier") + 1, len(HEADERS) + 1
        for row in range(2, sheet.max_row + 1):
            found = process.extractOne(sheet.cell(row, column).value, listed, scorer=fuzz.WRatio)
            sheet.cell(row, right).value = found[0] if found and found[1] > _LIKELY else ""
        with tempfile.TemporaryDirectory() as folder:
            book.save(Path(folder) / "out.xlsx")
        return sheet.max_row - 1

    return task


def rules(_: Path) -> Callable[[], int]:
    """Load the rule pack and build the indexes of a screening."""
    from screener.pipeline import Screener
    from screener.profile import Profile
    from screener.rulepack.load import load_pack

    def task() -> int:
        Screener(load_pack(), Profile())
        return 0

    return task


def ready(_: Path) -> Callable[[], int]:
    """Take the rules as they were made ready before."""
    from screener.compiled import load_reader

    folder = tempfile.TemporaryDirectory()
    load_reader(cache=Path(folder.name) / "cache")

    def task() -> int:
        load_reader(cache=Path(folder.name) / "cache")
        folder.cleanup()
        return 0

    return task


def inline(workbook: Path) -> Callable[[], int]:
    """Screen a Parquet file in one process."""
    return _table(workbook, "--jobs", "1")


def processes(workbook: Path) -> Callable[[], int]:
    """Screen a Parquet file in two processes."""
    return _table(workbook, "--jobs", "2")


def dask(workbook: Path) -> Callable[[], int]:
    """Screen a Parquet file on two workers of Dask."""
    return _table(workbook, "--engine", "dask", "--jobs", "2")


def _table(workbook: Path, *how: str) -> Callable[[], int]:
    number = _lines(workbook)
    table = workbook.with_suffix(".parquet")

    def task() -> int:
        with tempfile.TemporaryDirectory() as folder:
            _call(
                *("-m", "screener", "screen", str(table), "--out", folder),
                *("--date", "2026-06-30", *how),
            )
        return number

    return task


def _lines(workbook: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.ParquetFile(workbook.with_suffix(".parquet")).metadata.num_rows)


def screen(workbook: Path) -> Callable[[], int]:
    """Screen a workbook with rules that are loaded."""
    from screener.pipeline import Screener, open_source, screen_workbook
    from screener.profile import Profile, ProfileFacts
    from screener.rulepack.load import load_pack

    screener = Screener(load_pack(), Profile(facts=ProfileFacts(**FACTS)))

    def task() -> int:
        return len(screen_workbook(open_source(workbook, screener.profile), screener).lines)

    return task


def annotate(workbook: Path) -> Callable[[], int]:
    """Screen a workbook and write the labelled one."""
    from screener.pipeline import Screener, open_source, screen_workbook
    from screener.profile import Profile, ProfileFacts
    from screener.results.explain import Explainer
    from screener.results.workbook import SheetCells, write_workbook
    from screener.rulepack.load import load_pack

    screener = Screener(load_pack(), Profile(facts=ProfileFacts(**FACTS)))

    def task() -> int:
        book = open_source(workbook, screener.profile)
        screening = screen_workbook(book, screener)
        cells = [SheetCells(sheet.name, sheet.rows) for sheet in book.sheets]
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "out.xlsx"
            write_workbook(workbook, target, screening, Explainer(screener.pack, "en"), cells)
        return len(screening.lines)

    return task


def items(workbook: Path) -> Callable[[], int]:
    """Match every distinct description once."""
    from screener.matching import LineReader
    from screener.pipeline import line_of
    from screener.rulepack.load import load_pack

    found = descriptions(_lines(workbook))
    reader = LineReader(load_pack())

    def task() -> int:
        for text in found:
            reader.read_item(line_of({"description": text}), DAY)
        return len(found)

    return task


def parties(workbook: Path) -> Callable[[], int]:
    """Match every distinct name once."""
    from screener.matching import LineReader
    from screener.rulepack.load import load_pack

    found = sorted(_column(workbook, "supplier") | _column(workbook, "end_user"))
    reader = LineReader(load_pack())

    def task() -> int:
        for name in found:
            reader.read_party(name, "end_user", DAY)
        return len(found)

    return task


def command(workbook: Path) -> Callable[[], int]:
    """Run the command as a user does."""

    def task() -> int:
        with tempfile.TemporaryDirectory() as folder:
            _call(
                "-m", "screener", "screen", str(workbook), "--out", folder, "--date", "2026-06-30"
            )
        return 0

    return task


def interpreter(_: Path) -> Callable[[], int]:
    """Start Python, and stop."""
    return lambda: _call("-c", "pass")


def help_(_: Path) -> Callable[[], int]:
    """Print the help."""
    return lambda: _call("-m", "screener", "--help")


def _call(*arguments: str) -> int:
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments], check=True, capture_output=True
    )
    return 0


def _column(workbook: Path, header: str) -> set[str]:
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0)
    headers, *rows = sheet.to_python()
    place = headers.index(header)
    return {str(row[place]) for row in rows if row[place]}


def _processor_seconds() -> float:
    """Return the processor time of this process and its children: others cannot disturb it."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in spent)


def main() -> None:
    """Run one task once."""
    name, workbook = sys.argv[1], Path(sys.argv[2])
    made = {
        "read": read,
        "parse": parse,
        "script": script,
        "ready": ready,
        "inline": inline,
        "processes": processes,
        "dask": dask,
        "rules": rules,
        "screen": screen,
        "annotate": annotate,
        "command": command,
        "items": items,
        "parties": parties,
        "interpreter": interpreter,
        "help": help_,
    }[name](workbook)
    begun, started = time.perf_counter(), _processor_seconds()
    number = made()
    seconds, wall = _processor_seconds() - started, time.perf_counter() - begun
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(seconds, wall, peak / 1024, number)


if __name__ == "__main__":
    main()
