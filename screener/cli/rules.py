"""``screener rules``: read, check and test a rule pack."""

import sys
from pathlib import Path

import click

from screener.cli.options import language_option, rules_option
from screener.rulepack.cases import load_line_cases
from screener.rulepack.check import check_pack
from screener.rulepack.load import Pack, load_pack, shipped_rules

INVALID = 3


@click.group("rules")
def command() -> None:
    """Read, check and test a rule pack."""


@command.command("list")
@rules_option
@language_option
def list_rules(rules: Path | None, language: str) -> None:
    """List the rules, the open readings and the instruments of a pack."""
    pack = load_pack(rules)
    click.echo(f"{pack.info.version}  {pack.sha256[:12]}  {pack.root}")
    for rule in pack.law.rules.values():
        click.echo(f"{rule.id}\t{rule.effect.value}\t{rule.title.get(language)}")
    for ambiguity in pack.ambiguities.values():
        click.echo(f"{ambiguity.id}\t{ambiguity.status}\t{ambiguity.question.get(language)}")
    for instrument in pack.instruments.values():
        click.echo(f"{instrument.id}\t{instrument.kind}\t{instrument.title.get(language)}")


@command.command("show")
@click.argument("identifier")
@rules_option
@language_option
def show(identifier: str, rules: Path | None, language: str) -> None:
    """Show one rule, condition, reading, instrument, entry, control code or entity in full."""
    from screener.cli.showing import show_in_pack

    shown = show_in_pack(load_pack(rules), identifier, language)
    if not shown:
        click.echo(
            f"{identifier}: nothing in the rule pack is called so.\n"
            "  List what there is: screener rules list [unknown-id]",
            err=True,
        )
        sys.exit(2)
    for page in shown:
        click.echo(page)


@command.command("check")
@rules_option
def check(rules: Path | None) -> None:
    """Check that every file of a pack is valid and that they fit together."""
    pack = load_pack(rules)
    problems = check_pack(pack, load_line_cases(pack.root))
    for problem in problems:
        click.echo(f"{problem.file}: {problem.what}\n  {problem.mend}", err=True)
    if problems:
        click.echo(f"{len(problems)} problems.", err=True)
        sys.exit(INVALID)
    click.echo(_counted(pack))


@command.command("test")
@rules_option
def test(rules: Path | None) -> None:
    """Run the cases beside the rules."""
    from screener.proving import prove

    pack = load_pack(rules)
    number = 0
    failures = 0
    for outcome in prove(pack):
        number += 1
        if outcome.failure:
            failures += 1
            click.echo(f"{outcome.file}: {outcome.name}: {outcome.failure}", err=True)
    click.echo(f"{number - failures} passed, {failures} failed")
    if failures:
        sys.exit(INVALID)


@command.command("sign")
@click.argument("key", type=click.Path(path_type=Path, dir_okay=False))
@rules_option
def sign(key: Path, rules: Path | None) -> None:
    """Sign a pack with a private Ed25519 key (PEM): writes pack.sig into its folder."""
    from screener.rulepack.signature import sign_rules

    click.echo(str(sign_rules(load_pack(rules).root, key)))


@command.command("verify")
@rules_option
def verify(rules: Path | None) -> None:
    """Say who signed a pack: the hash of its content, and the public key."""
    from screener.rulepack.load import content_hash
    from screener.rulepack.signature import check_signature

    root = rules or shipped_rules()
    signer = check_signature(root)
    click.echo(f"{root}\t{content_hash(root)}\t{signer or 'unsigned'}")


@command.command("schema")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def schema(folder: Path | None) -> None:
    """Write the JSON Schemas of the rule files (into the pack's own folder by default)."""
    import json

    from screener.rulepack.schemas import rule_schemas

    target = folder or shipped_rules() / "schema"
    target.mkdir(parents=True, exist_ok=True)
    for name, content in rule_schemas().items():
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        (target / f"{name}.json").write_text(text, encoding="utf-8")
    click.echo(str(target))


def _counted(pack: Pack) -> str:
    return (
        f"{pack.root}: valid. {len(pack.law.rules)} rules, {len(pack.instruments)} instruments, "
        f"{len(pack.ambiguities)} ambiguities, {len(pack.catalogue.entries)} catalogue entries, "
        f"{len(pack.entities)} entities."
    )
