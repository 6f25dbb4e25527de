"""The golden cases beside the catalogue: what a buyer writes, and what the catalogue says of it."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from screener.matching.items import ItemMatcher
from screener.model import ItemFinding, Line, Stated
from screener.rulepack.catalogue import Catalogue, load_catalogue
from screener.rulepack.reading import RuleModel, read_model

RULES = Path(__file__).parents[2] / "rules"
#: Entries that no line names: shares of rare earths in foreign goods, and a measure that expired.
UNNAMED = ("a61-", "uav-temporary")


class Case(RuleModel):
    line: dict[str, str]
    status: tuple[str, ...]
    code: str | None = None


class Cases(RuleModel):
    on: date
    cases: tuple[Case, ...]


@cache
def catalogue() -> Catalogue:
    return load_catalogue(RULES)


@cache
def matcher() -> ItemMatcher:
    return ItemMatcher(catalogue())


def found(case: Case, on: date) -> ItemFinding:
    stated = {name: Stated(text) for name, text in case.line.items()}
    return matcher().match(Line("bom.xlsx", "BOM", 2, stated), on)


CASES = [
    pytest.param(case, cases.on, id=f"{path.stem}: {case.line['description']}")
    for path in sorted((RULES / "cases" / "items").glob("*.yaml"))
    for cases in [read_model(path, Cases)]
    for case in cases.cases
]


@pytest.mark.parametrize(("case", "on"), CASES)
def test_a_line_has_the_status_that_its_case_gives(case: Case, on: date) -> None:
    """A hit is found under its code; a near miss and a trap are left alone."""
    finding = found(case, on)

    assert finding.status.value in case.status, finding
    if case.code:
        assert case.code in {match.control_code for match in finding.matches}


def test_every_entry_that_a_line_can_name_has_a_case() -> None:
    """An entry without a case could be dropped and no test would fail."""
    seen: set[str] = set()
    for case, on in (param.values for param in CASES):
        finding = found(case, on)
        seen |= {match.entry for match in (*finding.matches, *finding.removed)}
    named = {entry.id for entry in catalogue().entries if not entry.id.startswith(UNNAMED)}

    assert named - seen == set()


def test_no_two_cases_are_the_same_line() -> None:
    lines = [case.line["description"] for case, _ in (param.values for param in CASES)]

    assert len(lines) == len(set(lines))
