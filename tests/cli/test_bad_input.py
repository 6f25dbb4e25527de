"""Bad input gets one clear message and exit status 2; the other files of the call are done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bad_files import write_bom, write_protected, write_rows
from command_line import Run

SAMPLES = Path(__file__).parents[2] / "samples"
GOOD = {"description": "Hex bolt M6", "ship_from": "CN", "destination": "JP"}


def missing(path: Path) -> Path:
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def blank(path: Path) -> Path:
    path.write_text(" \n\n ", encoding="utf-8")
    return path


def a_pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
    return path


def half_a_workbook(path: Path) -> Path:
    path.write_bytes((SAMPLES / "drone_en.xlsx").read_bytes()[:3000])
    return path


def no_header(path: Path) -> Path:
    return write_rows(path, [["12", "3.5", "77"], ["13", "4.5", "78"], ["14", "5.5", "79"]])


BAD = [
    (missing, "missing.xlsx", "file-missing"),
    (empty, "empty.xlsx", "file-empty"),
    (empty, "empty.csv", "file-empty"),
    (blank, "blank.csv", "file-empty"),
    (a_pdf, "scan.xlsx", "not-a-spreadsheet"),
    (half_a_workbook, "half.xlsx", "file-damaged"),
    (write_protected, "secret.xlsx", "password-protected"),
    (no_header, "numbers.csv", "header-not-found"),
]


@pytest.mark.parametrize(("make", "name", "code"), BAD)
def test_a_bad_file_gets_one_message(
    make: Callable[[Path], Path], name: str, code: str, tmp_path: Path, run: Run
) -> None:
    """The message names the file, says the way out, and nothing is written for the file."""
    bad = make(tmp_path / name)
    result = run("screen", bad)
    assert result.status == 2
    assert result.err.count("[") == 1
    assert result.err.rstrip().endswith(f"[{code}]")
    assert name in result.err.splitlines()[0]
    assert result.out == ""
    assert [path for path in tmp_path.iterdir() if path != bad] == []


@pytest.mark.parametrize(
    ("make", "name", "jobs"),
    [*((make, name, 1) for make, name, _ in BAD), (a_pdf, "scan.xlsx", 2)],
)
def test_the_other_files_are_still_done(
    make: Callable[[Path], Path], name: str, jobs: int, tmp_path: Path, run: Run
) -> None:
    """A bad file in the middle stops neither the file before it nor the one after."""
    bad = make(tmp_path / name)
    before = write_bom(tmp_path / "before.csv", GOOD)
    after = write_bom(tmp_path / "after.csv", GOOD)
    result = run("screen", before, bad, after, "--format", "jsonl", "--jobs", jobs)
    assert result.status == 2
    assert name in result.err
    assert result.err.rstrip().endswith("3 files: 2 done, 1 unreadable")
    written = {path.name for path in tmp_path.glob("*.screened.*")}
    assert written == {"before.screened.jsonl", "after.screened.jsonl"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--sheet", "Nowhere"], "unknown-sheet"),
        (["--header-row", "900"], "header-row-out-of-range"),
        (["--map", "description=No such header"], "unknown-header"),
        (["--encoding", "klingon"], "wrong-encoding"),
        (["--reading", "AMB-NOWHERE=narrow"], "unknown-reading"),
        (["--reading", "AMB-ENHANCE=sideways"], "unknown-reading"),
        (["--date", "2026-02-30"], "bad-date"),
        (["--date", "tomorrow"], "bad-date"),
    ],
)
def test_an_option_that_fits_nothing_is_refused(
    options: list[str], code: str, tmp_path: Path, run: Run
) -> None:
    """What the user overrules must exist; nothing is written."""
    bom = write_bom(tmp_path / "bom.csv", GOOD)
    result = run("screen", bom, *options)
    assert result.status == 2
    assert result.err.rstrip().endswith(f"[{code}]")
    assert list(tmp_path.iterdir()) == [bom]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "description"], "FIELD=HEADER"),
        (["--map", "colour=Farbe"], "manufacturer_part_number"),
        (["--reading", "AMB-ENHANCE"], "AMB-ID=READING"),
        (["--format", "docx"], "xlsx, jsonl, csv, html, pdf"),
        (["--format", ""], "xlsx, jsonl, csv, html, pdf"),
        (["--format", "xlsx", "--out", "-"], "standard output"),
        (["--format", "jsonl,csv", "--out", "-"], "standard output"),
        (["--header-row", "0"], "0"),
        (["--jobs", "0"], "0"),
        (["--language", "fr"], "'en', 'ja', 'zh'"),
        (["--fail-on", "clear"], "'affected', 'never', 'unclear'"),
        (["--profile", "nowhere.yaml"], "nowhere.yaml"),
        (["--frobnicate"], "--frobnicate"),
    ],
)
def test_wrong_use_says_what_is_right(
    options: list[str], said: str, tmp_path: Path, run: Run
) -> None:
    """The message names what was expected."""
    bom = write_bom(tmp_path / "bom.csv", GOOD)
    result = run("screen", bom, *options)
    assert result.status == 2
    assert said in result.err
    assert list(tmp_path.iterdir()) == [bom]


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_a_message_is_in_the_language_asked_for(language: str, tmp_path: Path, run: Run) -> None:
    """The code is the same in every language; the words are not."""
    result = run("screen", tmp_path / "nowhere.csv", "--language", language)
    assert result.err.rstrip().endswith("[file-missing]")
    assert result.err.isascii() == (language == "en")


def test_no_file_is_wrong_use(run: Run) -> None:
    """A call without a file says so."""
    result = run("screen")
    assert result.status == 2
    assert "FILES" in result.err


def test_a_folder_is_no_file(tmp_path: Path, run: Run) -> None:
    """The message says that it cannot be read."""
    result = run("screen", tmp_path)
    assert result.status == 2
    assert result.err.rstrip().endswith("[file-unreadable]")
