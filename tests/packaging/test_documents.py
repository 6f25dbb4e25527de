"""What the documents promise is so: the commands, the links, the fields."""

import re
from pathlib import Path

import pytest
from command_reference import REFERENCE, reference

from screener.cli import OUR_FAULT
from screener.model import QuestionKind
from screener.pipeline import screen_line
from screener.profile import Profile, ProfileFacts
from screener.results.records import result_schema
from screener.results.table import COLUMNS
from screener.rulepack.schemas import FILES

EXAMPLE = {
    "description": "SmCo magnet, ring 20x10x5 mm",
    "ship_from": "CN",
    "destination": "JP",
    "end_user": "三菱電機株式会社",
    "end_use": "weather radar",
    "date": "2026-06-30",
}
ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_reference_of_commands_is_up_to_date() -> None:
    """`make rules` writes it anew."""
    assert REFERENCE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    """Links, and the files and folders of the project that stand in code quotes."""
    text = document.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    quoted = re.findall(r"`((?:docs|rules|screener|tests|samples|benchmarks)/[\w./-]*)`", text)
    missing = [name for name in linked if not (document.parent / name).exists()]
    missing += [name for name in quoted if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("document", "names"),
    [
        ("results.md", list(result_schema()["properties"])),
        ("results.md", list(COLUMNS)),
        ("results.md", [str(OUR_FAULT)]),
        ("profile.md", list(Profile.model_fields)),
        ("profile.md", list(ProfileFacts.model_fields)),
        ("rules.md", sorted({files.pattern.split("/")[0] for files in FILES.values()})),
    ],
)
def test_a_document_names_every_field(document: str, names: list[str]) -> None:
    """A new field without a word in the document fails here."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in text and f"`{name}/`" not in text] == []


def test_the_worked_example_comes_out_as_the_document_says() -> None:
    """Unclear on readings alone, and both changes of the line decide it."""
    found = screen_line(EXAMPLE)
    kinds = {asked.question.kind for asked in found.verdict.questions}
    ids = {asked.question.id for asked in found.verdict.questions}
    assert (found.findings.item.status, found.findings.item.matches[0].control_code) == (
        "controlled",
        "1C902.a.4",
    )
    assert (found.verdict.label, kinds) == ("unclear", {QuestionKind.READING})
    assert "AMB-AFFILIATES" in ids
    assert screen_line({**EXAMPLE, "end_user": "防衛装備庁"}).verdict.label == "likely_affected"
    ferrite = screen_line({**EXAMPLE, "description": "Ferrite magnet, ring 20x10x5 mm"})
    assert ferrite.findings.item.status == "not_matched"


def test_the_worked_example_stands_in_the_document() -> None:
    """Word for word."""
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert all(value in text for value in EXAMPLE.values())


def test_every_test_that_the_threat_model_names_is_there() -> None:
    """A promise without its test is none; a row without a test proves nothing."""
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = {
        name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)
    }
    named = set(re.findall(r"`(test_\w+)`", text))
    assert len(named) > 50
    assert named - known == set()
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    bare = [row for row in rows if "test_" not in row and "proved by" not in row]
    assert bare == []


def test_no_two_test_files_share_a_name() -> None:
    """Pytest imports them by their name: the second one would not be run."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
