"""``screener inspect``: what was understood of a file."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.table import Table

from screener.cli.options import detection_options, language_option, rules_option
from screener.cli.terminal import console
from screener.cli.words import inspect_words
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
@language_option
@rules_option
def command(
    files: tuple[Path, ...],
    form: str,
    sheet: str | None,
    header_row: int | None,
    columns: tuple[str, ...],
    encoding: str | None,
    language: str,
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
            click.echo(error.message(language), err=True)
            failed = True
            continue
        if form == "json":
            click.echo(json.dumps(report_as_json(report), ensure_ascii=False))
        else:
            _show(report, language)
    if failed:
        sys.exit(2)


def _show(report: FileReport, language: str) -> None:
    words = inspect_words()
    encoding = f", {report.encoding}" if report.encoding else ""
    _say(f"{report.file} ({report.format}{encoding})")
    for sheet in report.sheets:
        name = sheet.sheet.name
        if not sheet.tables:
            hidden = sheet.sheet.state == "hidden"
            said = words.sheet_hidden if hidden else words.sheet_without_list
            _say("  " + said.get(language).format(sheet=name, rows=sheet.unread))
        if formulas := sheet.sheet.uncalculated:
            _say("  " + words.uncalculated.get(language).format(sheet=name, formulas=formulas))
        for table in sheet.tables:
            _show_table(name, table, language)


def _show_table(sheet: str, report: TableReport, language: str) -> None:
    words = inspect_words()
    counts = [
        words.count.get(language).format(number=number, kind=words.kinds[kind].get(language))
        for kind, number in report.account.counts().items()
        if number
    ]
    rows = words.between_counts.get(language).join(counts)
    header = ", ".join(map(str, report.table.header_rows)) or words.no_header.get(language)
    _say("  " + words.table.get(language).format(sheet=sheet, header=header, rows=rows))
    titles = (words.column, words.header, words.used_as, words.because)
    shown = Table(
        *(title.get(language) for title in titles), box=None, pad_edge=False, padding=(0, 2)
    )
    for column in report.mapping.columns:
        reason = words.column_reasons[column.reason].get(language)
        shown.add_row(str(column.column), column.header, column.field, reason)
    for header_text, number in report.mapping.unused:
        shown.add_row(str(number), header_text, words.not_used.get(language), "")
    console().print(shown, markup=False)
    for line in _left_out(report, language):
        _say(f"    {line}")


def _left_out(report: TableReport, language: str) -> Iterator[str]:
    """Say of each filled row below the header that is no part what it is, why, and what it says."""
    words = inspect_words()
    rows = report.account.of("heading", "total", "note")
    for row in rows[:_LEFT_OUT]:
        cells = report.table.sheet.rows[row.number - 1][report.table.left - 1 : report.table.right]
        text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
        yield words.row.get(language).format(
            number=row.number,
            kind=words.kinds[row.kind].get(language),
            reason=words.row_reasons[row.reason].get(language),
            text=text[:_LONGEST],
        )
    if len(rows) > _LEFT_OUT:
        yield words.more_rows.get(language).format(number=len(rows) - _LEFT_OUT)


def _say(text: str) -> None:
    console().print(text, markup=False, highlight=False, soft_wrap=True)
