"""``screener inspect``: what was understood of a file."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.table import Table

from screener.cli.options import detection_options, rules_option
from screener.cli.terminal import console
from screener.errors import InputError
from screener.intake import FileReport, Overrides, inspect, load_vocabulary, report_as_json
from screener.intake.inspection import TableReport
from screener.rulepack.load import shipped_rules

_LEFT_OUT = 20  # rows that are named one by one
_LONGEST = 60  # characters of each


@click.command("inspect")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@detection_options
@rules_option
def command(
    files: tuple[Path, ...],
    form: str,
    sheet: str | None,
    header_row: int | None,
    columns: tuple[str, ...],
    encoding: str | None,
    rules: Path | None,
) -> None:
    """Show what was understood of a file: sheets, tables, columns with reasons, rows."""
    vocabulary = load_vocabulary(rules or shipped_rules())
    pairs = tuple((pair.partition("=")[0], pair.partition("=")[2]) for pair in columns)
    overrides = Overrides(sheet, header_row, pairs, encoding)
    failed = False
    for file in files:
        try:
            report = inspect(file, vocabulary, overrides)
        except InputError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        if form == "json":
            click.echo(json.dumps(report_as_json(report), ensure_ascii=False))
        else:
            _show(report)
    if failed:
        sys.exit(2)


def _show(report: FileReport) -> None:
    encoding = f", {report.encoding}" if report.encoding else ""
    console().print(f"{report.file} ({report.format}{encoding})", markup=False, highlight=False)
    for sheet in report.sheets:
        if not sheet.tables:
            why = "hidden, not read" if sheet.sheet.state == "hidden" else "no parts list found"
            said = f"  sheet {sheet.sheet.name}: {why}, {sheet.unread} filled rows not read"
            console().print(said, markup=False, highlight=False)
        if sheet.sheet.uncalculated:
            said = (
                f"  sheet {sheet.sheet.name}: {sheet.sheet.uncalculated} formulas without a value"
            )
            console().print(said, markup=False, highlight=False)
        for table in sheet.tables:
            _show_table(sheet.sheet.name, table)


def _show_table(sheet: str, report: TableReport) -> None:
    counts = report.account.counts()
    rows = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    header = ", ".join(map(str, report.table.header_rows)) or "none"
    console().print(f"  sheet {sheet}, header row {header}: {rows}", markup=False, highlight=False)
    shown = Table(
        "column", "header", "used as", "because", box=None, pad_edge=False, padding=(0, 2)
    )
    for column in report.mapping.columns:
        shown.add_row(str(column.column), column.header, column.field, column.reason)
    for header_text, number in report.mapping.unused:
        shown.add_row(str(number), header_text, "(not used)", "")
    console().print(shown, markup=False)
    for line in _left_out(report):
        console().print(f"    {line}", markup=False, highlight=False, soft_wrap=True)


def _left_out(report: TableReport) -> Iterator[str]:
    """Say of each filled row below the header that is no part what it is, why, and what it says."""
    rows = report.account.of("heading", "total", "note")
    for row in rows[:_LEFT_OUT]:
        cells = report.table.sheet.rows[row.number - 1][report.table.left - 1 : report.table.right]
        text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
        yield f"row {row.number}: {row.kind} ({row.reason.replace('-', ' ')}): {text[:_LONGEST]}"
    if len(rows) > _LEFT_OUT:
        yield f"and {len(rows) - _LEFT_OUT} more rows: --format json names all of them"
