"""``screener whatif``: the labels of a file under each open reading, and under answers tried."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from screener.cli.differences import difference_as_json, said
from screener.cli.options import (
    detection_options,
    fact_options,
    given_profile,
    language_option,
    record_option,
    rules_option,
)
from screener.cli.terminal import icon
from screener.cli.words import what_if_words
from screener.differences import Difference, Side, compare
from screener.model import Label, OpenQuestion, Screening
from screener.pipeline import Screener, open_source, screen_workbook
from screener.ready import ready_pack
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.results.records import records
from screener.results.whatif import what_if
from screener.trying import as_if


@click.command("whatif")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="An answer to try wherever the question is open; nobody keeps it.",
)
@fact_options
@detection_options
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--all", "show_all", is_flag=True, help="Print every line, not only the first ones.")
@language_option
@rules_option
def command(
    file: Path,
    answers: tuple[str, ...],
    profile_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    record_file: Path | None,
    form: str,
    language: str,
    rules: Path | None,
    *,
    show_all: bool,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Say what the labels would be under each reading of each open point of law.

    With --answer, say which lines would be labelled otherwise. Nothing is written or kept.
    """
    profile = given_profile(profile_file, on, readings, given)
    kept = read_record(record_file or record_beside(file))
    screener = Screener(ready_pack(rules), profile, record=kept)
    screening = screen_workbook(open_source(file, screener.profile), screener)
    explainer = Explainer(screener.pack, language)
    tried = _tried(screening, screener, explainer, dict(map(_pair, answers))) if answers else None
    if form == "json":
        click.echo(json.dumps(_as_json(screening, tried, explainer), ensure_ascii=False))
        return
    for line in _table(screening, explainer):
        click.echo(line)
    if tried:
        click.echo()
        click.echo("\n".join(said(tried, explainer, show_all=show_all)))


def _pair(text: str) -> tuple[str, str]:
    question, found, answer = text.partition("=")
    if not found:
        raise click.BadParameter(f"{text!r}: write QUESTION=ANSWER", param_hint="--answer")
    return question.strip(), answer.strip()


def _tried(
    screening: Screening, screener: Screener, explainer: Explainer, answers: dict[str, str]
) -> Difference:
    other = as_if(screening, screener, answers)
    sides = [Side(tuple(records(one, explainer)), screener.pack) for one in (screening, other)]
    return compare(sides[0], sides[1])


def _table(screening: Screening, explainer: Explainer) -> Iterator[str]:
    words = what_if_words()
    labels = "\t".join(f"{icon(label)} {explainer.label(label)}" for label in Label)
    yield f"{labels}\t{explainer.say(words.reading)}"
    counts = {label: screening.count(label) for label in Label}
    yield f"{_numbers(counts)}\t{explainer.say(words.as_it_is)}"
    for found in what_if(screening):
        question = explainer.question(OpenQuestion(found.question, ())).text
        yield explainer.say(
            words.question, id=found.question.id, question=question, n=str(found.lines)
        )
        for one in found.tried:
            answer = explainer.answer(found.question, one.answer)
            yield f"{_numbers(one.counts)}\t{one.answer}: {answer}"


def _numbers(counts: dict[Label, int]) -> str:
    return "\t".join(str(counts[label]) for label in Label)


def _as_json(
    screening: Screening, tried: Difference | None, explainer: Explainer
) -> dict[str, object]:
    return {
        "schema_version": "1",
        "counts": {label.value: screening.count(label) for label in Label},
        "readings": [
            {
                "id": found.question.id,
                "lines": found.lines,
                "tried": [
                    {
                        "reading": one.answer,
                        "text": explainer.answer(found.question, one.answer),
                        "counts": {label.value: number for label, number in one.counts.items()},
                    }
                    for one in found.tried
                ],
            }
            for found in what_if(screening)
        ],
        "tried": difference_as_json(tried, explainer) if tried else None,
    }
