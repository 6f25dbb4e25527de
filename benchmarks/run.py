"""Measures the program against plain baselines, and writes docs/benchmarks.md.

Only ratios mean anything: machines differ, and a shared one is noisy. Every figure is the median of
several runs, each in a process of its own: processor seconds, and the peak of its memory.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks import TASKS
from workbooks import write_workbook

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Measured:
    """The medians of one task: seconds, peak memory, and how many things it went through."""

    seconds: float
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
    seconds, peak, number = (statistics.median(column) for column in zip(*found, strict=True))
    return Measured(seconds, peak, int(number))


def report(lines: int, runs: int, measured: dict[str, Measured]) -> Iterator[str]:
    """Yield the lines of the report."""
    bare = measured["read"]
    yield "# Benchmarks"
    yield ""
    yield (
        f"Written by `make bench`: a workbook of {lines:,} lines and 15 columns in mixed English, "
        f"Japanese and Chinese, one line in ten a listed item; medians of {runs} runs, each in its "
        f"own process; {os.cpu_count()} cores, Python {platform.python_version()}. "
        "Only the ratios mean anything."
    )
    yield ""
    yield "| task | processor s | bare read = 1 | peak MiB | each second |"
    yield "| --- | --: | --: | --: | --: |"
    for name, title in TASKS.items():
        found = measured[name]
        rate = f"{found.number / found.seconds:,.0f}" if found.number else ""
        ratio = found.seconds / bare.seconds
        yield f"| {title} | {found.seconds:.2f} | {ratio:.1f} | {found.peak_mib:.0f} | {rate} |"
    yield ""
    ratio = measured["help"].seconds / measured["interpreter"].seconds
    yield f"`screener --help` takes {ratio:.1f} times the start of a bare interpreter."


def main() -> None:
    """Measure everything, print the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook = write_workbook(Path(folder) / "bom.xlsx", options.lines)
        measured = {task: measure(task, workbook, options.runs) for task in TASKS}
    text = "\n".join(report(options.lines, options.runs, measured)) + "\n"
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
