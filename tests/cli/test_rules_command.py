"""``screener rules``: list, show, check, test, schema, and rule packs of one's own."""

import json
import shutil
from pathlib import Path

import pytest
from bad_files import write_bom
from command_line import Run
from rule_packs import change, copy_pack

from screener.cli.showing import show_in_pack
from screener.rulepack.load import Pack, load_pack

PENCIL = {"description": "Graphite pencil HB", "ship_from": "CN", "destination": "JP"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def test_list_names_every_rule_reading_and_instrument(pack: Pack, run: Run) -> None:
    """One a line, with its words."""
    result = run("rules", "list")
    ids = {line.split("\t")[0] for line in result.out.splitlines()[1:]}
    assert result.status == 0
    assert ids == {*pack.law.rules, *pack.ambiguities, *pack.instruments}


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_everything_of_the_pack_can_be_shown(language: str, pack: Pack) -> None:
    """Every rule, condition, reading, instrument, entry and entity has a page with its id."""
    entities = [entity.id for entity in pack.entities]
    entries = [entry.id for entry in pack.catalogue.entries]
    laws = [*pack.law.rules, *pack.law.conditions, *pack.ambiguities, *pack.instruments]
    for identifier in [*laws, *entities, *entries]:
        pages = show_in_pack(pack, identifier, language)
        assert pages, identifier
        assert all(identifier in page for page in pages)


def test_a_control_code_shows_its_entries(run: Run) -> None:
    """A code stands for everything below it."""
    result = run("rules", "show", "1C905.a")
    assert result.status == 0
    assert "1C905.a.4" in result.out


def test_what_is_called_otherwise_is_said(run: Run) -> None:
    """Exit status 2, and the way out."""
    result = run("rules", "show", "no-such-thing")
    assert (result.status, result.out) == (2, "")
    assert "screener rules list" in result.err


@pytest.mark.parametrize("what", ["check", "test"])
def test_the_shipped_pack_holds(what: str, run: Run) -> None:
    """Its files fit together, and its cases get the labels that they were signed for."""
    result = run("rules", what)
    assert result.status == 0, result.err


def test_another_pack_gives_another_hash(tmp_path: Path, run: Run) -> None:
    """One changed word is seen in every result line."""
    bom = write_bom(tmp_path / "bom.csv", PENCIL)
    rules = copy_pack(tmp_path / "rules")
    change(rules / "provisions" / "japan-export-ban.yaml", "military user", "military consumer")
    hashes = []
    for options in ([], ["--rules", rules]):
        result = run("screen", bom, "--format", "jsonl", "--out", "-", *options)
        hashes.append(json.loads(result.out)["rule_pack"]["sha256"])
    assert hashes[0] != hashes[1]


def test_a_case_is_not_decisive(tmp_path: Path) -> None:
    """Cases prove the rules and decide no label: the hash leaves them out."""
    rules = copy_pack(tmp_path / "rules")
    before = load_pack(rules).sha256
    case = next((rules / "cases").rglob("*.yaml"))
    case.write_text(case.read_text(encoding="utf-8") + "# read again\n", encoding="utf-8")
    assert load_pack(rules).sha256 == before


BROKEN = [
    ("pack.yaml", "review_by:", "reviewed_by:", "review_by"),
    ("provisions/japan-export-ban.yaml", "effect: prohibited", "effect: forbidden", "effect"),
    ("provisions/japan-export-ban.yaml", "effect: prohibited", "effect: a\neffect: b", "effect"),
    ("provisions/japan-export-ban.yaml", "id: japan-export-ban", "id: other", "japan-export-ban"),
    ("readings/AMB-ENHANCE.yaml", "status: open", "status: [open", "YAML"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
@pytest.mark.parametrize("command", [["rules", "check"], ["screen", "bom.csv"]])
def test_an_invalid_pack_is_refused_with_file_and_line(  # noqa: PLR0913, PLR0917 - table, fixtures
    command: list[str], file: str, old: str, new: str, said: str, tmp_path: Path, run: Run
) -> None:
    """Exit status 3 from every command, before any file is read."""
    rules = copy_pack(tmp_path / "rules")
    change(rules / file, old, new)
    result = run(*command, "--rules", rules)
    assert result.status == 3
    assert f"{file}, line " in result.err
    assert said in result.err
    assert result.err.rstrip().endswith("[rule-file]")
    assert len(result.err.splitlines()) == 2


def test_a_folder_without_a_pack_is_refused(tmp_path: Path, run: Run) -> None:
    """Exit status 3."""
    result = run("rules", "check", "--rules", tmp_path)
    assert result.status == 3
    assert result.err.rstrip().endswith("[no-rule-pack]")


def test_files_that_do_not_fit_together_are_problems(tmp_path: Path, run: Run) -> None:
    """A rule that names a condition nobody defined is found by ``rules check``."""
    rules = copy_pack(tmp_path / "rules")
    change(rules / "provisions" / "japan-export-ban.yaml", "- leaves_china", "- leaves_the_moon")
    result = run("rules", "check", "--rules", rules)
    assert result.status == 3
    assert "leaves_the_moon" in result.err


def test_a_case_that_fails_is_named(tmp_path: Path, run: Run) -> None:
    """``rules test`` says which case, what it wanted and what it got."""
    rules = copy_pack(tmp_path / "rules")
    folder = rules / "cases" / "lines"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "pencils.yaml").write_text(
        "about: pencils\ncases:\n- name: a pencil is no weapon\n"
        "  line: {description: Graphite pencil HB, ship_from: CN, destination: JP}\n"
        "  label: likely_affected\n",
        encoding="utf-8",
    )
    result = run("rules", "test", "--rules", rules)
    assert result.status == 3
    assert "a pencil is no weapon: wanted likely_affected, got clear" in result.err


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "items/screws.yaml",
            (
                "on: 2026-06-01\ncases:\n- line: {description: Steel screw M3x8}\n"
                "  status: [controlled]\n"
            ),
            "cases/items/screws.yaml: Steel screw M3x8: wanted controlled, got not_matched",
        ),
        (
            "items/magnets.yaml",
            (
                "on: 2026-06-01\ncases:\n- line: {description: SmCo magnet}\n"
                "  status: [controlled]\n  code: 9A999\n"
            ),
            "cases/items/magnets.yaml: SmCo magnet: wanted 9A999, got 1C902.a.4",
        ),
        (
            "parties/nobody.yaml",
            "outcome: match\ncases:\n- {name: Nobody Ltd, entity: atla}\n",
            "cases/parties/nobody.yaml: Nobody Ltd: wanted match atla, got no_match",
        ),
        (
            "end_uses/en.yaml",
            (
                "military: [solar cell]\ncapability_enhancing: []\nambiguous: []\ncivil: []\n"
                "not_stated: []\n"
            ),
            "cases/end_uses/en.yaml: solar cell: wanted military, got civil",
        ),
    ],
)
def test_a_case_of_another_kind_that_fails_is_named_too(
    file: str, text: str, said: str, tmp_path: Path, run: Run
) -> None:
    """Items, parties and end uses are signed for like lines."""
    rules = copy_pack(tmp_path / "rules")
    shutil.rmtree(rules / "cases", ignore_errors=True)
    (rules / "cases" / file).parent.mkdir(parents=True)
    (rules / "cases" / file).write_text(text, encoding="utf-8")
    result = run("rules", "test", "--rules", rules)
    assert result.status == 3
    assert said in result.err
    assert result.out.rstrip().endswith("0 passed, 1 failed")


def test_schemas_are_written_where_the_user_says(tmp_path: Path, run: Run) -> None:
    """One file for each kind of rule file."""
    result = run("rules", "schema", tmp_path / "schema")
    assert result.status == 0
    names = {path.stem for path in (tmp_path / "schema").glob("*.json")}
    assert {"pack", "provisions", "conditions", "readings", "catalogue", "entities"} <= names
