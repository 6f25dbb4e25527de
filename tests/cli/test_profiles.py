"""Facts, readings and columns that hold for a whole file; options overrule the profile."""

import json
from pathlib import Path

import pytest
from bad_files import write_bom
from command_line import Run

MAGNET = {"description": "SmCo magnet"}
BOLT = {"description": "Graphite pencil HB"}
STREAM = ("--format", "jsonl", "--out", "-")

PROFILE = """\
facts:
  ship_from: CN
  destination: JP
  end_user: 防衛装備庁
  date: 2026-06-30
"""


def screened(run: Run, *arguments: object) -> list[dict]:
    """Screen, and read the result lines."""
    result = run("screen", *arguments, *STREAM)
    assert result.status == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


@pytest.fixture
def bom(tmp_path: Path) -> Path:
    return write_bom(tmp_path / "bom.csv", MAGNET)


def profile(folder: Path, text: str) -> Path:
    path = folder / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_facts_of_a_profile_fill_in_a_silent_line(bom: Path, tmp_path: Path, run: Run) -> None:
    """The label rests on them, and the result says which facts they are."""
    (line,) = screened(run, bom, "--profile", profile(tmp_path, PROFILE))
    assert line["label"] == "likely_affected"
    assert set(line["from_profile"]) == {"ship_from", "destination", "end_user", "date"}
    assert line["line"]["end_user"] == "防衛装備庁"


def test_a_fact_of_the_line_stands_against_the_profile(tmp_path: Path, run: Run) -> None:
    """The profile fills in only what the line leaves open."""
    bom = write_bom(tmp_path / "bom.csv", {**MAGNET, "ship_from": "DE", "country_of_origin": "DE"})
    (line,) = screened(run, bom, "--profile", profile(tmp_path, PROFILE))
    assert line["line"]["ship_from"] == "DE"
    assert "ship_from" not in line["from_profile"]
    assert line["label"] == "clear"


@pytest.mark.parametrize(
    ("option", "value", "field"),
    [
        ("--end-user", "Yokohama City Waterworks", "end_user"),
        ("--end-use", "water pump", "end_use"),
        ("--origin", "KR", "country_of_origin"),
        ("--ship-from", "KR", "ship_from"),
        ("--destination", "US", "destination"),
        ("--date", "2026-01-31", "date"),
    ],
)
def test_an_option_overrules_the_profile(  # noqa: PLR0913, PLR0917 - the table and fixtures
    option: str, value: str, field: str, bom: Path, tmp_path: Path, run: Run
) -> None:
    """What is typed now counts more than what was written down."""
    (line,) = screened(run, bom, "--profile", profile(tmp_path, PROFILE), option, value)
    assert line["line"][field] == value
    assert field in line["from_profile"]


def test_a_settled_reading_is_never_silent(bom: Path, tmp_path: Path, run: Run) -> None:
    """The result says that the company settled it, and the question is no longer asked."""
    facts = (
        "facts: {ship_from: CN, destination: JP, end_user: 三菱重工業株式会社, date: 2026-06-30}\n"
    )
    (open_,) = screened(run, bom, "--profile", profile(tmp_path, facts))
    asked = [question["id"] for question in open_["questions"] if question["kind"] == "reading"]
    assert asked
    settled = f"{facts}readings: {{{asked[0]}: narrow}}\n"
    (line,) = screened(run, bom, "--profile", profile(tmp_path, settled))
    assert asked[0] in [found["ambiguity"] for found in line["readings_settled"]]
    assert asked[0] not in [question["id"] for question in line["questions"]]
    assert all(asked[0] in found["text"] for found in line["readings_settled"][:1])


def test_a_reading_typed_overrules_the_profile(bom: Path, tmp_path: Path, run: Run) -> None:
    """As every option does."""
    text = (
        "facts: {ship_from: CN, destination: JP, end_user: 三菱重工業株式会社, date: 2026-06-30}\n"
        "readings: {AMB-MILITARY-USER: narrow}\n"
    )
    typed = ("--reading", "AMB-MILITARY-USER=broad")
    (line,) = screened(run, bom, "--profile", profile(tmp_path, text), *typed)
    found = {one["ambiguity"]: one["reading"] for one in line["readings_settled"]}
    assert found["AMB-MILITARY-USER"] == "broad"


def test_the_columns_of_a_profile_overrule_the_detection(tmp_path: Path, run: Run) -> None:
    """An option overrules them in turn."""
    rows = {"Thing": "SmCo magnet", "Other thing": "Graphite pencil HB", "Qty": "2"}
    bom = write_bom(tmp_path / "bom.csv", rows)
    text = PROFILE + "columns: {description: Thing}\n"
    file = profile(tmp_path, text)
    (line,) = screened(run, bom, "--profile", file)
    assert line["line"]["description"] == "SmCo magnet"
    (line,) = screened(run, bom, "--profile", file, "--map", "description=Other thing")
    assert line["line"]["description"] == "Graphite pencil HB"


@pytest.mark.parametrize("flag", ["--sheet", "--header-row"])
def test_what_overrules_the_detection_may_stand_in_the_profile(
    flag: str, tmp_path: Path, run: Run
) -> None:
    """The profile names a sheet or row that is not there, and the option mends it."""
    bom = write_bom(tmp_path / "bom.csv", MAGNET)
    wrong = {"--sheet": "sheet: Nowhere\n", "--header-row": "header_row: 900\n"}[flag]
    right = {"--sheet": "bom", "--header-row": "1"}[flag]
    file = profile(tmp_path, PROFILE + wrong)
    assert run("screen", bom, "--profile", file, *STREAM).status == 2
    (line,) = screened(run, bom, "--profile", file, flag, right)
    assert line["line"]["description"] == "SmCo magnet"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("facts: {end_usr: X}\n", 1, "end_usr"),
        ("facts:\n  end_user: A\n  end_user: B\n", 3, "end_user"),
        ("facts: {}\nstale_rules: never\n", 2, "stale_rules"),
        ("facts: {}\nheader_row: first\n", 2, "header_row"),
        ("columns: {colour: Farbe}\n", 1, "colour"),
        ("facts: [\n", 2, "YAML"),
        ("", 1, "empty"),
    ],
)
def test_a_wrong_profile_is_named_with_its_line(  # noqa: PLR0913, PLR0917 - table and fixtures
    text: str, line: int, said: str, bom: Path, tmp_path: Path, run: Run
) -> None:
    """It is the user's file, not the rule pack's: exit status 2."""
    result = run("screen", bom, "--profile", profile(tmp_path, text))
    assert result.status == 2
    assert f"profile.yaml, line {line}: " in result.err
    assert said in result.err
    assert result.err.rstrip().endswith("[bad-profile]")


def test_the_profile_schema_knows_every_key(run: Run) -> None:
    """What the documents promise."""
    schema = json.loads(run("schema", "profile").out)
    assert set(schema["properties"]) == {
        *("facts", "readings", "columns", "mappings"),
        *("sheet", "header_row", "encoding", "stale_rules"),
    }
