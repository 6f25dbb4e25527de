"""Measures what the web application's server needs for a page, and writes docs/benchmarks.md.

A list is screened once; then pages are asked for in this process, through all of Django. What they
are compared with is measured in the same run: a page that shows next to nothing, and a bare count
in the database.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

from run import REPORT, between
from workbooks import write_workbook

BEGIN, END = "<!-- written by benchmarks/web.py -->", "<!-- end of web -->"
#: What is asked for → the query of the page of a result.
FILTERS = {
    "the labels that need an eye": "",
    "one label": "label=clear",
    "one question": "question=FACT-end_user",
    "one supplier": "supplier={supplier}",
    "words": "label=unclear&label=clear&label=likely_affected&find=magnet",
    "the last page of all lines": "label=unclear&label=clear&label=likely_affected&page=9999",
}
AIM = 0.2


def median(do: Callable[[], object], runs: int) -> float:
    """Return the median of the processor seconds that something takes in this process."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        do()
        found.append(time.process_time() - start)
    return statistics.median(found)


def rows(lines: int, runs: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what was measured: a name and seconds; the first is what others are compared with."""
    os.environ |= {"SCREENER_DATA": str(folder / "data"), "SCREENER_MAX_UPLOAD_MB": "500"}
    from screener.web.serving import prepare

    prepare(None)
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from screener.web.screenings.models import Screening

    client = Client(headers={"host": "127.0.0.1"})
    part = Client(headers={"host": "127.0.0.1", "hx-request": "true", "hx-request-type": "partial"})
    content = write_workbook(folder / "bom.xlsx", lines).read_bytes()
    sent = client.post("/", {"file": SimpleUploadedFile("bom.xlsx", content)})
    address = sent.headers["Location"].removesuffix("columns/")
    worker = [sys.executable, "-m", "screener.web.worker"]
    client.post(f"{address}columns/", {"do": "screen", "date": "2026-06-30"})
    with subprocess.Popen(worker, stdin=subprocess.PIPE) as started:  # noqa: S603 - our own module
        screening = Screening.objects.get()
        while screening.done_lines == 0:
            time.sleep(0.05)
            screening.refresh_from_db()
        page = f"{address}progress/"
        during = median(lambda: answered(part, page), runs)
        assert Screening.objects.get().state == "running", "more lines are needed"
        while screening.state == "running":
            time.sleep(0.5)
            screening.refresh_from_db()
        assert screening.state == "done", screening.error
        started.communicate()
    yield (
        "a page that shows next to nothing (`/healthz`)",
        median(lambda: answered(client, "/healthz"), runs),
    )
    yield "a bare count of the lines in the database", median(screening.lines.count, runs)
    yield "progress, while the worker screens", during
    yield "the whole result page", median(lambda: answered(client, address), runs)
    first = screening.lines.exclude(supplier="").first()
    for name, query in FILTERS.items():
        asked = f"{address}?{query.format(supplier=first.supplier if first else '')}"
        yield f"filter: {name}", median(lambda asked=asked: answered(part, asked), runs)


def answered(client: object, address: str) -> None:
    """Ask for a page, and look that it is one."""
    status = client.get(address).status_code  # type: ignore[attr-defined]
    assert status == HTTPStatus.OK, (address, status)


def report(lines: int, runs: int, found: list[tuple[str, float]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield (
        f"Pages of a result of {lines:,} lines, on the server without the network: medians of "
        f"{runs} requests in one process, SQLite, processor time: others on the machine "
        "disturb it less."
    )
    yield ""
    yield "| page | processor ms | next to nothing = 1 |"
    yield "| --- | --: | --: |"
    bare = found[0][1]
    for name, seconds in found:
        yield f"| {name} | {1000 * seconds:.1f} | {seconds / bare:.1f} |"
    yield ""
    slow = [name for name, seconds in found if name.startswith("filter") and seconds > AIM]
    said = "met" if not slow else f"**not met** by {', '.join(slow)}"
    yield f"Filters under {1000 * AIM:.0f} ms of a processor: {said}."


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(options.lines, options.runs, Path(folder)))
    table = "\n".join(report(options.lines, options.runs, found))
    text = REPORT.read_text(encoding="utf-8")
    REPORT.write_text(between(text, table, BEGIN, END), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
