"""``screener lookup``: what the rules say of one item or one name."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from screener.cli.options import language_option, rules_option
from screener.pipeline import line_of
from screener.profile import shipment_date
from screener.ready import ready_reader
from screener.results.explain import Explainer
from screener.results.records import item_record, party_lookup_record


@click.group("lookup")
def command() -> None:
    """Ask what the rules say of one item or one name."""


@command.command("item")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@click.option("--hs", "hs_code", metavar="CODE", help="HS code of the item.")
@click.option("--material", metavar="TEXT", help="Material of the item.")
@click.option("--date", "on", metavar="YYYY-MM-DD", help="Day on which the list counts (today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@language_option
@rules_option
def item(
    texts: tuple[str, ...],
    hs_code: str | None,
    material: str | None,
    on: str | None,
    form: str,
    language: str,
    rules: Path | None,
) -> None:
    """Say what the catalogue says of a description; ``-`` reads one a line."""
    reader = ready_reader(rules)
    pack = reader.pack
    explainer = Explainer(pack, language)
    for text in _each(texts):
        fields = {"description": text, "hs_code": hs_code or "", "material": material or ""}
        found = reader.read_item(line_of(fields), _day(on))
        if form == "json":
            record = {"query": text, "item": item_record(found, explainer)}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(f"{text}\n  {found.status.value}: {explainer.item(found)}")


@command.command("party")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--country", metavar="CC", help="Country of the party.")
@click.option("--date", "on", metavar="YYYY-MM-DD", help="Day on which the lists count (today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@language_option
@rules_option
def party(
    names: tuple[str, ...],
    country: str | None,
    on: str | None,
    form: str,
    language: str,
    rules: Path | None,
) -> None:
    """Say who the lists say a name is; ``-`` reads one a line, plain or as a JSON object."""
    reader = ready_reader(rules)
    pack = reader.pack
    explainer = Explainer(pack, language)
    for text in _each(names):
        name, its_country, address = _name_of(text)
        found = reader.read_party(
            name, "end_user", _day(on), country=its_country or country, address=address
        )
        if form == "json":
            click.echo(json.dumps(party_lookup_record(text, found, explainer), ensure_ascii=False))
        else:
            said = f"{explainer.party(found)} {explainer.party_why(found)}"
            click.echo(f"{name}\n  {found.outcome}: {said}")


def _each(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            for line in sys.stdin:
                if line.strip():
                    yield line.rstrip("\r\n")
        else:
            yield text


def _day(on: str | None) -> date:
    return shipment_date(on) if on else date.today()  # noqa: DTZ011 - the user's own day


def _name_of(text: str) -> tuple[str, str | None, str | None]:
    """Return name, country and address of a plain name or of a JSON object."""
    try:
        given = json.loads(text)
    except ValueError:
        return text, None, None
    if not isinstance(given, dict) or not isinstance(given.get("name"), str):
        return text, None, None
    country, address = given.get("country"), given.get("address")
    return (
        given["name"],
        country if isinstance(country, str) else None,
        address if isinstance(address, str) else None,
    )
