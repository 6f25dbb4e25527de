"""``screener verify``: whether results still hold."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from screener.cli.options import language_option, record_option, rules_option
from screener.cli.words import verify_words
from screener.ready import ready_pack
from screener.results.explain import Explainer
from screener.verifying import LineDifference, Standing, Verification, verify

_DIFFERS = 1
_LINES = 20


@click.command("verify")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--input",
    "given",
    type=click.Path(path_type=Path, exists=True),
    help="The file that was screened, or its folder (default: beside the result, or here).",
)
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@language_option
@rules_option
def command(
    results: tuple[Path, ...],
    given: Path | None,
    record_file: Path | None,
    form: str,
    language: str,
    rules: Path | None,
) -> None:
    """Make results (JSONL) anew from their own input, profile, date and rules, and compare.

    Exit status: 0 the same, or every label and question still holds; 1 one does not, or the input
    is another; 2 it cannot be told.
    """
    pack = ready_pack(rules)
    explainer = Explainer(pack, language)
    standings = set()
    for result in results:
        for found in verify(result, pack, given, record_file):
            standings.add(found.standing)
            if form == "json":
                click.echo(json.dumps(_as_json(result, found), ensure_ascii=False))
            else:
                click.echo("\n".join(_said(found, explainer)))
    if Standing.DIFFERS in standings:
        sys.exit(_DIFFERS)


def _said(found: Verification, explainer: Explainer) -> Iterator[str]:
    words = verify_words()
    standing = {
        Standing.SAME: words.same,
        Standing.HOLDS: words.holds,
        Standing.DIFFERS: words.differs,
    }[found.standing]
    number = str(len(found.differences))
    yield explainer.say(standing, file=found.file, lines=str(found.lines), n=number)
    changes = {
        "input": words.input,
        "record": words.record,
        "rules": words.rules,
        "program": words.program,
    }
    for name, (before, after) in found.changed.items():
        yield f"  {explainer.say(changes[name], before=before, after=after)}"
    decisive = [one for one in found.differences if one.is_decisive]
    for one in decisive[:_LINES]:
        yield f"  {_line(one, explainer)}"
    if len(decisive) > _LINES:
        yield f"  {explainer.say(words.more, n=str(len(decisive) - _LINES))}"


def _line(one: LineDifference, explainer: Explainer) -> str:
    words = verify_words()
    nothing = explainer.say(words.no_line)
    return explainer.say(
        words.line,
        sheet=one.sheet,
        row=str(one.row),
        before=explainer.label(one.before) if one.before else nothing,
        after=explainer.label(one.after) if one.after else nothing,
        keys=", ".join(one.keys) or "-",
    )


def _as_json(result: Path, found: Verification) -> dict[str, object]:
    return {
        "schema_version": "1",
        "result": str(result),
        "file": found.file,
        "lines": found.lines,
        "standing": found.standing.value,
        "changed": {
            name: {"before": before, "after": after}
            for name, (before, after) in found.changed.items()
        },
        "differences": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
                "keys": list(one.keys),
            }
            for one in found.differences
        ],
    }
