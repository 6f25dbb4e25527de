"""``screener inspect``, ``lookup``, ``sample``, ``schema``, and the program itself."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
from bad_files import write_bom
from command_line import Run

import screener
from screener.cli.words import inspect_words
from screener.shipped import sample_files

SAMPLES = Path(__file__).parents[2] / "samples"


def test_inspect_says_how_a_file_is_read(run: Run) -> None:
    """Sheet, header row, columns with reasons, and every row accounted for."""
    result = run("inspect", SAMPLES / "drone_en.xlsx")
    assert result.status == 0
    assert "sheet BOM, header row 4: 16 part" in result.out
    assert "description" in result.out
    assert "\x1b" not in result.out


def test_inspect_names_the_rows_that_are_no_parts(tmp_path: Path, run: Run) -> None:
    """With the reason, and no more of them than fit a screen."""
    parts = "Part,Qty,Price\nElectronics,,\nFan,1,2\nBelt,2,3\nShipping,,9\nTotal,,17\n"
    notes = "".join(f"Note: {number}\n" for number in range(20))
    (tmp_path / "a.csv").write_text(parts + notes, "utf-8")
    said = run("inspect", tmp_path / "a.csv").out
    assert "row 2: heading (a text alone): Electronics" in said
    assert "row 5: note (a cost and no goods): Shipping | 9" in said
    assert "row 6: total (the word of a total): Total | 17" in said
    assert "and 3 more rows" in said
    assert "row 3" not in said


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "見出し行 4：部品 16"), ("zh", "表头行 4：零件 16")]
)
def test_inspect_speaks_three_languages(language: str, said: str, run: Run) -> None:
    """Its own words are in the language asked for; those of the file stay."""
    out = run("inspect", SAMPLES / "drone_en.xlsx", "--language", language).out
    assert said in out
    assert not {"header", "exact", "part", "heading"} & set(out.replace("(", " ").split())


def test_inspect_has_a_word_for_every_reason() -> None:
    """Whatever the account of rows gives as its reason is said in three languages."""
    account = (Path(screener.__file__).parent / "intake" / "rows.py").read_text("utf-8")
    given = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', account)) - {"part-list"}
    assert given <= inspect_words().row_reasons.keys()


def test_inspect_for_machines_accounts_for_every_row(run: Run) -> None:
    """The kinds of rows add up to the rows below the header and above it."""
    report = json.loads(run("inspect", SAMPLES / "drone_en.xlsx", "--format", "json").out)
    (sheet,) = report["sheets"]
    (table,) = sheet["tables"]
    assert table["rows"]["part"] == 16
    assert {column["field"] for column in table["columns"]} >= {"part_number", "description"}


def test_inspect_does_the_other_files_too(tmp_path: Path, run: Run) -> None:
    """A missing file is named, and the exit status is 2."""
    result = run("inspect", tmp_path / "no.xlsx", SAMPLES / "drone_en.xlsx", "--format", "json")
    assert result.status == 2
    assert result.err.rstrip().endswith("[file-missing]")
    assert json.loads(result.out)["sheets"]


def test_inspect_follows_what_overrules_the_detection(tmp_path: Path, run: Run) -> None:
    """The reason says so."""
    bom = write_bom(tmp_path / "bom.csv", {"Thing": "SmCo magnet", "Qty": "2", "Unit": "pcs"})
    result = run("inspect", bom, "--map", "description=Thing", "--format", "json")
    (table,) = json.loads(result.out)["sheets"][0]["tables"]
    (column,) = [one for one in table["columns"] if one["header"] == "Thing"]
    assert (column["field"], column["reason"]) == ("description", "override")


def test_lookup_item_says_what_the_catalogue_says(run: Run) -> None:
    """The near miss stands beside the hit."""
    result = run("lookup", "item", "SmCo magnet", "Graphite pencil HB", "--format", "json")
    hit, miss = map(json.loads, result.out.splitlines())
    assert (hit["query"], hit["item"]["status"]) == ("SmCo magnet", "controlled")
    assert (miss["item"]["status"], miss["item"]["goods"]) == ("not_matched", "ordinary")


def test_lookup_item_knows_its_material(run: Run) -> None:
    """A magnet of samarium-cobalt is listed; a magnet of ferrite is not."""
    results = [
        json.loads(run("lookup", "item", "magnet ring", "--material", of, "--format", "json").out)
        for of in ("SmCo", "ferrite")
    ]
    assert results[0]["item"]["status"] != "not_matched"
    assert results[1]["item"]["status"] == "not_matched"


def test_lookup_reads_one_a_line_from_standard_input(run: Run) -> None:
    """Blank lines are passed over; the order stays."""
    result = run("lookup", "item", "-", "--format", "json", stdin="SmCo magnet\n\nHex bolt M6\n")
    queries = [json.loads(line)["query"] for line in result.out.splitlines()]
    assert queries == ["SmCo magnet", "Hex bolt M6"]


def test_lookup_party_takes_names_and_objects(run: Run) -> None:
    """A line is a plain name, or a JSON object with the country; both give the same keys."""
    stdin = '防衛装備庁\n{"name": "Kawasaki Kisen", "country": "JP"}\n"quoted"\n[1]\n'
    result = run("lookup", "party", "-", "--format", "json", stdin=stdin)
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [line["outcome"] for line in found] == ["match", "no_match", "no_match", "no_match"]
    keys = {"query", "outcome", "entity", "kind", "score", "why", "candidates"}
    assert all(set(line) == keys for line in found)


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_lookup_speaks_the_language_asked_for(language: str, run: Run) -> None:
    """In whole sentences."""
    result = run("lookup", "item", "SmCo magnet", "--language", language)
    assert ("is entry" in result.out) == (language == "en")


def test_lookup_refuses_a_date_that_is_none(run: Run) -> None:
    """Exit status 2, with the way out."""
    result = run("lookup", "party", "X", "--date", "soon")
    assert result.status == 2
    assert result.err.rstrip().endswith("[bad-date]")


def test_samples_are_written_and_never_replaced(tmp_path: Path, run: Run) -> None:
    """A second call writes nothing; with --force it does."""
    folder = tmp_path / "mine"
    assert run("sample", folder).status == 0
    names = {path.name for path in SAMPLES.iterdir() if path.is_file()}
    assert {path.name for path in folder.iterdir()} == names
    changed = folder / "drone_en.xlsx"
    changed.write_bytes(b"mine")
    (folder / "machine_shop_ja.ods").unlink()
    refused = run("sample", folder)
    assert (refused.status, changed.read_bytes()) == (2, b"mine")
    assert not (folder / "machine_shop_ja.ods").exists()
    assert run("sample", folder, "--force").status == 0
    assert changed.read_bytes() == (SAMPLES / "drone_en.xlsx").read_bytes()


@pytest.mark.parametrize("what", ["result", "profile"])
def test_a_schema_is_a_valid_schema(what: str, run: Run) -> None:
    """As jsonschema checks it; it states its dialect."""
    schema = json.loads(run("schema", what).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schemas_of_the_rules_are_valid_schemas(run: Run) -> None:
    """One for each folder of the pack."""
    for schema in json.loads(run("schema", "rules").out).values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_help_names_every_command(run: Run) -> None:
    """And every command has help of its own."""
    result = run("--help")
    for command in ("screen", "inspect", "lookup", "rules", "sample", "schema"):
        assert f"  {command} " in result.out
        assert run(command, "--help").status == 0


def test_a_command_that_is_none_is_wrong_use(run: Run) -> None:
    """Exit status 2."""
    assert run("scren").status == 2


def test_help_loads_neither_rules_nor_readers() -> None:
    """The start is short because nothing heavy is imported."""
    code = (
        "import sys, screener.cli\n"
        "sys.argv = ['screener', '--help']\n"
        "try: screener.cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'openpyxl', 'pydantic', 'rich', 'rapidfuzz', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_is_the_command() -> None:
    """``python -m screener`` works where the script is not on the path."""
    call = [sys.executable, "-m", "screener", "--version"]
    done = subprocess.run(  # noqa: S603 - our own program
        call, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"screener, version {version('screener')}"


def test_a_fault_of_ours_ends_with_a_report_without_cell_texts(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 70, the versions and the places in the code; no text of the user's."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("SECRET PART 4711")

    monkeypatch.setattr("screener.cli.screen.screen_workbook", fail)
    bom = write_bom(tmp_path / "secret.csv", {"description": "SECRET PART 4711"})
    result = run("screen", bom)
    assert result.status == 70
    assert "RuntimeError" in result.err
    assert version("screener") in result.err
    assert "SECRET" not in result.err


def test_what_is_written_beside_the_samples_is_no_sample(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "samples"
    run("sample", folder)
    names = sorted(path.name for path in folder.iterdir())
    run("ask", folder / "drone_en.xlsx")
    run("screen", folder / "drone_en.xlsx")
    beside = {"drone_en.screener.yaml", "drone_en.questions.xlsx", "drone_en.screened.xlsx"}
    assert beside <= {path.name for path in folder.iterdir()}
    monkeypatch.setattr("screener.shipped.shipped_samples", lambda: folder)
    assert [path.name for path in sample_files()] == names
