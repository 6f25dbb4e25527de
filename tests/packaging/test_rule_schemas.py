"""The JSON Schemas of the rules: committed, up to date, and true of every rule file."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from screener.rulepack.load import shipped_rules
from screener.rulepack.reading import read_yaml
from screener.rulepack.schemas import FILES, rule_schemas

RULES = shipped_rules()
SCHEMAS = rule_schemas()


def is_written_so(pattern: str, types: tuple[type, ...]) -> object:
    """A scalar of a rule file is a text that is typed later: a number is a text of digits."""

    def check(_: object, value: object) -> bool:
        return isinstance(value, types) or (
            isinstance(value, str) and re.fullmatch(pattern, value) is not None
        )

    return check


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": is_written_so(r"-?\d+", (int,)),
            "number": is_written_so(r"-?\d+(\.\d+)?([eE]-?\d+)?", (int, float)),
            "boolean": is_written_so("true|false|yes|no", (bool,)),
        }
    ),
)


def rule_files() -> Iterator[tuple[str, Path]]:
    """Every file that has a schema."""
    for name, files in FILES.items():
        for path in sorted(RULES.glob(files.pattern)):
            yield name, path


def contents(path: Path) -> list[object]:
    """What a schema describes: the content of a file, or each row of a table."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return [read_yaml(path)[0]]


def test_nothing_of_the_rules_is_without_a_schema() -> None:
    """Every file of data belongs to exactly one schema."""
    data = [path for path in RULES.rglob("*") if path.suffix in {".yaml", ".csv"}]
    assert sorted(path for _, path in rule_files()) == sorted(data)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_up_to_date(name: str) -> None:
    """`make rules` writes it anew after a change of the models."""
    committed = RULES / "schema" / f"{name}.json"
    assert json.loads(committed.read_text(encoding="utf-8")) == SCHEMAS[name]


def test_no_schema_is_left_over() -> None:
    """A folder that is no more has no schema."""
    assert {path.stem for path in (RULES / "schema").glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize(
    ("name", "path"),
    list(rule_files()),
    ids=lambda part: part.name if isinstance(part, Path) else part,
)
def test_every_rule_file_is_valid_by_its_schema(name: str, path: Path) -> None:
    """As an editor with the schema would check it."""
    validator = Validator(SCHEMAS[name])
    errors = [error.message for one in contents(path) for error in validator.iter_errors(one)]
    assert errors == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_key_that_nobody_knows_is_refused(name: str) -> None:
    """A slip of the pen is no new key."""
    path = next(path for folder, path in rule_files() if folder == name)
    content = contents(path)[0]
    assert isinstance(content, dict)
    assert not Validator(SCHEMAS[name]).is_valid({**content, "colour": "red"})
