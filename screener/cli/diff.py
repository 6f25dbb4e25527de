"""``screener diff``: what changed between two screenings, or between two rule packs."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from screener.cli.differences import difference_as_json, pack_changes_as_json, said, said_of_packs
from screener.cli.options import detection_options, language_option, make_profile, route_options
from screener.differences import Side, compare, compare_packs
from screener.pipeline import screen_file
from screener.profile import Profile
from screener.ready import ready_pack
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.results.reading import read_results
from screener.results.records import ResultRecord, records
from screener.rulepack.load import Pack, load_pack

_TWO = 2
_CHANGED = 1
_FACTS = ("end_user", "end_use", "country_of_origin", "ship_from", "destination")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is compared, each with one value for both sides or one for each."""

    files: tuple[Path, ...]
    rules: tuple[Path, ...]
    dates: tuple[str, ...]
    readings: tuple[str, ...]


@click.command("diff")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[A] [B]")
@click.option(
    "--date",
    "dates",
    multiple=True,
    metavar="YYYY-MM-DD",
    help="Shipment date; give two to compare them (default: today).",
)
@click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="AMB-ID=READING",
    help="A settled reading; given once it is set against none, given twice against the other.",
)
@click.option(
    "--rules",
    "rules",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A rule pack; give two to compare them, with or without a parts list.",
)
@route_options
@detection_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--all", "show_all", is_flag=True, help="Print every line, not only the first ones.")
@click.option(
    "--exit-code",
    "tell",
    is_flag=True,
    help="Exit status 1 if a label changed, or a rule pack is or may be weaker.",
)
@language_option
def command(
    files: tuple[Path, ...],
    dates: tuple[str, ...],
    readings: tuple[str, ...],
    rules: tuple[Path, ...],
    profile_file: Path | None,
    form: str,
    language: str,
    *,
    show_all: bool,
    tell: bool,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Say what changed, and what changed it.

    A and B are two results (JSONL), two versions of a parts list, or two rule packs. With one
    parts list, give two dates, two rule packs, or a reading.
    """
    packs = (*rules, *(path for path in files if path.is_dir()))
    if len(packs) == _TWO and all(path.is_dir() for path in files):
        _compare_packs(packs, form, language, tell=tell)
        return
    chosen = _Given(files, rules, dates, readings)
    if any(path.is_dir() for path in files):
        raise click.UsageError("A folder is a rule pack: give two of them, or name it by --rules.")
    profiles = _profiles(chosen, profile_file, given)
    before, after = _sides(chosen, profiles, language)
    difference = compare(before, after)
    pack = after.pack or before.pack or ready_pack(None)
    explainer = Explainer(pack, language)
    if form == "json":
        click.echo(json.dumps(difference_as_json(difference, explainer), ensure_ascii=False))
    else:
        click.echo("\n".join(said(difference, explainer, show_all=show_all)))
    if tell and difference.of("relabelled"):
        sys.exit(_CHANGED)


def _compare_packs(packs: tuple[Path, ...], form: str, language: str, *, tell: bool) -> None:
    before, after = map(load_pack, packs)
    changes = compare_packs(before, after)
    explainer = Explainer(after, language)
    if form == "json":
        click.echo(json.dumps(pack_changes_as_json(before, after, changes), ensure_ascii=False))
    else:
        click.echo("\n".join(said_of_packs(before, after, changes, explainer)))
    if tell and any(change.weakens != "no" for change in changes):
        sys.exit(_CHANGED)


def _profiles(
    chosen: _Given, profile_file: Path | None, given: dict[str, str | int | tuple[str, ...] | None]
) -> tuple[Profile, Profile]:
    facts = {name: value for name in _FACTS if isinstance(value := given[name], str)}
    detection = {name: given[name] for name in ("columns", "sheet", "header_row", "encoding")}

    def profile(side: int) -> Profile:
        date = {"date": chosen.dates[min(side, len(chosen.dates) - 1)]} if chosen.dates else {}
        readings = _readings_of(chosen, side)
        return make_profile(profile_file, {**facts, **date}, readings, detection)

    return profile(0), profile(1)


def _readings_of(chosen: _Given, side: int) -> tuple[str, ...]:
    """Return the readings of one side: of one ambiguity the first is the one side's."""
    by_id: dict[str, list[str]] = {}
    for pair in chosen.readings:
        by_id.setdefault(pair.partition("=")[0], []).append(pair)
    alike = len(chosen.files) == 1 and len(chosen.dates) < _TWO and len(chosen.rules) < _TWO
    against_none = alike and all(len(pairs) == 1 for pairs in by_id.values())
    if against_none:
        return chosen.readings if side else ()
    return tuple(pairs[min(side, len(pairs) - 1)] for pairs in by_id.values())


def _sides(chosen: _Given, profiles: tuple[Profile, Profile], language: str) -> tuple[Side, Side]:
    if any(len(values) > _TWO for values in (chosen.files, chosen.dates, chosen.rules)):
        raise click.UsageError("Two things are compared: give at most two of each.")
    results = [path.suffix.lower() == ".jsonl" for path in chosen.files]
    if results == [True, True]:
        return _of_results(chosen)
    if not chosen.files or any(results):
        raise click.UsageError("Give two results (.jsonl), or one or two parts lists.")
    packs = [ready_pack(path) for path in chosen.rules] or [ready_pack(None)]
    if len(chosen.files) + len(packs) == _TWO and profiles[0] == profiles[1]:
        raise click.UsageError("Both sides are the same: give two dates, rule packs or a reading.")
    sides = [
        _screened(
            chosen.files[-1 if side else 0], packs[-1 if side else 0], profiles[side], language
        )
        for side in (0, 1)
    ]
    return sides[0], sides[1]


def _screened(file: Path, pack: Pack, profile: Profile, language: str) -> Side:
    record = read_record(record_beside(file))
    screening = screen_file(file, pack=pack, profile=profile, record=record)
    return Side(tuple(records(screening, Explainer(pack, language))), pack)


def _of_results(chosen: _Given) -> tuple[Side, Side]:
    found = [read_results(path) for path in chosen.files]
    known = {pack.sha256: pack for pack in (ready_pack(None), *map(ready_pack, chosen.rules))}

    def side(lines: list[ResultRecord]) -> Side:
        return Side(lines, known.get(lines[0]["rule_pack"]["sha256"]))

    return side(found[0]), side(found[1])
