"""Options that several commands share, and how they make a profile."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from screener.model import FIELDS, LANGUAGES
from screener.profile import Profile, ProfileFacts, read_profile, shipment_date
from screener.rulepack.load import shipped_rules

Command = TypeVar("Command", bound=Callable[..., object])

#: Under this key the call's context knows the language, for messages about the call itself.
LANGUAGE = "screener.language"
_KEY = "screener.rules-key"
SIGNATURE = "pack.sig"

_FACT_OPTIONS = (
    ("--end-user", "end_user", "NAME", "End user of the lines that name none."),
    ("--end-use", "end_use", "TEXT", "End use of the lines that state none."),
    ("--origin", "country_of_origin", "CC", "Country of origin of the lines that state none."),
    ("--ship-from", "ship_from", "CC", "Country that the lines are shipped from."),
    ("--destination", "destination", "CC", "Country that the lines go to."),
)

#: canonical field → the option that gives it for the whole file, and what to write there.
FACT_FLAGS = {name: (flag, metavar) for flag, name, metavar, _ in _FACT_OPTIONS}


def rules_option(command: Command) -> Command:
    """Add ``--rules DIR`` and ``--rules-key FILE``; the signature is checked before any rule."""
    key = click.option(
        "--rules-key",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="SCREENER_RULES_KEY",
        is_eager=True,
        expose_value=False,
        callback=_remember_key,
        help="Take only rules that are signed by this public key (PEM).",
    )
    rules = click.option(
        "--rules",
        type=click.Path(path_type=Path, file_okay=False),
        callback=_signed,
        help="Another rule pack than the one that comes with the program.",
    )
    return rules(key(command))


def _remember_key(context: click.Context, _: click.Parameter, key: Path | None) -> None:
    context.meta[_KEY] = key


def _signed(context: click.Context, _: click.Parameter, rules: Path | None) -> Path | None:
    """Check the signature of the rules, where they have one, or a key is given."""
    root, key = rules or shipped_rules(), context.meta.get(_KEY)
    if key or (root / SIGNATURE).is_file():
        from screener.rulepack.signature import check_signature

        check_signature(root, key)
    return rules


def language_option(command: Command) -> Command:
    """Add ``--language``."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of what is said.",
        callback=_remember,
    )(command)


def _remember(context: click.Context, _: click.Parameter, language: str) -> str:
    context.meta[LANGUAGE] = language
    return language


def detection_options(command: Command) -> Command:
    """Add the options that overrule what was detected."""
    for option in (
        click.option("--encoding", metavar="NAME", help="Text encoding of a text file."),
        click.option(
            "--map", "columns", multiple=True, metavar="FIELD=HEADER", help="Column of a field."
        ),
        click.option("--header-row", type=click.IntRange(min=1), help="Row of the header."),
        click.option("--sheet", metavar="NAME", help="Sheet to read."),
    ):
        command = option(command)
    return command


def fact_options(command: Command) -> Command:
    """Add the facts that hold for the whole file, its date and its readings."""
    command = click.option(
        "--reading",
        "readings",
        multiple=True,
        metavar="AMB-ID=READING",
        help="A reading of an open term that the company has settled for itself.",
    )(command)
    command = click.option(
        "--date", "on", metavar="YYYY-MM-DD", help="Shipment date (default: today)."
    )(command)
    return route_options(command)


def route_options(command: Command) -> Command:
    """Add the profile, and the facts of the way, the end user and the use."""
    for flag, name, metavar, said in reversed(_FACT_OPTIONS):
        command = click.option(flag, name, metavar=metavar, help=said)(command)
    return click.option(
        "--profile",
        "profile_file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="YAML file with the facts for the whole file.",
    )(command)


def record_option(command: Command) -> Command:
    """Add ``--record FILE``."""
    return click.option(
        "--record",
        "record_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Answers and decisions (default: NAME.screener.yaml beside the file, if it is there).",
    )(command)


def given_profile(
    profile_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    given: Mapping[str, str | int | tuple[str, ...] | None],
) -> Profile:
    """Make the profile of what `fact_options` and `detection_options` were given."""
    facts = {name: text for _, name, _, _ in _FACT_OPTIONS if isinstance(text := given[name], str)}
    detection = {name: given[name] for name in ("columns", "sheet", "header_row", "encoding")}
    return make_profile(profile_file, {**facts, "date": on}, readings, detection)


def make_profile(
    profile_file: Path | None,
    facts: dict[str, str | None],
    readings: tuple[str, ...],
    detection: Mapping[str, object],
) -> Profile:
    """Make the profile of a screening: the file's, overruled by the options.

    `detection` holds ``columns`` as FIELD=HEADER pairs, ``sheet``, ``header_row``, ``encoding``.
    """
    profile = read_profile(profile_file) if profile_file else Profile()
    given = {name: text for name, text in facts.items() if text is not None}
    merged = {**profile.stated_facts(), **given}
    merged.setdefault("date", date.today().isoformat())  # noqa: DTZ011 - the user's own day
    shipment_date(merged["date"])
    overruled = {name: value for name, value in detection.items() if value and name != "columns"}
    columns = detection.get("columns")
    pairs = columns if isinstance(columns, tuple) else ()
    return profile.model_copy(
        update={
            "facts": ProfileFacts(**merged),
            "readings": {**profile.readings, **dict(map(_reading, readings))},
            "columns": {**profile.columns, **dict(map(_column, pairs))},
            **overruled,
        }
    )


def _reading(pair: str) -> tuple[str, str]:
    ambiguity, found, reading = pair.partition("=")
    if not found:
        raise click.BadParameter(f"{pair!r}: write AMB-ID=READING", param_hint="--reading")
    return ambiguity.strip(), reading.strip()


def _column(pair: str) -> tuple[str, str]:
    field, found, header = pair.partition("=")
    if not found or field not in FIELDS:
        known = ", ".join(FIELDS)
        raise click.BadParameter(
            f"{pair!r}: write FIELD=HEADER; the fields are {known}", param_hint="--map"
        )
    return field, header
