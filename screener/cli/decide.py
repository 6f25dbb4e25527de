"""``screener decide``: what a person decides of lines, kept beside their labels."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from screener.cli.options import (
    detection_options,
    fact_options,
    given_profile,
    language_option,
    record_option,
    rules_option,
)
from screener.cli.words import settling_words
from screener.model import Label, ScreenedLine, Screening
from screener.pipeline import Screener, open_source, screen_workbook
from screener.ready import ready_pack
from screener.record.entries import DecisionEntry
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.settling.deciding import NoSuchLine, decide
from screener.settling.record_files import add_to_record
from screener.text.folding import fold_text


@click.command("decide")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--row", "rows", multiple=True, metavar="[SHEET:]N", help="Row of a line.")
@click.option("--part", "parts", multiple=True, metavar="NUMBER", help="Part number of lines.")
@click.option(
    "--label", required=True, type=click.Choice([label.value for label in Label]), help="Taken for."
)
@click.option("--justification", metavar="CODE", help="Of a decision that lines are clear.")
@click.option("--reason", default="", metavar="TEXT", help="Why, in words.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--document", default="", metavar="TEXT", help="The document it rests on.")
@fact_options
@detection_options
@record_option
@language_option
@rules_option
def command(
    file: Path,
    rows: tuple[str, ...],
    parts: tuple[str, ...],
    label: str,
    justification: str | None,
    reason: str,
    by: str,
    document: str,
    profile_file: Path | None,
    record_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    language: str,
    rules: Path | None,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Keep what a person decides of lines, such as a classification of the company's own.

    A decision never changes a label: it stands beside it in every result, with the reason. It is
    open again as soon as a fact, a rule or a question that it rested on is not as it was. A
    decision that a line is clear names a justification (rules/terms/justifications.yaml).
    """
    profile = given_profile(profile_file, on, readings, given)
    today = date.today()  # noqa: DTZ011 - the user's own day
    kept = record_file or record_beside(file)
    screener = Screener(ready_pack(rules), profile, today=today, record=read_record(kept))
    screening = screen_workbook(open_source(file, profile), screener)
    entries = decide(
        list(_chosen(screening, file, rows, parts)),
        Label(label),
        screener.pack,
        by=by,
        on=today,
        reason=reason,
        justification=justification,
        document=document,
    )
    add_to_record(kept, entries)
    explainer, words = Explainer(screener.pack, language), settling_words()
    for entry in entries:
        if isinstance(entry, DecisionEntry):
            said = {"n": str(len(entry.lines)), "label": explainer.label(entry.label)}
            click.echo(explainer.say(words.decided, id=entry.id, **said))
    click.echo(explainer.say(words.record, path=str(kept)))


def _chosen(
    screening: Screening, file: Path, rows: tuple[str, ...], parts: tuple[str, ...]
) -> Iterator[ScreenedLine]:
    """Yield the lines that were named, each once."""
    named = {f"--row {row}": _by_row(screening, row) for row in rows}
    named |= {f"--part {part}": _by_part(screening, part) for part in parts}
    for name, lines in (named or {"": []}).items():
        if not lines:
            raise NoSuchLine(file=file, named=name)
    yield from {id(line): line for lines in named.values() for line in lines}.values()


def _by_row(screening: Screening, row: str) -> list[ScreenedLine]:
    sheet, _, number = row.rpartition(":")
    return [
        one
        for one in screening.lines
        if str(one.line.row) == number and sheet in ("", one.line.sheet)
    ]


def _by_part(screening: Screening, part: str) -> list[ScreenedLine]:
    wanted = fold_text(part)
    return [
        one
        for one in screening.lines
        if wanted in map(fold_text, map(one.line.text, ("part_number", "manufacturer_part_number")))
    ]
