"""What is measured: ``tasks.py TASK WORKBOOK`` prints seconds, peak MiB, and a number."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

#: task → what the report calls it.
TASKS = {
    "read": "bare read with python-calamine (lines)",
    "rules": "loading the rules and indexing them",
    "screen": "reading and screening (lines)",
    "annotate": "reading, screening, writing the labelled workbook (lines)",
    "command": "`screener screen`, the whole command",
    "items": "matching of distinct descriptions",
    "parties": "matching of distinct names",
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


def rules(_: Path) -> Callable[[], int]:
    """Load the rule pack and build the indexes of a screening."""
    from screener.pipeline import Screener
    from screener.profile import Profile
    from screener.rulepack.load import load_pack

    def task() -> int:
        Screener(load_pack(), Profile())
        return 0

    return task


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

    found = sorted(_column(workbook, "description"))
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
        "rules": rules,
        "screen": screen,
        "annotate": annotate,
        "command": command,
        "items": items,
        "parties": parties,
        "interpreter": interpreter,
        "help": help_,
    }[name](workbook)
    started = _processor_seconds()
    number = made()
    seconds = _processor_seconds() - started
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(seconds, peak / 1024, number)


if __name__ == "__main__":
    main()
