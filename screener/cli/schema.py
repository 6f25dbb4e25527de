"""``screener schema``: the JSON Schemas of what is read and written."""

import json

import click

from screener.profile import profile_schema
from screener.record.entries import record_schema
from screener.results.records import result_schema
from screener.rulepack.schemas import rule_schemas


@click.command("schema")
@click.argument("what", type=click.Choice(["result", "rules", "profile", "record"]))
def command(what: str) -> None:
    """Print the JSON Schema of a result line, the rule files, a profile, or a record of answers."""
    schemas = {
        "result": result_schema,
        "rules": rule_schemas,
        "profile": profile_schema,
        "record": record_schema,
    }
    click.echo(json.dumps(schemas[what](), indent=2, ensure_ascii=False))
