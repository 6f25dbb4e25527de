"""Results as CSV: one row a line, every column once, no cell that a program would run."""

import csv
import io

import pytest

from screener.model import FIELDS, Screening
from screener.pipeline import Screener, line_of
from screener.profile import Profile, ProfileFacts
from screener.results.explain import Explainer
from screener.results.table import COLUMNS, write_csv
from screener.rulepack.load import Pack, load_pack

DAY = {"date": "2026-06-30", "ship_from": "CN", "destination": "JP"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def screener(pack: Pack) -> Screener:
    return Screener(pack, Profile(facts=ProfileFacts(**DAY)))


def rows(screener: Screener, *lines: dict[str, str], language: str = "en") -> list[dict[str, str]]:
    """Screen lines, and read the CSV back."""
    screening = Screening(
        file="bom.csv",
        format="csv",
        encoding="utf-8",
        tables=(),
        skipped_sheets=(),
        lines=tuple(screener.screen(line_of(line)) for line in lines),
        pack=screener.pack.id,
        facts={},
        readings={},
        warnings=("clear_is_no_permission",),
    )
    text = "".join(write_csv(screening, Explainer(screener.pack, language)))
    return list(csv.DictReader(io.StringIO(text)))


def test_no_column_stands_twice() -> None:
    """A reader by header must not lose one."""
    assert len({*COLUMNS, *FIELDS}) == len(COLUMNS) + len(FIELDS)


def test_a_row_says_label_codes_clauses_and_questions(screener: Screener) -> None:
    """What a buyer filters by."""
    (row,) = rows(screener, {"description": "SmCo magnet", "part_number": "M-1"})
    assert row["label"] == "unclear"
    assert row["item_status"] == "controlled"
    assert "1C902" in row["control_codes"]
    assert "mofcom-2026-1 §1" in row["clauses"]
    assert "FACT-end_user" in row["questions"].split("; ")
    assert row["part_number"] == "M-1"
    assert row["rule_pack"] == f"{screener.pack.info.version} {screener.pack.sha256}"
    assert all(text.en in row["not_modelled"] for text in screener.pack.info.not_modelled)


def test_a_clear_row_names_no_clause(screener: Screener) -> None:
    """No clause applies to it; its summary says why."""
    (row,) = rows(screener, {"description": "Graphite pencil HB"})
    assert (row["label"], row["clauses"], row["questions"]) == ("clear", "", "")
    assert row["summary"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_program_would_run_is_a_text(start: str, screener: Screener) -> None:
    """An apostrophe stands before it."""
    (row,) = rows(screener, {"description": "Graphite pencil HB", "notes": f"{start}1+1"})
    assert row["notes"] == f"'{start}1+1"


@pytest.mark.parametrize("text", ['a "quoted" part', "two\nlines", "semi;colon, comma"])
def test_a_cell_comes_back_as_it_was(text: str, screener: Screener) -> None:
    """Quotes, line ends and separators are kept."""
    (row,) = rows(screener, {"description": "Graphite pencil HB", "notes": text})
    assert row["notes"] == text
