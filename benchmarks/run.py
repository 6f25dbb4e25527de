"""Measures the program against plain baselines, and writes docs/benchmarks.md.

Only ratios mean anything: machines differ, and a shared one is noisy. Every figure is the median of
several runs, each in a process of its own: processor seconds, which others on the machine disturb
less than the clock, and the peak of its memory. With ``--check`` nothing is written: it fails where
a ratio is twice what benchmarks/ratios.json says.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks import TASKS
from workbooks import write_table, write_workbook

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- written by make bench -->", "<!-- end -->"
RATIOS = Path(__file__).with_name("ratios.json")
#: A ratio that grows by less may be noise.
_GROSS = 2.0
_CHECKED = ("screen", "annotate", "items", "parties", "inline")


@dataclass(frozen=True)
class Measured:
    """The medians of one task: seconds, peak memory, and how many things it went through."""

    seconds: float
    wall: float
    peak_mib: float
    number: int


def measure(task: str, workbook: Path, runs: int) -> Measured:
    """Run a task several times, each in a new process."""
    found = []
    for _ in range(runs):
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, str(Path(__file__).with_name("tasks.py")), task, str(workbook)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append([float(part) for part in done.stdout.split()])
    medians = (statistics.median(column) for column in zip(*found, strict=True))
    seconds, wall, peak, number = medians
    return Measured(seconds, wall, peak, int(number))


def measure_all(tasks: Iterable[str], lines: int, runs: int) -> dict[str, Measured]:
    """Measure some tasks on the same lines."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = write_workbook(Path(folder) / "bom.xlsx", lines)
        write_table(workbook.with_suffix(".parquet"), lines)
        return {task: measure(task, workbook, runs) for task in tasks}


def report(lines: int, runs: int, measured: dict[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table."""
    bare = measured["read"]
    yield (
        f"A workbook of {lines:,} lines and 15 columns in mixed English, Japanese and Chinese, a "
        f"part on three lines on average, one part in ten a listed item; medians of {runs} "
        f"{'runs' if runs > 1 else 'run'}, each in its own process; {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Processor seconds, all processes of a task together. Only "
        "the ratios mean anything."
    )
    yield ""
    yield "| task | processor s | bare read = 1 | wall s | peak MiB | each processor second |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for name, title in TASKS.items():
        if name not in measured:
            continue
        found = measured[name]
        rate = f"{found.number / found.seconds:,.0f}" if found.number else ""
        yield (
            f"| {title} | {found.seconds:.2f} | {found.seconds / bare.seconds:.1f} | "
            f"{found.wall:.2f} | {found.peak_mib:.0f} | {rate} |"
        )
    yield ""
    if "help" in measured:
        ratio = measured["help"].seconds / measured["interpreter"].seconds
        yield f"`screener --help` takes {ratio:.1f} times the start of a bare interpreter."


def ratios(measured: dict[str, Measured]) -> dict[str, float]:
    """Return what is checked: each task's seconds, those of the bare read being one."""
    bare = measured["read"].seconds
    return {name: round(measured[name].seconds / bare, 1) for name in _CHECKED}


def check() -> int:
    """Fail where a ratio is grossly worse than the one that is kept."""
    kept = json.loads(RATIOS.read_text(encoding="utf-8"))
    found = ratios(measure_all(("read", *_CHECKED), kept["lines"], kept["runs"]))
    worse = {name: ratio for name, ratio in found.items() if ratio > _GROSS * kept["ratios"][name]}
    for name, ratio in found.items():
        print(f"{name}: {ratio} (kept: {kept['ratios'][name]}){' WORSE' if name in worse else ''}")
    return 1 if worse else 0


def main() -> int:
    """Measure, and write what was measured; or only check the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/ratios.json anew")
    options = parser.parse_args()
    if options.check:
        return check()
    parts = []
    for lines in options.lines:
        measured = measure_all(options.tasks, lines, options.runs)
        parts.append("\n".join(report(lines, options.runs, measured)))
        if options.keep:
            kept = {"lines": lines, "runs": options.runs, "ratios": ratios(measured)}
            RATIOS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    written = between(REPORT.read_text(encoding="utf-8"), "\n".join(parts).rstrip(), BEGIN, END)
    REPORT.write_text(written, encoding="utf-8")
    print("\n".join(parts))
    return 0


def between(text: str, tables: str, begin: str, end: str) -> str:
    """Put the tables where the report has them; what people wrote around them stays."""
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n\n{tables}\n\n{end}{rest.partition(end)[2]}"


if __name__ == "__main__":
    sys.exit(main())
