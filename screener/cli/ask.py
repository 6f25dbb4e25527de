"""``screener ask``: what would settle the unclear lines, as questionnaires and letters."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from screener.cli.options import (
    LANGUAGE,
    detection_options,
    fact_options,
    given_profile,
    record_option,
    rules_option,
)
from screener.cli.words import settling_words
from screener.errors import InputError
from screener.model import LANGUAGES, Label
from screener.pipeline import Screener, open_source
from screener.profile import shipment_date
from screener.ready import ready_pack
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.settling.loop import Asked, ask
from screener.settling.parcels import Written, write_parcels
from screener.settling.record_files import add_to_record
from screener.settling.texts import settling_texts

_UNREADABLE = 2


@dataclass(frozen=True, slots=True)
class _Sending:
    """How questionnaires are written; the same for all files of one call."""

    out: Path | None
    record: Path | None
    language: str | None
    sender: str
    due: date | None
    today: date
    force: bool

    @property
    def own(self) -> str:
        return self.language or "en"


@click.command("ask")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where questionnaires go (default: beside the input).",
)
@click.option("--sender", default="", metavar="TEXT", help="Who signs the letters.")
@click.option("--due", metavar="YYYY-MM-DD", help="By when answers are wanted.")
@click.option("--force", is_flag=True, help="Replace questionnaires that are there.")
@fact_options
@detection_options
@record_option
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of everything (default: each recipient's own, by name and country).",
)
@rules_option
@click.pass_context
def command(
    context: click.Context,
    /,
    files: tuple[Path, ...],
    out: Path | None,
    sender: str,
    due: str | None,
    profile_file: Path | None,
    record_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    language: str | None,
    rules: Path | None,
    *,
    force: bool,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Write questionnaires that settle the unclear lines of spreadsheets.

    One workbook for you with a sheet for each recipient, and in a folder one workbook and one
    letter for each recipient alone: nobody sees a part, a name or a price of anybody else. What is
    asked is kept in the record beside the file, so that `screener answer` finds the lines again.
    """
    context.meta[LANGUAGE] = language or "en"
    profile = given_profile(profile_file, on, readings, given)
    today = date.today()  # noqa: DTZ011 - the user's own day
    screener = Screener(ready_pack(rules), profile, today=today)
    by = shipment_date(due) if due else None
    sending = _Sending(out, record_file, language, sender, by, today, force)
    failed = [file for file in dict.fromkeys(files) if not _ask_one(file, screener, sending)]
    if failed:
        sys.exit(_UNREADABLE)


def _ask_one(file: Path, screener: Screener, sending: _Sending) -> bool:
    try:
        click.echo("\n".join(_asked(file, screener, sending)))
    except InputError as error:
        click.echo(error.message(sending.own), err=True)
        return False
    return True


def _asked(file: Path, screener: Screener, sending: _Sending) -> Iterator[str]:
    kept = sending.record or record_beside(file)
    screener = screener.with_record(read_record(kept))
    workbook = open_source(file, screener.profile)
    asked = ask(workbook, screener, today=sending.today, language=sending.language, own=sending.own)
    explainer = Explainer(screener.pack, sending.own)
    words = settling_words()
    if not asked.questionnaires:
        yield explainer.say(words.nothing_to_ask, file=file.name)
        return
    written = write_parcels(
        sending.out or file.parent,
        file.stem,
        asked.questionnaires,
        screener.pack,
        sender=sending.sender,
        due=sending.due,
        force=sending.force,
    )
    add_to_record(kept, asked.entries)
    yield from _said(file, asked, written, explainer)
    yield explainer.say(words.record, path=str(kept))
    back = f"screener answer {file} …/{written.parcels[0].workbook.name}"
    yield explainer.say(words.how_back, command=back)


def _said(file: Path, asked: Asked, written: Written, explainer: Explainer) -> Iterator[str]:
    words = settling_words()
    questions = {row.question for one in asked.questionnaires for row in one.rows}
    yield explainer.say(
        words.asked,
        file=file.name,
        lines=str(asked.screening.count(Label.UNCLEAR)),
        questions=str(len(questions)),
        recipients=str(len(asked.questionnaires)),
    )
    yield explainer.say(words.overview, path=str(written.overview))
    for parcel in written.parcels:
        recipient = parcel.questionnaire.recipient
        nobody = explainer.say(settling_texts().nobody[recipient.role])
        yield explainer.say(
            words.parcel,
            name=recipient.name or nobody,
            language=parcel.questionnaire.language,
            rows=str(len(parcel.questionnaire.rows)),
            path=str(parcel.workbook),
        )
