"""``screener answer``: takes the questionnaires that came back, and screens again."""

import sys
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
from screener.cli.progress import progress_of, readings_of
from screener.cli.screened import overruled_readings
from screener.cli.words import settling_words
from screener.errors import InputError
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import shipment_date
from screener.ready import ready_pack
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.settling.loop import progress
from screener.settling.record_files import add_to_record
from screener.settling.replies import read_replies
from screener.settling.taking import Taken, Taker
from screener.settling.withdrawing import withdrawal

_NOT_TAKEN = 2


@click.command("answer")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("answers", nargs=-1, type=click.Path(path_type=Path))
@click.option("--withdraw", multiple=True, metavar="ID", help="Take back an entry of the record.")
@click.option("--by", default="", metavar="NAME", help="Who withdraws.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is withdrawn.")
@click.option("--all", "show_all", is_flag=True, help="Print every line, not only the first ones.")
@fact_options
@detection_options
@record_option
@language_option
@rules_option
def command(
    file: Path,
    answers: tuple[Path, ...],
    withdraw: tuple[str, ...],
    by: str,
    reason: str,
    profile_file: Path | None,
    record_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    language: str,
    rules: Path | None,
    *,
    show_all: bool,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Take the questionnaires that came back, screen again, and say what they settled.

    Workbooks may be half-filled, sorted otherwise, renamed, or come one after the other. Every
    answer is checked; a wrong one is named with its cell, and the others are taken. Answers are
    kept in the record beside the file; nothing in it is ever changed or removed.
    """
    profile = given_profile(profile_file, on, readings, given)
    today = date.today()  # noqa: DTZ011 - the user's own day
    kept = record_file or record_beside(file)
    screener = Screener(ready_pack(rules), profile, today=today)
    explainer, words = Explainer(screener.pack, language), settling_words()
    workbook = open_source(file, profile)
    record = read_record(kept)
    before = screen_workbook(workbook, screener.with_record(record))
    gone = [withdrawal(record, one, by=by, reason=reason, on=today) for one in withdraw]
    on_day = shipment_date(profile.facts.date) if profile.facts.date else None
    taker = Taker(screener.pack, record, screener.reader, today, on=on_day)
    taken, errors = _taken(answers, taker, language)
    entries = [entry for _, one in taken for entry in one.entries]
    record = add_to_record(kept, [*gone, *entries])
    after = screen_workbook(workbook, screener.with_record(record))
    for entry in withdraw:
        click.echo(explainer.say(words.withdrawn, id=entry))
    for path, one in taken:
        wrong = str(len(one.errors))
        n, empty = str(len(one.entries)), str(one.empty)
        click.echo(explainer.say(words.taken, file=path.name, n=n, empty=empty, wrong=wrong))
    for line in (
        *readings_of(record, after.readings, explainer),
        *overruled_readings(after, explainer),
    ):
        click.echo(line)
    for line in progress_of(progress(before, after), explainer, show_all=show_all):
        click.echo(line)
    click.echo(explainer.say(words.record, path=str(kept)))
    click.echo(explainer.say(words.see, command=f"screener screen {file}"))
    for error in errors:
        click.echo(error.message(language), err=True)
    if errors:
        sys.exit(_NOT_TAKEN)


def _taken(
    paths: tuple[Path, ...], taker: Taker, language: str
) -> tuple[list[tuple[Path, Taken]], list[InputError]]:
    """Take each file; one that cannot be read does not stop the others."""
    taken: list[tuple[Path, Taken]] = []
    errors: list[InputError] = []
    for path in dict.fromkeys(paths):
        try:
            found = taker.take(read_replies(path), language)
        except InputError as error:
            errors.append(error)
        else:
            taken.append((path, found))
            errors += found.errors
    return taken, errors
